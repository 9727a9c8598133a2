import type { CodeScannerStatus } from '../code-scanner/code-scanner.ts';
import { createImager } from '../code-scanner/imager.ts';
import type { ImagerCommandSet } from '../code-scanner/imager-commands.ts';
import { serialRedactor } from '../code-scanner/imager-redactor.ts';
import { openHidCodeScanner } from '../code-scanner/open-code-scanner.ts';
import { serialWire } from '../code-scanner/serial-wire.ts';
import { createScriptedHid } from './scripted-hid.ts';
import { createScriptedTransport } from './scripted-transport.ts';
import { createSimulatedClock } from './simulated-clock.ts';

const hex = (text: string): string => Buffer.from(text, 'latin1').toString('hex').toUpperCase();

/** The trigger commands as they go over a serial line. */
export const triggers = { on: hex('\x16T\r'), off: hex('\x16U\r') } as const;

/** From a trigger to the code somebody holds before the window. */
const decodeMs = 150;

/** What the imager at the other end is told, read off the maker's guide; answers what it says. */
function answerOf(command: string): string | null {
  if (command === '\x16M\rTRGMOD?.') return 'TRGMOD0\x06.';
  if (command === '\x16M\rREVINF.') return 'Product Name: Test\r\nSerial Number: T0001\r\nREVINF\x06.';
  return command === '\x16M\rRESET_.' ? 'RESET_\x06.' : null;
}

/** A driver and an imager on a serial line in memory, not plugged in yet. */
export function setUpSerialImager(commands: ImagerCommandSet = 'honeywell') {
  const clock = createSimulatedClock();
  const transport = createScriptedTransport();
  const logged: string[] = [];
  let isMute = false;
  let shown: string | null = null;
  let reopens = 0;
  const say = (text: string): void => transport.deliver(hex(text));
  transport.onWrite((written) => {
    if (isMute) return;
    const answer = answerOf(Buffer.from(written, 'hex').toString('latin1'));
    if (answer !== null) say(answer);
    if (written !== triggers.on || shown === null) return;
    const code = shown;
    clock.setTimeout(() => {
      if (!isMute && transport.state().kind === 'open') say(`]Q1${code}\r`);
    }, decodeMs);
  });
  const scanner = createImager({
    transport,
    clock,
    commands,
    wire: serialWire,
    redactor: serialRedactor,
    reopen: () => {
      reopens += 1;
    },
    log: (code, detail) => logged.push(`${code} ${detail}`),
  });
  const statuses: CodeScannerStatus[] = [];
  scanner.subscribe((event) => statuses.push(event.status));
  return {
    clock,
    transport,
    scanner,
    statuses,
    logged,
    say,
    /** Whoever triggers it finds this code in front of it. */
    show: (code: string) => {
      shown = code;
    },
    mute: (silent: boolean) => {
      isMute = silent;
    },
    orders: () => transport.written.filter((written) => written === triggers.on || written === triggers.off),
    reopens: () => reopens,
  };
}

/** Input reports as the HID tables lay them out; a device shifted by one leaves the report id out. */
export function hidPosReports(aim: string, text: string, isShifted = false): readonly Uint8Array[] {
  const pieces = text.match(/[\s\S]{1,56}/g) ?? [''];
  return pieces.map((piece, at) => {
    const report = Buffer.alloc(64);
    report[0] = 0x02;
    report[1] = piece.length;
    report.write(aim + piece, 2, 'latin1');
    report[61] = 0x73;
    report[63] = at < pieces.length - 1 ? 1 : 0;
    return new Uint8Array(isShifted ? report.subarray(1) : report);
  });
}

/** A driver and an imager on a USB bus in memory, not plugged in yet. */
export function setUpHidImager(isShifted = false) {
  const clock = createSimulatedClock();
  const bus = createScriptedHid();
  const logged: string[] = [];
  let path = '';
  let isMute = false;
  let shown: string | null = null;
  const say = (aim: string, text: string): void => {
    if (isMute) return;
    for (const report of hidPosReports(aim, text, isShifted)) bus.deliverBytes(path, report);
  };
  bus.onWrite((written) => {
    const bytes = Buffer.from(written, 'hex');
    const command = bytes.toString('latin1', 2, 2 + (bytes[1] ?? 0));
    const answer = answerOf(command);
    if (answer !== null) say(']Z6', answer);
    const code = shown;
    if (command === '\x16T\r' && code !== null) clock.setTimeout(() => say(']Q1', code), decodeMs);
  });
  const scanner = openHidCodeScanner({
    port: 'usb:0c2e:0b6a',
    commands: 'honeywell',
    clock,
    access: bus,
    log: (code, detail) => logged.push(`${code} ${detail}`),
  });
  return {
    clock,
    bus,
    scanner,
    logged,
    plug: (at: string) => {
      path = at;
      bus.plug({ path: at, vendorId: 0x0c2e, productId: 0x0b6a, usagePage: 0x8c });
    },
    unplug: () => bus.unplug(path),
    babble: (bytes: Uint8Array) => bus.deliverBytes(path, bytes),
    show: (code: string) => {
      shown = code;
    },
    mute: (silent: boolean) => {
      isMute = silent;
    },
  };
}
