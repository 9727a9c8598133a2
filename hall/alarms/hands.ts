import { isWithin, type Scope } from '../accounts/scope.ts';
import { type Alarm, acknowledge, alarmDueAt } from '../fleet/alarm.ts';
import { delaysOf } from '../fleet/judge.ts';
import type { Rule } from '../fleet/rules.ts';
import type { HallStore, HallWrite } from '../store/store.ts';
import { type Action, auditOf } from './trail.ts';

export type ActionResult =
  | { readonly ok: true; readonly alarm: Alarm }
  | { readonly ok: false; readonly why: Refused };

/**
 * `not-found`: none, or none of theirs. `still-true`: the machine says so itself, and closing it would only raise it
 * again. `closed`: it is over already. `nothing-to-undo`: it is not acknowledged, assigned or shelved. `contended`:
 * others kept changing it; nothing was done.
 */
export type Refused = 'not-found' | 'still-true' | 'closed' | 'nothing-to-undo' | 'contended';

/** Who does it, and where they may. */
export type Actor = {
  readonly by: string;
  readonly halls: Scope;
  readonly reason: string;
  readonly now: number;
};

const ATTEMPTS = 5;
/** So many alarms are changed in one commit. */
const AT_ONCE = 50;

type Hands = Pick<HallStore, 'alarm' | 'commit'>;

/**
 * Does something to an alarm; with it, in the same commit, goes into the audit trail who did it and why.
 *
 * @throws when the store is away
 */
export async function act(
  store: Hands,
  rules: readonly Rule[],
  id: string,
  action: Action,
  actor: Actor,
): Promise<ActionResult> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const plan = planOf(await store.alarm(id), action, actor, rules);
    if (!plan.ok) return plan;
    if ((await store.commit(plan.writes)) === 'done') return { ok: true, alarm: plan.alarm };
  }
  return { ok: false, why: 'contended' };
}

/**
 * The same to many, each for itself: what is refused of one holds up no other.
 *
 * @returns of each of `ids` once, in their order, what became of it
 * @throws when the store is away; what was done until then stays, with its entries
 */
export async function actOnEach(
  store: Hands,
  rules: readonly Rule[],
  ids: readonly string[],
  action: Action,
  actor: Actor,
): Promise<ReadonlyMap<string, ActionResult>> {
  const results = new Map<string, ActionResult>();
  const left = [...new Set(ids)];
  while (left.length > 0) {
    const some = left.splice(0, AT_ONCE);
    const plans = new Map<string, Plan>();
    for (const id of some) plans.set(id, planOf(await store.alarm(id), action, actor, rules));
    const writes = inOrder([...plans.values()].flatMap((plan) => (plan.ok ? plan.writes : [])));
    const isDone = writes.length === 0 || (await store.commit(writes)) === 'done';
    // Where somebody else had a hand in one of them, each is asked for anew.
    for (const [id, plan] of plans)
      results.set(id, isDone || !plan.ok ? resultOf(plan) : await act(store, rules, id, action, actor));
  }
  return results;
}

/** Alarms by id, and then the rest: whoever locks them in one order, and the trail last, waits for nobody who waits for them. */
const inOrder = (writes: readonly HallWrite[]): readonly HallWrite[] => [
  ...writes
    .filter((write) => write.kind === 'alarm')
    .toSorted((one, other) => (one.alarm.id < other.alarm.id ? -1 : 1)),
  ...writes.filter(({ kind }) => kind !== 'alarm'),
];

type Plan =
  | { readonly ok: true; readonly alarm: Alarm; readonly writes: readonly HallWrite[] }
  | { readonly ok: false; readonly why: Refused };

const resultOf = (plan: Plan): ActionResult => (plan.ok ? { ok: true, alarm: plan.alarm } : plan);

function planOf(alarm: Alarm | null, action: Action, actor: Actor, rules: readonly Rule[]): Plan {
  if (!alarm || !isWithin(actor.halls, alarm.hall)) return { ok: false, why: 'not-found' };
  if (alarm.phase === 'closed') return { ok: false, why: 'closed' };
  const changed = changeBy(alarm, action, actor, rules);
  if (typeof changed === 'string') return { ok: false, why: changed };
  const channel = action.do === 'clear' ? toldOn(alarm, rules) : null;
  return {
    ok: true,
    alarm: changed,
    writes: [
      { kind: 'alarm', alarm: changed, dueAt: dueAtOf(changed, rules) },
      { kind: 'audit', entry: auditOf(alarm, action, actor) },
      ...(channel !== null && alarm.kiosk !== null
        ? [{ kind: 'seen-to', kiosk: alarm.kiosk, channel, at: actor.now } as const]
        : []),
    ],
  };
}

/** Closing is for good; everything else is taken back by its opposite. */
function changeBy(
  alarm: Alarm,
  action: Action,
  { by, reason, now }: Actor,
  rules: readonly Rule[],
): Alarm | 'still-true' | 'nothing-to-undo' {
  switch (action.do) {
    case 'ack':
      return acknowledge(alarm, { by, at: now });
    case 'unack':
      return alarm.acked ? { ...alarm, acked: null } : 'nothing-to-undo';
    case 'assign':
      return { ...alarm, assigned: { to: action.to, by, at: now } };
    case 'unassign':
      return alarm.assigned ? { ...alarm, assigned: null } : 'nothing-to-undo';
    case 'shelve':
      return { ...alarm, shelved: { by, at: now, until: action.until, reason } };
    case 'unshelve':
      return alarm.shelved && alarm.shelved.until > now ? { ...alarm, shelved: null } : 'nothing-to-undo';
    case 'clear': {
      // What a machine told of, a person may have seen to be over; what it is, only the machine can change.
      const isOver = alarm.phase === 'clearing' || alarm.phase === 'cleared';
      if (!isOver && toldOn(alarm, rules) === null) return 'still-true';
      return { ...acknowledge(alarm, { by, at: now }), phase: 'closed', clearedAt: alarm.clearedAt ?? now };
    }
  }
}

const dueAtOf = (alarm: Alarm, rules: readonly Rule[]): number | null => {
  const rule = rules.find(({ code }) => code === alarm.code);
  return alarmDueAt(alarm, rule ? delaysOf(rule) : { onDelayMs: 0, offDelayMs: 0 });
};

/** Where the machine itself told of it, if it did; states, problems and silence end only by themselves. */
function toldOn(alarm: Alarm, rules: readonly Rule[]): string | null {
  const when = rules.find(({ code }) => code === alarm.code)?.when;
  if (when && 'told' in when) return `alm/${when.told}`;
  if (when && 'happened' in when) return `evt/${when.happened}`;
  return null;
}
