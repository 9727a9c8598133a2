import { join } from 'node:path';
import { z } from 'zod';
import { createCable } from '../cable.ts';
import { createStationState, type Station, type StationPlace } from '../station.ts';
import { CABINET_FAULTS, type CabinetState } from './contract.ts';
import type { CabinetEvent, CabinetOrder } from './messages.ts';

const doorSchema = z.strictObject({ open: z.boolean() });
const tamperSchema = z.strictObject({ on: z.boolean() });
const proximitySchema = z.strictObject({ present: z.boolean() });
/** `null`: the mains are back. */
const upsSchema = z.strictObject({ minutes: z.int().min(0).max(1000).nullable() });
const faultSchema = z.strictObject({ preset: z.enum(CABINET_FAULTS) });

/** The cabinet around the devices: its door, its seal, who stands before it, its power, its lights. */
export function createCabinetStation(place: StationPlace): Station<CabinetState> {
  const state = createStationState<CabinetState>(
    {
      path: join(place.directory, 'cabinet'),
      plugged: false,
      doorOpen: false,
      tampered: false,
      personNear: false,
      onBattery: null,
      fault: 'none',
      lights: {},
      cutOff: [],
    },
    place.changed,
  );

  const cable = createCable(() => board, state);
  const board = place.startDevice<CabinetOrder, CabinetEvent>({
    program: new URL('./main.ts', import.meta.url),
    arguments: ['--answer', place.pace === 'fast' ? '0' : '10'],
    onEvent: (event) =>
      state.set(event.kind === 'lights' ? { lights: event.lights } : { cutOff: event.slots }),
    restore: () => [
      { kind: 'door', isOpen: state.get().doorOpen },
      { kind: 'tamper', isOn: state.get().tampered },
      { kind: 'person', isNear: state.get().personNear },
      { kind: 'mains-lost', minutes: state.get().onBattery?.minutes ?? null },
      { kind: 'fault', fault: state.get().fault },
      ...cable.restore(),
    ],
  });
  const order = async (given: CabinetOrder, changed: Partial<CabinetState>) => {
    await board.order(given);
    state.set(changed);
  };

  return {
    path: 'cabinet',
    state: state.get,
    buttons: (panel) => {
      panel.put('door', doorSchema, ({ open }) => order({ kind: 'door', isOpen: open }, { doorOpen: open }));
      panel.put('tamper', tamperSchema, ({ on }) => order({ kind: 'tamper', isOn: on }, { tampered: on }));
      panel.put('proximity', proximitySchema, ({ present }) =>
        order({ kind: 'person', isNear: present }, { personNear: present }),
      );
      panel.put('ups', upsSchema, ({ minutes }) =>
        order({ kind: 'mains-lost', minutes }, { onBattery: minutes === null ? null : { minutes } }),
      );
      panel.put('fault', faultSchema, ({ preset }) =>
        order({ kind: 'fault', fault: preset }, { fault: preset }),
      );
      cable.buttons(panel);
    },
    open: () => cable.plug(),
    config: () => ({ class: 'cabinet', driver: 'board-serial', port: state.get().path }),
    pid: board.pid,
    close: board.close,
  };
}
