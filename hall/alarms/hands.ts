import { type Alarm, acknowledge, alarmDueAt } from '../fleet/alarm.ts';
import { delaysOf } from '../fleet/judge.ts';
import type { Rule } from '../fleet/rules.ts';
import type { HallStore, HallWrite } from '../store/store.ts';

/** What people do to alarms. Each is written into the audit trail with who and why. */
export type Action =
  | { readonly do: 'ack' }
  | { readonly do: 'assign'; readonly to: string }
  | { readonly do: 'clear' }
  | { readonly do: 'shelve'; readonly until: number };

export type ActionResult =
  | { readonly ok: true; readonly alarm: Alarm }
  /**
   * `still-true`: the machine says so itself, and closing it would only raise it again. `closed`: it is over already.
   * `contended`: others kept changing it; nothing was done.
   */
  | { readonly ok: false; readonly why: 'not-found' | 'still-true' | 'closed' | 'contended' };

export type Actor = { readonly by: string; readonly reason: string; readonly now: number };

const ATTEMPTS = 5;

export async function act(
  store: HallStore,
  rules: readonly Rule[],
  id: string,
  action: Action,
  actor: Actor,
): Promise<ActionResult> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const alarm = await store.alarm(id);
    if (!alarm) return { ok: false, why: 'not-found' };
    if (alarm.phase === 'closed') return { ok: false, why: 'closed' };
    const changed = changeBy(alarm, action, actor, rules);
    if (changed === 'still-true') return { ok: false, why: changed };
    const writes: HallWrite[] = [
      { kind: 'alarm', alarm: changed, dueAt: dueAtOf(changed, rules) },
      {
        kind: 'audit',
        entry: {
          at: actor.now,
          by: actor.by,
          action: `alarm.${action.do}`,
          target: `${alarm.kiosk ?? alarm.hall ?? 'realm'}/${alarm.component}/${alarm.code}`,
          reason: action.do === 'assign' ? `${action.to}: ${actor.reason}` : actor.reason,
        },
      },
    ];
    const channel = toldOn(alarm, rules);
    if (action.do === 'clear' && channel !== null && alarm.kiosk !== null) {
      writes.push({ kind: 'seen-to', kiosk: alarm.kiosk, channel, at: actor.now });
    }
    if ((await store.commit(writes)) === 'done') return { ok: true, alarm: changed };
  }
  return { ok: false, why: 'contended' };
}

function changeBy(
  alarm: Alarm,
  action: Action,
  { by, reason, now }: Actor,
  rules: readonly Rule[],
): Alarm | 'still-true' {
  switch (action.do) {
    case 'ack':
      return acknowledge(alarm, { by, at: now });
    case 'assign':
      return { ...alarm, assigned: { to: action.to, by, at: now } };
    case 'shelve':
      return { ...alarm, shelved: { by, at: now, until: action.until, reason } };
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
