import { delivery, type MessageOf, type UpMessage } from '../../wire/envelope.ts';
import type { Payload } from '../../wire/payloads.ts';
import { applyState, heard, type Link, unbornLink } from '../fleet/ladder.ts';
import type { ProblemKind } from '../fleet/machine.ts';
import { CLOCK_TOLERANCE_MS, clockOffsetMs, momentOf } from '../fleet/moment.ts';
import { civilDate } from '../fleet/opening.ts';
import { emptyRun, extend, holds, isAfter, type Position, type Run } from '../fleet/run.ts';
import { bodyOf, documentOf } from './document.ts';
import type { Held, Received, UsageRow } from './store.ts';

const DAY_MS = 24 * 3_600_000;

/** What is known of one machine's connection before a message is taken in. */
export type LinkSeen = {
  readonly link: Link;
  readonly reach: string;
  readonly heartbeat: { readonly boot: string; readonly up: number; readonly d: Payload<'hb'> } | null;
};

export type PartSeen = Position & { readonly at: number; readonly ty: string; readonly body: string };

/**
 * What a batch is taken into: the state of each machine, read and written at once. A store holds it in one transaction,
 * in which nobody else takes in anything of the same machines.
 */
export type Shelf = {
  /** Written down by people: a stranger's invented names fill no table. */
  readonly isWrittenDown: (kiosk: string) => boolean;
  readonly link: (kiosk: string) => LinkSeen | null;
  /** Due at the sooner of this and what it is due at already; `null` leaves that as it is. */
  readonly putLink: (kiosk: string, link: Link, dueAt: number | null) => void;
  readonly putHeartbeat: (message: MessageOf<'hb'>, at: number) => void;
  readonly putMetrics: (message: MessageOf<'met'>, at: number) => void;
  readonly putOffer: (kiosk: string, at: number, d: Payload<'hb'>) => void;
  readonly run: (kiosk: string, boot: string) => Run | null;
  readonly putRun: (kiosk: string, boot: string, run: Run) => void;
  readonly part: (kiosk: string, channel: string) => PartSeen | null;
  readonly putPart: (kiosk: string, channel: string, part: PartSeen) => void;
  /** When the list of this release was last told; null: it is not known. */
  readonly releaseToldAt: (release: string) => number | null;
  readonly putRelease: (release: string, at: number, items: readonly string[]) => void;
  /** False for what is in the history already. */
  readonly addMessage: (message: UpMessage, at: number) => boolean;
  /** A part that is there already stays as it is. */
  readonly addLog: (message: MessageOf<'log'>, at: number) => void;
  readonly addUsage: (row: UsageRow) => void;
  readonly addProblem: (kiosk: string, kind: ProblemKind, detail: string, at: number) => void;
};

/** `HallStore.take`, whatever the store. */
export function takeIn(shelf: Shelf, batch: readonly Received[]): readonly Held[] {
  const held = new Map<string, Held>();
  for (const received of batch) {
    if (received.kind === 'problem') {
      complain(shelf, received.kiosk, received.problem, received.detail, received.at);
      continue;
    }
    const upTo = takeMessage(shelf, received.message, received.channel, received.at);
    if (upTo) held.set(`${upTo.kiosk} ${upTo.boot}`, upTo);
  }
  return [...held.values()];
}

function takeMessage(shelf: Shelf, message: UpMessage, channel: string, at: number): Held | null {
  const { k: kiosk } = message;
  const seen = shelf.link(kiosk);
  const before = seen?.link ?? unbornLink;
  let link = before;
  if (message.ty === 'state') {
    const applied = applyState(before, message, at);
    link = applied.link;
    if (applied.stale) complain(shelf, kiosk, 'duplicate-id', 'birth behind the last one', at);
  } else {
    link = heard(before, message, at);
    if (!message.late && message.boot < before.boot) {
      complain(shelf, kiosk, 'duplicate-id', 'two starts at once', at);
    }
  }
  const offset = clockOffsetMs(message, at);
  if (offset !== null && Math.abs(offset) > CLOCK_TOLERANCE_MS) {
    complain(shelf, kiosk, 'clock-off', `${Math.round(offset / 1000)} s`, at);
  }
  // Nothing new in it: the machine is looked at when its deadline comes, which will find that it was heard of.
  const isQuiet =
    seen?.reach === 'online' &&
    (message.ty === 'met' || (message.ty === 'hb' && saysTheSame(seen.heartbeat?.d ?? null, message.d)));
  shelf.putLink(kiosk, link, isQuiet ? null : at);
  if (message.ty === 'hb') takeHeartbeat(shelf, message, at, seen);
  if (message.ty === 'met') shelf.putMetrics(message, at);
  return delivery[message.ty].numbered ? takeNumbered(shelf, message, channel, at) : null;
}

