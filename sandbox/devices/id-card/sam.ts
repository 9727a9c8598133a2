import { createHash } from 'node:crypto';
import type { IdentityDocument } from '../../population/citizen.ts';
import {
  encodeAppendedAddresses,
  encodeBaseInfo,
  encodeBaseInfoWithFingerprint,
  encodeCardText,
  portraitOf,
} from './card-message.ts';
import type { ReaderFault } from './contract.ts';
import { encodeReply, type Request } from './sam-frame.ts';

/**
 * The SAM module as a state machine: what it knows, and how it answers. Pure; time and the line are the reader's.
 *
 * `read` and `spent` are what surprises people about these readers: after one good read the same card answers
 * “no card” to every find until it leaves the field. Only the read itself may be repeated at once, which is how a
 * driver gets over a reply spoiled on the line.
 */
export type Sam = {
  readonly phase: 'idle' | 'found' | 'selected' | 'read' | 'spent';
  readonly card: IdentityDocument | null;
  readonly fault: ReaderFault;
  /** How many more replies the fault spoils; null is for ever. */
  readonly faultTimes: number | null;
  /** The first find after power-up misses a card that lies there already, as real modules do. */
  readonly hasWarmedUp: boolean;
  /** The last part of the module number. */
  readonly serial: number;
};

export type Answer = {
  readonly sam: Sam;
  /** Bytes for the line; null when the module stays silent. */
  readonly reply: Uint8Array | null;
};

/** CMD and PARA of the requests the module knows. */
export const COMMANDS = {
  reset: 0x10ff,
  status: 0x11ff,
  samId: 0x12ff,
  find: 0x2001,
  select: 0x2002,
  readBase: 0x3001,
  readBaseWithFingerprint: 0x3010,
  readNewAddress: 0x3003,
  readManagementNumber: 0x3005,
} as const;

/** SW3: the byte of a reply that decides. */
const SW3 = {
  ok: 0x90,
  found: 0x9f,
  itemNotOnCard: 0x91,
  checksumWrong: 0x10,
  lengthWrong: 0x11,
  commandWrong: 0x21,
  cardNotAuthenticated: 0x32,
  unknownCardType: 0x40,
  readFailed: 0x41,
  selfTestFailed: 0x60,
  noCard: 0x80,
  selectFailed: 0x81,
} as const;

/** Where a truncated base-info reply of 1295 bytes ends: somewhere in the portrait. */
const TRUNCATED_AT = 700;

export function createSam(options: { readonly serial: number }): Sam {
  return {
    phase: 'idle',
    card: null,
    fault: 'none',
    faultTimes: null,
    hasWarmedUp: false,
    serial: options.serial,
  };
}

/** Power came back: the module has forgotten which card it read, the card is where it was. */
export function powerUp(sam: Sam): Sam {
  return { ...sam, phase: 'idle', hasWarmedUp: false };
}

/** A card comes into the field, or leaves it (null). */
export function putCard(sam: Sam, card: IdentityDocument | null): Sam {
  return { ...sam, card, phase: 'idle' };
}

export function breakReader(sam: Sam, fault: ReaderFault, times: number | null): Sam {
  return { ...sam, fault, faultTimes: fault === 'none' ? null : times };
}

/** Answers one request. */
export function answer(sam: Sam, request: Request): Answer {
  switch (sam.fault) {
    case 'silent':
      return { sam: countFault(sam), reply: null };
    case 'samBroken':
      return { sam: countFault(sam), reply: encodeReply(SW3.selfTestFailed) };
    default:
  }
  switch (request.kind) {
    case 'bad-checksum':
      return { sam, reply: encodeReply(SW3.checksumWrong) };
    case 'bad-length':
      return { sam, reply: encodeReply(SW3.lengthWrong) };
    case 'command':
      return obey(sam, request.command);
  }
}

function obey(sam: Sam, command: number): Answer {
  switch (command) {
    case COMMANDS.reset:
      // Resetting the module does not lift the card: what was read stays read.
      return { sam: { ...sam, phase: isConsumed(sam) ? 'spent' : 'idle' }, reply: encodeReply(SW3.ok) };
    case COMMANDS.status:
      return { sam, reply: encodeReply(SW3.ok) };
    case COMMANDS.samId:
      return { sam, reply: encodeReply(SW3.ok, encodeSamId(sam.serial)) };
    case COMMANDS.find:
      return find(sam);
    case COMMANDS.select:
      return select(sam);
    case COMMANDS.readBase:
      return readBase(sam, encodeBaseInfo);
    case COMMANDS.readBaseWithFingerprint:
      return readBase(sam, encodeBaseInfoWithFingerprint);
    case COMMANDS.readNewAddress:
      return readMore(sam, newAddress);
    case COMMANDS.readManagementNumber:
      return readMore(sam, (card) => encodeReply(SW3.ok, managementNumber(card)));
    default:
      return { sam, reply: encodeReply(SW3.commandWrong) };
  }
}

