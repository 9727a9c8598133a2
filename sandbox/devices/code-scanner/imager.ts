import type { Clock } from '../clock.ts';
import type { CodeScannerFault } from './contract.ts';
import type { CodeScannerOrder } from './messages.ts';

/**
 * A 2D imager on a serial line in manual trigger mode, with the menu and trigger commands of its maker's user's guide:
 * `SYN T CR` looks for a code until one is found or 30 s are over, `SYN U CR` stops, `SYN M CR tag .` asks or sets.
 * It is set to send AIM identifiers and CR.
 */
export type ImagerSimulator = {
  /** Bytes from the kiosk. */
  readonly receive: (bytes: Uint8Array) => void;
  /** Power comes and goes with the cable. */
  readonly powerOn: () => void;
  readonly powerOff: () => void;
  readonly obey: (order: CodeScannerOrder) => void;
};

export type ImagerOptions = {
  readonly clock: Clock;
  readonly serial: string;
  /** From a code in view to the end of its decoding. */
  readonly decodeMs: number;
  /** Towards the kiosk. */
  readonly send: (bytes: Uint8Array) => void;
  readonly onArmed: (isArmed: boolean) => void;
  readonly onRead: () => void;
};

const SYN = '\x16';
const CR = '\r';
const ACK = '\x06';
const ENQ = '\x05';
const BOOT_MS = 800;
const TRIGGER_MS = 30_000;
/** A menu command that stops in the middle is forgotten. */
const LONGEST_COMMAND = 64;

export function createImagerSimulator(options: ImagerOptions): ImagerSimulator {
  const { clock } = options;
  let isOn = false;
  let received = '';
  let shown: string | null = null;
  let fault: CodeScannerFault = 'none';
  let isArmed = false;
  let stopTrigger: () => void = () => {};
  let stopDecoding: () => void = () => {};
  let stopBooting: () => void = () => {};

  const say = (bytes: Uint8Array) => {
    if (isOn && fault !== 'silent') options.send(bytes);
  };
  const sayText = (text: string) => say(Buffer.from(text, 'latin1'));

  const disarm = () => {
    stopTrigger();
    stopDecoding();
    if (isArmed) options.onArmed(false);
    isArmed = false;
  };

  const look = () => {
    stopDecoding();
    if (!isArmed || shown === null) return;
    const code = shown;
    stopDecoding = clock.after(options.decodeMs, () => {
      shown = null;
      disarm();
      say(spoken(code, fault));
      options.onRead();
    });
  };

  const arm = () => {
    stopTrigger();
    stopTrigger = clock.after(TRIGGER_MS, disarm);
    if (!isArmed) options.onArmed(true);
    isArmed = true;
    look();
  };

  const boot = () => {
    isOn = false;
    received = '';
    disarm();
    stopBooting();
    stopBooting = clock.after(BOOT_MS, () => {
      isOn = true;
    });
  };

  const menu = (command: string) => {
    switch (command.toUpperCase()) {
      case 'TRGMOD?':
        return sayText(`TRGMOD0${ACK}.`);
      case 'REVINF':
        return sayText(
          `Product Name: Simulated Imager\r\nSoftware Revision: 1.0.3\r\nSerial Number: ${options.serial}\r\nREVINF${ACK}.`,
        );
      case 'RESET_':
        sayText(`RESET_${ACK}.`);
        return boot();
      default:
        return sayText(`${command}${ENQ}.`);
    }
  };

  /** Takes the commands out of what was received; anything else is skipped, as the real one does. */
  const listen = () => {
    for (;;) {
      const begin = received.indexOf(SYN);
      received = begin < 0 ? '' : received.slice(begin);
      if (received.length < 3) return;
      const head = received.slice(1, 3);
      if (head === `T${CR}` || head === `U${CR}`) {
        received = received.slice(3);
        if (head[0] === 'T') arm();
        else disarm();
        continue;
      }
      const end = head === `M${CR}` ? received.indexOf('.') : 0;
      if (end < 0 && received.length <= LONGEST_COMMAND) return;
      if (end > 0) menu(received.slice(3, end));
      received = received.slice(end > 0 ? end + 1 : 1);
    }
  };

  return {
    receive: (bytes) => {
      if (!isOn || fault === 'silent') return;
      received += Buffer.from(bytes).toString('latin1');
      listen();
    },
    powerOn: boot,
    powerOff: () => {
      stopBooting();
      isOn = false;
      disarm();
    },
    obey: (order) => {
      if (order.kind === 'show') {
        shown = order.code;
        look();
      } else fault = order.fault;
    },
  };
}

function spoken(code: string, fault: CodeScannerFault): Uint8Array {
  const identified = Buffer.from(`]Q1${code}`, 'utf8');
  switch (fault) {
    case 'garbled':
      return Buffer.from(`]Q1\xff\xff\x80${CR}`, 'latin1');
    case 'truncated':
      return identified.subarray(0, Math.max(4, identified.length >>> 1));
    case 'noSuffix':
      return identified;
    default:
      return Buffer.concat([identified, Buffer.from(CR)]);
  }
}