function complain(shelf: Shelf, kiosk: string, kind: ProblemKind, detail: string, at: number): void {
  if (!shelf.isWrittenDown(kiosk)) return;
  shelf.addProblem(kiosk, kind, detail, at);
  shelf.putLink(kiosk, shelf.link(kiosk)?.link ?? unbornLink, at);
}

function takeHeartbeat(shelf: Shelf, message: MessageOf<'hb'>, at: number, seen: LinkSeen | null): void {
  const { k, boot, up, d } = message;
  const last = seen?.heartbeat ?? null;
  if (last && (boot < last.boot || (boot === last.boot && up < last.up))) return;
  shelf.putHeartbeat(message, at);
  if (last?.d.svc !== d.svc || last.d.release !== d.release) shelf.putOffer(k, at, d);
}

function takeNumbered(shelf: Shelf, message: UpMessage, channel: string, at: number): Held {
  const { k: kiosk, boot, seq, ty, ack } = message;
  const run = shelf.run(kiosk, boot) ?? emptyRun;
  const isDropped = ty === 'evt' && message.d.kind === 'dropped';
  // A kiosk that says it was acknowledged beyond this message would have no reason to send it.
  const after = extend(run, [isDropped ? message.d.from : seq, seq], Math.min(ack, seq - 1));
  shelf.putRun(kiosk, boot, after);
  if (!holds(run, seq)) keep(shelf, message, channel, at);
  return { kiosk, boot, seq: after.end };
}

function keep(shelf: Shelf, message: UpMessage, channel: string, at: number): void {
  const { k: kiosk, boot, seq, ty } = message;
  // Kept for whoever pulled it, as long as that is of use: it is no event of the history.
  if (message.ty === 'log') {
    shelf.addLog(message, at);
    return;
  }
  const moment = momentOf(message, at);
  const part = { boot, seq, at: moment, ty, body: bodyOf(message.d) };
  if (partTypes.includes(ty)) {
    const isNews = shelf.part(kiosk, channel)?.body !== part.body;
    putPart(shelf, kiosk, channel, part);
    if (message.ty === 'flw') keepRelease(shelf, message, at);
    // A full report every quarter of an hour says mostly what is known: the history is of changes.
    if (!isNews) return;
  }
  if (message.ty === 'evt') putPart(shelf, kiosk, `evt/${message.d.kind}`, part);
  if (!shelf.addMessage(message, moment) || message.ty !== 'use') return;
  const date = civilDate(moment);
  for (const row of message.d.items) shelf.addUsage({ ...row, kiosk, date });
}

/**
 * The items of a release, once its last part is here, in whatever order they came. Who first told of it is believed: the
 * release is named by its hash, and machines that have it say the same.
 */
function keepRelease(shelf: Shelf, { k: kiosk, d: { release, parts } }: MessageOf<'flw'>, at: number): void {
  const toldAt = shelf.releaseToldAt(release);
  if ((toldAt !== null && at < toldAt + DAY_MS) || !shelf.isWrittenDown(kiosk)) return;
  const items: string[] = [];
  for (let part = 1; part <= parts; part += 1) {
    const known = shelf.part(kiosk, `flw/${part}`);
    const d = known && documentOf<Payload<'flw'>>(known.body);
    if (d?.release !== release) return;
    items.push(...d.items.map(({ item }) => item));
  }
  shelf.putRelease(release, at, items.sort());
}

/** The newest stays, and is as old as the first that said so; something that happened happens anew each time. */
function putPart(shelf: Shelf, kiosk: string, channel: string, part: PartSeen): void {
  const known = shelf.part(kiosk, channel);
  if (known && !isAfter(part, known)) return;
  const isSame = known !== null && known.body === part.body && part.ty !== 'evt';
  shelf.putPart(kiosk, channel, isSame ? { ...part, at: known.at } : part);
}

const partTypes: readonly string[] = ['reported', 'flw', 'dev', 'sup', 'alm'];

/** Apart from ages and counters. */
function saysTheSame(before: Payload<'hb'> | null, d: Payload<'hb'>): boolean {
  if (before === null) return false;
  const { svc, down, release, ui } = before;
  return (
    svc === d.svc &&
    release === d.release &&
    down.join() === d.down.join() &&
    Math.max(ui ?? 0, d.ui ?? 0) <= 20
  );
}
