import type { Clock } from '../clock.ts';
import { frameOf, type Request, takeRequests } from './board-wire.ts';
import type { CabinetFault, ShiningLight } from './contract.ts';
import type { CabinetOrder } from './messages.ts';

/** A cabinet board as docs/cabinet-board.md has it. It has a supply of its own: a pulled cable only makes it deaf. */
export type CabinetBoardSimulator = {
  /** Bytes from the kiosk. */
  readonly receive: (bytes: Uint8Array) => void;
  /** Its supply comes, or it was hung and has started itself anew. */
  readonly start: (cause: 'power' | 'fault') => void;
  readonly obey: (order: CabinetOrder) => void;
};

export type CabinetBoardOptions = {
  readonly clock: Clock;
  /** Eight characters of ASCII. */
  readonly serial: string;
  /** Between a request and its answer. */
  readonly answerMs: number;
  /** Towards the kiosk. */
  readonly send: (bytes: Uint8Array) => void;
  readonly onLights: (lights: Readonly<Record<string, ShiningLight>>) => void;
  readonly onCutOff: (slots: readonly string[]) => void;
};

const SLOTS = ['cardReader', 'cardReader2', 'receiptPrinter', 'documentPrinter', 'scanner', 'camera'];
const OUTPUTS = [
  'id-card',
  'citizen-card',
  'receipt-printer',
  'document-printer',
  'document-scanner',
  'code-scanner',
  'camera',
];
const FLASH_RATES = ['', 'slow', 'medium', 'quick', 'continuous'];
const COLORS = ['', 'red', 'green', 'yellow', 'blue', 'cyan', 'magenta', 'white'];
const STATE_REPORT = 0x40;
const STARTED_REPORT = 0x41;
const RESPONSE = 0x80;
const START_CAUSES = { power: 0, request: 1, fault: 2 } as const;
/** At most ten reports a second. */
const REPORT_GAP_MS = 100;
const BOOT_MS = 200;
/** A full battery carries the kiosk for so long. */
const FULL_MINUTES = 90;
const MINUTE_MS = 60_000;

type Answer = {
  readonly completion: 0 | 1 | 2 | 3;
  readonly more?: readonly number[];
  readonly afterwards?: () => void;
};
const DONE: Answer = { completion: 0 };
const UNKNOWN: Answer = { completion: 1 };
const BAD_LENGTH: Answer = { completion: 2 };
const BAD_VALUE: Answer = { completion: 3 };

