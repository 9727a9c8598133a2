import type { ButtonPanel } from '../control/button-panel.ts';
import type { SandboxEvent } from '../control/contract.ts';
import type { Population } from '../population/population.ts';
import type { StartDevice } from './device-handle.ts';

/** One simulated device of a kiosk with all that belongs to it: its process, its state, its buttons. */
export type Station<State = unknown> = {
  /** Where its buttons are, below `/kiosks/:kiosk/`: `readers/id-card`. */
  readonly path: string;
  /** What the street panel shows; a new object with each change. */
  readonly state: () => State;
  readonly buttons: (panel: ButtonPanel) => void;
  /** Brings the device up; rejects when it cannot. Asked once, before anything but `close` is. */
  readonly open: () => Promise<void>;
  /** Its entry in `devices` of a kiosk's configuration, once it is open; null when there is nothing to drive. */
  readonly config: () => DeviceEntry | null;
  /** The device's process, for those who want to see it crash; undefined when it is none of its own. */
  readonly pid: () => number | undefined;
  readonly close: () => Promise<void>;
};

/** What a station is given. */
export type StationPlace = {
  /** Id of the kiosk it stands at. */
  readonly kiosk: string;
  /** The kiosk's; a station uses the name of its class in it, as a path of its own: `id-card`. */
  readonly directory: string;
  /** `real`: think and print as slowly as the real ones. `fast`: only the line keeps its baud rate. */
  readonly pace: 'real' | 'fast';
  readonly population: Population;
  /** Starts a device's process; a test may keep the orders instead. */
  readonly startDevice: StartDevice;
  /** The state has changed: whoever listens is told the kiosk's new one. */
  readonly changed: () => void;
  /** Something happened that a state does not show. */
  readonly publish: (event: SandboxEvent) => void;
};

export type CreateStation<State> = (place: StationPlace) => Station<State>;

/** One entry of `devices` in a kiosk's configuration, version 1. */
export type DeviceEntry = {
  readonly class: string;
  readonly driver: string;
  readonly [setting: string]: string | number | boolean;
};

/** A station's state, told to whoever listens each time it changes. */
export type StationState<State> = {
  readonly get: () => State;
  readonly set: (changed: Partial<State>) => void;
};

export function createStationState<State>(initial: State, changed: () => void): StationState<State> {
  let state = initial;
  return {
    get: () => state,
    set: (part) => {
      state = { ...state, ...part };
      changed();
    },
  };
}
