import type { Action } from '../../wire/down.ts';
import type { Text } from '../fleet/machine.ts';
import type { HallStore, HallWrite } from '../store/store.ts';
import { COMMAND_MS, type Command, nextNumber } from './command.ts';
import { fitsOnTheWire, type Stops, type Wish } from './wish.ts';

/**
 * What people want of machines, written down with who and why before anything is sent: what was sent can be lost, what
 * is written is sent again.
 */
export type Orderer = { readonly by: string; readonly reason: string; readonly now: number };

/** `contended`: others kept writing; nothing was done. */
export type Ordered<T> =
  | { readonly ok: true; readonly order: T }
  | { readonly ok: false; readonly why: 'contended' | 'too-many' };

const ATTEMPTS = 5;
const contended = { ok: false, why: 'contended' } as const;
/** Of one machine while the first of them may still be sent: more are not asked for by a person. */
const MAX_COMMANDS = 60;

/** Something to be done once. */
export async function orderCommand(
  store: HallStore,
  { id, kiosk, action }: Pick<Command, 'id' | 'kiosk' | 'action'>,
  { by, reason, now }: Orderer,
): Promise<Ordered<Command>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const recent = await store.commands({ kiosk, limit: MAX_COMMANDS });
    if (recent.length === MAX_COMMANDS && recent.every(({ at }) => at > now - COMMAND_MS)) {
      return { ok: false, why: 'too-many' };
    }
    const counter = nextNumber(now, recent[0]?.counter ?? 0);
    const notAfter = now + COMMAND_MS;
    const command = { id, kiosk, counter, action, by, reason, at: now, notAfter, sentAt: null };
    const target = `${kiosk} ${id}`;
    const isDone = await write(store, { kind: 'command', command }, named(action), target, {
      by,
      reason,
      now,
    });
    if (isDone) return { ok: true, order: command };
  }
  return contended;
}

/** How one machine shall be from now on; what is left out stays as it is. */
export async function orderWish(
  store: HallStore,
  kiosk: string,
  changes: { readonly inService?: boolean | undefined; readonly message?: Text | null | undefined },
  { by, reason, now }: Orderer,
): Promise<Ordered<Wish>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { own, newest } = await store.wishes(kiosk);
    const { inService = own?.inService ?? true, message = own?.message ?? null } = changes;
    const revision = nextNumber(now, newest);
    const wish: Wish = { kiosk, revision, inService, message, by, at: now, reason };
    const told = [
      ...(changes.inService === undefined ? [] : [inService ? 'in-service' : 'out-of-service']),
      ...(changes.message === undefined ? [] : [message === null ? 'message-off' : 'message']),
    ];
    const action = `wish.${told.join('+')}`;
    if (await write(store, { kind: 'wish', wish }, action, kiosk, { by, reason, now })) {
      return { ok: true, order: wish };
    }
  }
  return contended;
}

/** Stops one item at every machine there is and will be, or lets it go on. */
export async function orderStop(
  store: HallStore,
  { item, stopped }: { readonly item: string; readonly stopped: boolean },
  { by, reason, now }: Orderer,
): Promise<Ordered<Stops>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { stops: before, newest } = await store.wishes(null);
    const others = before.items.filter((each) => each.item !== item);
    const items = stopped ? [...others, { item, by, at: now, reason }] : others;
    if (stopped && !fitsOnTheWire(items)) return { ok: false, why: 'too-many' };
    const stops = { revision: nextNumber(now, newest), items };
    const action = stopped ? 'item.stopped' : 'item.resumed';
    if (await write(store, { kind: 'stops', stops }, action, item, { by, reason, now })) {
      return { ok: true, order: stops };
    }
  }
  return contended;
}

const named = (action: Action): string =>
  `command.${action.do}${'class' in action ? `.${action.class}` : ''}`;

async function write(
  store: HallStore,
  what: HallWrite,
  action: string,
  target: string,
  { by, reason, now }: Orderer,
): Promise<boolean> {
  const entry = { at: now, by, action, target, reason };
  return (await store.commit([what, { kind: 'audit', entry }])) === 'done';
}
