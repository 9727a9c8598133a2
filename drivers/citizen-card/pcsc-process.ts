import { type Card, CardDisposition, CardMode, Client, Protocol, type Reader, ReaderStatus } from 'pcsc-mini';
import {
  type CardPresence,
  type FromProcess,
  type PcscFault,
  type ToProcess,
  toProcessSchema,
} from './pcsc-messages.ts';

/**
 * `node pcsc-process.ts [SOCKET]`, over an IPC channel: the only place that loads the PC/SC binding.
 *
 * The binding ends its whole process when a client whose pcscd has died is garbage-collected. So this process is
 * meant to be lost: it lives as long as one connection to pcscd, says nothing when that breaks, and ends; whoever
 * started it starts another one. It waits by itself for a pcscd that is not up yet, since that costs nothing.
 */
const serviceGone = 3;
const serviceRetryMs = 500;
const longestServiceRetryMs = 4000;

const [socket] = process.argv.slice(2);
// libpcsclite reads it when the first client connects.
if (socket !== undefined) process.env.PCSCLITE_CSOCK_NAME = socket;

const client = new Client();
let card: Card | null = null;

client.on('error', () => process.exit(serviceGone));
client.on('reader', watch);
process.on('message', (message) => {
  const order = toProcessSchema.safeParse(message);
  if (order.success) void carryOut(order.data);
});
process.on('disconnect', () => process.exit(0));
// A terminal's Ctrl-C reaches the whole group; the host decides when its devices end.
process.on('SIGINT', () => {});
start(serviceRetryMs);

function start(retryMs: number): void {
  try {
    client.start();
  } catch {
    setTimeout(start, retryMs, Math.min(2 * retryMs, longestServiceRetryMs));
    return;
  }
  tell({ kind: 'service' });
}

function watch(reader: Reader): void {
  const name = reader.name();
  let last: { readonly card: CardPresence; readonly events: number } | null = null;
  reader.on('change', (status) => {
    // The upper half counts insertions and removals: a card swapped between two looks shows only there.
    const now = { card: presenceOf(status.raw), events: status.raw >>> 16 };
    const isSwapped = last?.card === now.card && last.events !== now.events && now.card !== 'absent';
    if (isSwapped) tell({ kind: 'reader', name, card: 'absent' });
    if (isSwapped || last?.card !== now.card) tell({ kind: 'reader', name, card: now.card });
    last = now;
  });
  reader.on('disconnect', () => tell({ kind: 'reader-gone', name }));
}

function presenceOf(status: number): CardPresence {
  if ((status & ReaderStatus.PRESENT) === 0) return 'absent';
  return (status & ReaderStatus.MUTE) === 0 ? 'present' : 'mute';
}

async function carryOut(order: ToProcess): Promise<void> {
  try {
    tell({ kind: 'answer', id: order.id, bytes: await answerTo(order) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    tell({ kind: 'fault', id: order.id, fault: faults.get(code) ?? 'other', code: code.slice(0, 80) });
  }
}

const nothing = new Uint8Array();

async function answerTo(order: ToProcess): Promise<Uint8Array> {
  switch (order.kind) {
    case 'connect':
      await powerDown();
      card = await readerOf(order.reader).connect(CardMode.EXCLUSIVE);
      return nothing;
    case 'transmit':
      if (card === null) throw new PcscError('RemovedCard');
      return card.transmit(order.command);
    case 'disconnect':
      await powerDown();
      return nothing;
    case 'look': {
      // DIRECT asks pcscd for the reader whether or not a card lies there, and does not power one up.
      const direct = await readerOf(order.reader).connect(CardMode.DIRECT, Protocol.UNSET);
      await direct.disconnect(CardDisposition.LEAVE);
      return nothing;
    }
  }
}

async function powerDown(): Promise<void> {
  const connected = card;
  card = null;
  // A card that was pulled cannot be powered down, and need not be.
  await connected?.disconnect(CardDisposition.UNPOWER).catch(() => {});
}

function readerOf(name: string): Reader {
  const reader = client.reader(name);
  if (reader === undefined) throw new PcscError('UnknownReader');
  return reader;
}

class PcscError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

function tell(message: FromProcess): void {
  if (process.connected) process.send?.(message);
}

/** The binding's words for PC/SC's errors. Readers report a card pulled in mid-command as `NotTransacted`. */
const faults: ReadonlyMap<string, PcscFault> = new Map([
  ['RemovedCard', 'card-gone'],
  ['ResetCard', 'card-gone'],
  ['NoSmartCard', 'card-gone'],
  ['NotTransacted', 'card-gone'],
  ['UnresponsiveCard', 'card-mute'],
  ['UnpoweredCard', 'card-mute'],
  ['UnsupportedCard', 'card-mute'],
  ['ProtoMismatch', 'card-mute'],
  ['UnknownReader', 'reader-gone'],
  ['ReaderUnavailable', 'reader-gone'],
  ['NoReadersAvailable', 'reader-gone'],
  ['SharingViolation', 'shared'],
  ['NoService', 'service-gone'],
  ['ServiceStopped', 'service-gone'],
  ['CommError', 'service-gone'],
  ['InvalidHandle', 'service-gone'],
]);