function find(sam: Sam): Answer {
  if (isConsumed(sam)) return { sam: { ...sam, phase: 'spent' }, reply: encodeReply(SW3.noCard) };
  if (sam.card === null || !sam.hasWarmedUp) {
    return { sam: { ...sam, hasWarmedUp: true, phase: 'idle' }, reply: encodeReply(SW3.noCard) };
  }
  return { sam: { ...sam, phase: 'found' }, reply: encodeReply(SW3.found, new Uint8Array(4)) };
}

function select(sam: Sam): Answer {
  if (sam.phase === 'found') {
    return { sam: { ...sam, phase: 'selected' }, reply: encodeReply(SW3.ok, new Uint8Array(8)) };
  }
  return {
    sam: { ...sam, phase: isConsumed(sam) ? 'spent' : 'idle' },
    reply: encodeReply(SW3.selectFailed),
  };
}

type Layout = (text: Uint8Array, portrait: Uint8Array) => Uint8Array;

function readBase(sam: Sam, layout: Layout): Answer {
  const { card } = sam;
  if (card === null || (sam.phase !== 'selected' && sam.phase !== 'read')) {
    return { sam: { ...sam, phase: isConsumed(sam) ? 'spent' : 'idle' }, reply: encodeReply(SW3.readFailed) };
  }
  const whole = encodeReply(SW3.ok, layout(encodeCardText(card), portraitOf(card)));
  const done: Sam = { ...countFault(sam), phase: 'read' };
  const refused: Sam = { ...done, phase: 'idle' };
  switch (sam.fault) {
    case 'cardMoved':
      return { sam: refused, reply: whole.subarray(0, whole.length >> 1) };
    case 'readFails':
      return { sam: refused, reply: encodeReply(SW3.readFailed) };
    case 'notVerified':
      return { sam: refused, reply: encodeReply(SW3.cardNotAuthenticated) };
    case 'unknownCardType':
      return { sam: refused, reply: encodeReply(SW3.unknownCardType) };
    case 'garbled':
      return { sam: done, reply: noise(whole) };
    case 'truncated':
      return { sam: done, reply: whole.subarray(0, TRUNCATED_AT) };
    case 'badChecksum':
      return { sam: done, reply: whole.map((byte, at) => (at === whole.length - 1 ? byte ^ 0x01 : byte)) };
    case 'none':
    case 'silent':
    case 'samBroken':
      return { sam: done, reply: whole };
  }
}

/**
 * The further reads drivers also use to ask “does the card still lie there?”. Harmless after the base read;
 * between find and read they cost the selection.
 */
function readMore(sam: Sam, reply: (card: IdentityDocument) => Uint8Array): Answer {
  if (sam.card === null) return { sam: { ...sam, phase: 'idle' }, reply: encodeReply(SW3.readFailed) };
  switch (sam.phase) {
    case 'read':
    case 'spent':
      return { sam: { ...sam, phase: 'spent' }, reply: reply(sam.card) };
    case 'selected':
      return { sam: { ...sam, phase: 'idle' }, reply: reply(sam.card) };
    case 'idle':
    case 'found':
      return { sam: { ...sam, phase: 'idle' }, reply: encodeReply(SW3.readFailed) };
  }
}

function newAddress(card: IdentityDocument): Uint8Array {
  const addresses = encodeAppendedAddresses(card);
  return addresses === null ? encodeReply(SW3.itemNotOnCard) : encodeReply(SW3.ok, addresses);
}

function isConsumed(sam: Sam): boolean {
  return sam.phase === 'read' || sam.phase === 'spent';
}

function countFault(sam: Sam): Sam {
  if (sam.fault === 'none' || sam.faultTimes === null) return sam;
  const left = sam.faultTimes - 1;
  return left > 0 ? { ...sam, faultTimes: left } : { ...sam, fault: 'none', faultTimes: null };
}

/** What arrives over a bad cable: as many bytes, none of them right. */
function noise(frame: Uint8Array): Uint8Array {
  return frame.map((byte, at) => byte ^ (1 + ((at * 7) % 255)));
}

/** Module number: u16, u16, u32, u32, u32, little endian; maker and kind, date, two serial numbers. */
function encodeSamId(serial: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(16));
  bytes.setUint16(0, 5, true);
  bytes.setUint16(2, 3, true);
  bytes.setUint32(4, 20240115, true);
  bytes.setUint32(8, 1234567, true);
  bytes.setUint32(12, serial, true);
  return new Uint8Array(bytes.buffer);
}

/** Eight bytes that are the same for the same card. */
function managementNumber(card: IdentityDocument): Uint8Array {
  return createHash('sha256').update(`management number ${card.number}`).digest().subarray(0, 8);
}
