import type { IdentityDocument } from '../../population/citizen.ts';
import type { Clock } from '../clock.ts';
import type { PacedWriter } from '../paced-writer.ts';
import type { ReaderFault } from './contract.ts';
import { answer, breakReader, COMMANDS, createSam, powerUp, putCard } from './sam.ts';
import { isBegun, type Request, takeRequest } from './sam-frame.ts';

/** The reader around the module: power, the line, and the time everything takes. */
export type IdCardReaderSimulator = {
  /** Bytes from the kiosk. */
  readonly receive: (bytes: Uint8Array) => void;
  /** The cable is in: power comes over it. */
  readonly powerOn: () => void;
  /** The cable is out: whatever was being thought about or sent is lost. */
  readonly powerOff: () => void;
  readonly putCard: (card: IdentityDocument | null) => void;
  readonly breakReader: (fault: ReaderFault, times: number | null) => void;
};

/** How long the module thinks, in milliseconds. */
export type ThinkTimes = {
  readonly powerUpMs: number;
  readonly statusMs: number;
  readonly findMs: number;
  readonly selectMs: number;
  readonly readMs: number;
};

/** As measured behind working drivers; modules stay mute for a second or two after power-up. */
export const REAL_THINK_TIMES: ThinkTimes = {
  powerUpMs: 1500,
  statusMs: 5,
  findMs: 20,
  selectMs: 40,
  readMs: 300,
};
export const NO_THINK_TIMES: ThinkTimes = { powerUpMs: 0, statusMs: 0, findMs: 0, selectMs: 0, readMs: 0 };

/** A module gives up on a request that stops in the middle, and says its length was wrong. */
const UNFINISHED_MS = 200;

export type IdCardReaderOptions = {
  readonly clock: Clock;
  /** Towards the kiosk: a serial line, or the reports of USB HID. */
  readonly line: PacedWriter;
  readonly think: ThinkTimes;
  readonly serial: number;
  /** Told when a fault has spent its `times` and is over. */
  readonly onFaultOver: () => void;
};

export function createIdCardReaderSimulator(options: IdCardReaderOptions): IdCardReaderSimulator {
  const { clock, think, line } = options;
  let sam = createSam({ serial: options.serial });
  let power: 'off' | 'starting' | 'on' = 'off';
  let received: Uint8Array = new Uint8Array();
  let isThinking = false;
  let cancelThought: () => void = () => {};
  let cancelUnfinished: () => void = () => {};

  const serve = () => {
    if (isThinking || power !== 'on') return;
    cancelUnfinished();
    const { request, rest } = takeRequest(received);
    received = rest;
    if (request !== null) ponder(request);
    else if (isBegun(rest)) cancelUnfinished = clock.after(UNFINISHED_MS, giveUp);
  };

  const giveUp = () => {
    received = new Uint8Array();
    ponder({ kind: 'bad-length' });
  };

  const ponder = (request: Request) => {
    isThinking = true;
    cancelThought = clock.after(thinkMs(request, think), () => {
      // Decided at the end of the thought: a card lifted meanwhile was not read.
      const before = sam.fault;
      const { sam: next, reply } = answer(sam, request);
      sam = next;
      if (before !== 'none' && next.fault === 'none') options.onFaultOver();
      const goOn = () => {
        isThinking = false;
        serve();
      };
      if (reply === null) goOn();
      else line.write(reply, goOn);
    });
  };

  return {
    receive: (bytes) => {
      if (power !== 'on') return;
      received = Buffer.concat([received, bytes]);
      serve();
    },
    powerOn: () => {
      power = 'starting';
      sam = powerUp(sam);
      cancelThought = clock.after(think.powerUpMs, () => {
        power = 'on';
      });
    },
    powerOff: () => {
      power = 'off';
      cancelThought();
      cancelUnfinished();
      line.drop();
      received = new Uint8Array();
      isThinking = false;
    },
    putCard: (card) => {
      sam = putCard(sam, card);
    },
    breakReader: (fault, times) => {
      sam = breakReader(sam, fault, times);
    },
  };
}

function thinkMs(request: Request, think: ThinkTimes): number {
  if (request.kind !== 'command') return 0;
  switch (request.command) {
    case COMMANDS.find:
      return think.findMs;
    case COMMANDS.select:
      return think.selectMs;
    case COMMANDS.readBase:
    case COMMANDS.readBaseWithFingerprint:
      return think.readMs;
    case COMMANDS.reset:
    case COMMANDS.status:
    case COMMANDS.samId:
    case COMMANDS.readNewAddress:
    case COMMANDS.readManagementNumber:
      return think.statusMs;
    default:
      return 0;
  }
}