export function createCabinetBoardSimulator(options: CabinetBoardOptions): CabinetBoardSimulator {
  const { clock } = options;
  let received: Uint8Array = new Uint8Array();
  let isRunning = false;
  let startedBy: keyof typeof START_CAUSES = 'power';
  let fault: CabinetFault = 'none';
  let isDoorOpen = false;
  let isTampered = false;
  let isPersonNear = false;
  let batteryMinutes: number | null = null;
  let lights: readonly number[] = SLOTS.map(() => 0);
  let isWatchdogOut = false;
  let watchdogMs = 0;
  let reports = 0;
  let lastReportAt = Number.NEGATIVE_INFINITY;
  let isReportDue = false;
  let stopWatchdog: () => void = () => {};
  let stopBattery: () => void = () => {};
  const cutOff = new Map<number, () => void>();

  const say = (seq: number, type: number, payload: readonly number[]) => {
    if (fault === 'silent' || !isRunning) return;
    const frame = frameOf(seq, type, payload);
    // One bit in the middle: the checksum is there to find it.
    if (fault === 'garbled') frame[4] = (frame[4] ?? 0) ^ 0x10;
    options.send(frame);
  };

  const stateBlock = (): readonly number[] => {
    const switches =
      (isDoorOpen ? 1 : 0) | (isTampered ? 2 : 0) | (isPersonNear ? 4 : 0) | (isWatchdogOut ? 8 : 0);
    const powered = OUTPUTS.reduce((bits, _, output) => bits | (cutOff.has(output) ? 0 : 1 << output), 0);
    const minutes = batteryMinutes ?? FULL_MINUTES;
    const charge = Math.min(100, Math.round((minutes / FULL_MINUTES) * 100));
    return [
      switches,
      batteryMinutes === null ? 0 : 1,
      batteryWord(batteryMinutes),
      charge,
      minutes >>> 8,
      minutes & 0xff,
      powered,
      ...lights,
    ];
  };

  const changed = () => {
    if (isReportDue) return;
    isReportDue = true;
    clock.after(Math.max(0, lastReportAt + REPORT_GAP_MS - clock.now()), () => {
      isReportDue = false;
      lastReportAt = clock.now();
      reports = (reports + 1) % 256;
      say(reports, STATE_REPORT, stateBlock());
    });
  };

  const setLights = (told: readonly number[]) => {
    lights = told.map((light, slot) => (slot === 0 && fault === 'stuckLight' ? (lights[0] ?? 0) : light));
    options.onLights(shining(lights));
    changed();
  };

  const watch = () => {
    stopWatchdog();
    if (watchdogMs === 0) return;
    stopWatchdog = clock.after(watchdogMs, () => {
      isWatchdogOut = true;
      setLights(SLOTS.map(() => 0));
    });
  };

  const cutPower = (output: number, offMs: number) => {
    cutOff.get(output)?.();
    const tell = () => options.onCutOff([...cutOff.keys()].map((off) => OUTPUTS[off] ?? ''));
    cutOff.set(
      output,
      clock.after(offMs, () => {
        cutOff.delete(output);
        tell();
        changed();
      }),
    );
    tell();
    changed();
  };

  const start = (cause: keyof typeof START_CAUSES) => {
    isRunning = false;
    startedBy = cause;
    received = new Uint8Array();
    stopWatchdog();
    watchdogMs = 0;
    isWatchdogOut = false;
    setLights(SLOTS.map(() => 0));
    clock.after(BOOT_MS, () => {
      isRunning = true;
      say(0, STARTED_REPORT, [START_CAUSES[cause]]);
    });
  };

  const identity = (): readonly number[] => [
    1,
    1,
    4,
    2,
    START_CAUSES[startedBy],
    ...Buffer.from(options.serial.padEnd(8).slice(0, 8)),
  ];

  const carryOut = ({ type, payload }: Request): Answer => {
    const isOf = (length: number) => payload.length === length;
    switch (type) {
      case 0x01:
        return isOf(0) ? { completion: 0, more: identity() } : BAD_LENGTH;
      case 0x02:
        return isOf(0) ? { completion: 0, more: stateBlock() } : BAD_LENGTH;
      case 0x03:
        if (!isOf(SLOTS.length)) return BAD_LENGTH;
        if (![...payload].every(isLight)) return BAD_VALUE;
        isWatchdogOut = false;
        setLights([...payload]);
        return DONE;
      case 0x04:
        if (!isOf(1)) return BAD_LENGTH;
        watchdogMs = (payload[0] ?? 0) * 1000;
        watch();
        return DONE;
      case 0x05: {
        if (!isOf(2)) return BAD_LENGTH;
        const [output = 0, tenths = 0] = payload;
        if (output >= OUTPUTS.length || tenths === 0) return BAD_VALUE;
        cutPower(output, tenths * 100);
        return DONE;
      }
      case 0x06:
        return isOf(0) ? { completion: 0, afterwards: () => start('request') } : BAD_LENGTH;
      default:
        return UNKNOWN;
    }
  };

  const drain = () => {
    stopBattery();
    if (batteryMinutes === null || batteryMinutes === 0) return;
    stopBattery = clock.after(MINUTE_MS, () => {
      batteryMinutes = Math.max(0, (batteryMinutes ?? 0) - 1);
      changed();
      drain();
    });
  };

  const breakBoard = (next: CabinetFault) => {
    const wasHung = fault === 'silent';
    fault = next;
    // A hung board is helped by its own watchdog, and has then forgotten what it was told.
    if (wasHung && next !== 'silent') start('fault');
  };

  return {
    receive: (bytes) => {
      if (!isRunning || fault === 'silent') return;
      const { requests, rest } = takeRequests(Buffer.concat([received, bytes]));
      received = rest;
      for (const request of requests) {
        watch();
        const { completion, more = [], afterwards } = carryOut(request);
        clock.after(options.answerMs, () => {
          say(request.seq, request.type | RESPONSE, [completion, ...more]);
          afterwards?.();
        });
      }
    },
    start,
    obey: (order) => {
      switch (order.kind) {
        case 'door':
          isDoorOpen = order.isOpen;
          return changed();
        case 'tamper':
          isTampered = order.isOn;
          return changed();
        case 'person':
          isPersonNear = order.isNear;
          return changed();
        case 'mains-lost':
          batteryMinutes = order.minutes;
          drain();
          return changed();
        case 'fault':
          return breakBoard(order.fault);
      }
    },
  };
}

/** 0 full, 1 operational, 2 low, 3 critical: as a UPS words it, by the minutes it has left. */
function batteryWord(minutes: number | null): number {
  if (minutes === null) return 0;
  if (minutes < 3) return 3;
  return minutes < 10 ? 2 : 1;
}

function isLight(byte: number): boolean {
  const rate = byte >>> 4;
  const color = byte & 0x0f;
  return byte === 0 || (rate >= 1 && rate < FLASH_RATES.length && color >= 1 && color < COLORS.length);
}

function shining(lights: readonly number[]): Readonly<Record<string, ShiningLight>> {
  return Object.fromEntries(
    lights.flatMap((light, slot) =>
      light === 0
        ? []
        : [
            [
              SLOTS[slot] ?? '',
              { flashRate: FLASH_RATES[light >>> 4] ?? '', color: COLORS[light & 0x0f] ?? '' },
            ],
          ],
    ),
  );
}
