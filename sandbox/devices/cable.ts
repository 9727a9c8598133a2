import { z } from 'zod';
import { type ButtonPanel, nothing } from '../control/button-panel.ts';
import type { CableState } from './contract.ts';
import type { DeviceHandle } from './device-handle.ts';
import type { CableOrder } from './device-messages.ts';
import type { StationState } from './station.ts';

/** The serial cable between a device's process and the kiosk, as a station keeps it. */
export type Cable = {
  /** Plugs it in, under another path if one is given, as a USB serial adapter may come back. */
  readonly plug: (path?: string) => Promise<void>;
  readonly unplug: () => Promise<void>;
  /** `plug` and `unplug`. */
  readonly buttons: (panel: ButtonPanel) => void;
  /** What a process that was started anew must be told of its cable. */
  readonly restore: () => readonly CableOrder[];
};

const plugSchema = z.strictObject({ path: z.string().startsWith('/').max(200).optional() });

export function createCable(
  device: () => Pick<DeviceHandle<never>, 'order'>,
  state: StationState<CableState>,
): Cable {
  const plug = async (path = state.get().path) => {
    await device().order({ kind: 'plug', path });
    state.set({ plugged: true, path });
  };
  const unplug = async () => {
    await device().order({ kind: 'unplug' });
    state.set({ plugged: false });
  };
  return {
    plug,
    unplug,
    buttons: (panel) => {
      panel.put('plug', plugSchema, ({ path }) => plug(path));
      panel.put('unplug', nothing, unplug);
    },
    restore: () => (state.get().plugged ? [{ kind: 'plug', path: state.get().path }] : []),
  };
}
