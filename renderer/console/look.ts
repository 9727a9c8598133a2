import type { AlarmView, FleetMachine, MachineState } from '../../hall/api/contract.ts';
import type { DevicePayload } from './wire-words.ts';
import type { WordKey } from './words/console-words.ts';

/** How something stands, as it is drawn: each tone has its colour and its shape, and a word stands beside it. */
export type Tone = 'ok' | 'warn' | 'down' | 'lost' | 'mnt' | 'stale' | 'unknown';

/** As the hall has it, and `stale` for one whose heartbeat is late: it is never green on an old word. */
export type Look = MachineState | 'stale';

/** In the order they are counted and drawn in. */
export const LOOKS: readonly Look[] = [
  'normal',
  'degraded',
  'out-of-service',
  'unreachable',
  'maintenance',
  'stale',
  'unknown',
];

export const TONES: Readonly<Record<Look, Tone>> = {
  normal: 'ok',
  degraded: 'warn',
  'out-of-service': 'down',
  unreachable: 'lost',
  maintenance: 'mnt',
  stale: 'stale',
  unknown: 'unknown',
};

/** Only what would look well is doubted: bad news that is old is still bad news. */
export const lookOf = ({ state, reach }: Pick<FleetMachine, 'state' | 'reach'>): Look =>
  state === 'normal' && reach !== 'online' ? 'stale' : state;

export type SeverityClass = 's1' | 's2' | 's3' | 's4';
export const severityClass = ({ severity }: Pick<AlarmView, 'severity'>): SeverityClass =>
  (({ S1: 's1', S2: 's2', S3: 's3', S4: 's4' }) as const)[severity];

/** What a device's state comes to in a word. */
export type DeviceLook = { readonly tone: Tone; readonly word: WordKey };

/** The worst of a device first: that it is not there, what stops it, what soon will. */
export function deviceLook(device: DevicePayload): DeviceLook {
  const { device: state } = device;
  const down = (word: WordKey): DeviceLook => ({ tone: 'down', word });
  const warn = (word: WordKey): DeviceLook => ({ tone: 'warn', word });
  if (device.isOutOfService && (state === 'online' || state === 'deviceBusy'))
    return down('deviceWord.outOfService');
  if (state === 'starting') return { tone: 'stale', word: 'deviceState.starting' };
  if (state === 'userError') return blocker(device) ?? warn('deviceState.userError');
  if (state !== 'online' && state !== 'deviceBusy') return down(`deviceState.${state}`);
  return blocker(device) ?? shortage(device) ?? fine(device);
}

function blocker(device: DevicePayload): DeviceLook | null {
  const down = (word: WordKey): DeviceLook => ({ tone: 'down', word });
  switch (device.class) {
    case 'id-card':
    case 'citizen-card':
      return device.media === 'jammed' ? down('deviceWord.cardJammed') : null;
    case 'receipt-printer':
    case 'document-printer':
      if (device.paper === 'out') return down('deviceWord.paperOut');
      if (device.paper === 'jammed' || device.media === 'jammed') return down('deviceWord.jammed');
      if (device.class === 'receipt-printer') return device.isCoverOpen ? down('deviceWord.coverOpen') : null;
      if (device.toner === 'out') return down('deviceWord.tonerOut');
      return device.block === null ? null : down('deviceWord.blocked');
    case 'document-scanner':
      return device.media === 'jammed' ? down('deviceWord.jammed') : null;
    case 'code-scanner':
      return device.scanner === 'inoperative' ? down('deviceWord.inoperative') : null;
    case 'camera':
      return device.camera === 'inop' ? down('deviceWord.inoperative') : null;
    case 'cabinet':
      return device.tamperSensor === 'on' ? down('deviceWord.tampered') : null;
  }
}

function shortage(device: DevicePayload): DeviceLook | null {
  const warn = (word: WordKey): DeviceLook => ({ tone: 'warn', word });
  switch (device.class) {
    case 'receipt-printer':
      return device.paper === 'low' ? warn('deviceWord.paperLow') : null;
    case 'document-printer':
      if (device.paper === 'low') return warn('deviceWord.paperLow');
      return device.toner === 'low' ? warn('deviceWord.tonerLow') : null;
    case 'document-scanner':
      return device.isCoverOpen ? warn('deviceWord.coverOpen') : null;
    case 'cabinet':
      if (device.cabinetDoor === 'open') return warn('deviceWord.doorOpen');
      if (device.battery === 'failure') return warn('deviceWord.batteryBad');
      return device.powerIn === 'noPower' ? warn('deviceWord.onBattery') : null;
    default:
      return null;
  }
}

const fine = (device: DevicePayload): DeviceLook =>
  device.class === 'cabinet' && device.powerIn === 'powering'
    ? { tone: 'ok', word: 'deviceWord.mains' }
    : { tone: 'ok', word: `deviceState.${device.device}` };
