import type { KioskState } from '../control/contract.ts';
import type { DeviceStates } from './contract.ts';
import type { DeviceEntry, Station, StationPlace } from './station.ts';
import type { Stations } from './stations.ts';

/** One kiosk's surroundings: its stations, and where its screen is. */
export type KioskDevices = {
  readonly state: () => KioskState;
  readonly setScreen: (url: string | null) => void;
  readonly stations: readonly Station[];
  /** `devices` of the kiosk's configuration. */
  readonly config: () => readonly DeviceEntry[];
  readonly close: () => Promise<void>;
};

export type KioskDevicesOptions = Omit<StationPlace, 'changed'> & { readonly stations: Stations };

/** Starts every station of a kiosk; resolves when all of them can be used. */
export async function startKioskDevices({
  stations: create,
  ...place
}: KioskDevicesOptions): Promise<KioskDevices> {
  let screen: string | null = null;
  let isStanding = false;
  const changed = () => {
    // While they are being brought up there is no whole state to tell.
    if (isStanding) place.publish({ kind: 'kiosk', kiosk: state() });
  };
  const stations = Object.entries(create).map(([name, createStation]): readonly [string, Station] => [
    name,
    createStation({ ...place, changed }),
  ]);
  const state = (): KioskState => ({
    id: place.kiosk,
    screen,
    // Each name of `Stations` with the state `Stations` says it has.
    ...(Object.fromEntries(stations.map(([name, station]) => [name, station.state()])) as DeviceStates),
  });
  const close = async () => {
    await Promise.all(stations.map(([, station]) => station.close()));
  };

  const opened = await Promise.allSettled(stations.map(([, station]) => station.open()));
  const failed = opened.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  isStanding = true;
  return {
    state,
    setScreen: (url) => {
      screen = url;
      changed();
    },
    stations: stations.map(([, station]) => station),
    config: () => stations.map(([, station]) => station.config()).filter((entry) => entry !== null),
    close,
  };
}
