import { type Machine, offerOf, partsOf } from './machine.ts';
import type { Condition } from './rules.ts';

/** Whether a condition holds, and since when as far as the machine itself said so (milliseconds since 1970). */
export type Holds = { readonly isTrue: boolean; readonly since: number };

/** Problems and losses are dated by the hall; device states by when they arrived there. */
export function holdsFor(condition: Condition, machine: Machine, now: number): Holds {
  const never: Holds = { isTrue: false, since: now };
  if ('device' in condition) {
    const part = partsOf(machine, 'dev').find(({ d }) => d.class === condition.device);
    if (!part) return never;
    const fields: Readonly<Record<string, unknown>> = part.d;
    const isTrue = Object.entries(condition.has).every(([field, values]) =>
      values.some((value) => value === fields[field]),
    );
    return { isTrue, since: part.at };
  }
  if ('supply' in condition) {
    const part = partsOf(machine, 'sup').find(({ d }) => d.supply === condition.supply);
    return part ? { isTrue: condition.is.includes(part.d.state), since: part.at } : never;
  }
  if ('told' in condition) {
    const part = partsOf(machine, 'alm').find(({ d }) => d.code === condition.told);
    return part ? { isTrue: part.d.is === 'raised', since: part.at } : never;
  }
  if ('reach' in condition) {
    return { isTrue: condition.reach.includes(machine.reach), since: machine.reachSince };
  }
  if ('happened' in condition) {
    const part = partsOf(machine, 'evt').find(({ d }) => d.kind === condition.happened);
    return part ? { isTrue: part.at > now - condition.withinMin * 60_000, since: part.at } : never;
  }
  if ('problem' in condition) {
    const problem = machine.problems.find(({ kind }) => kind === condition.problem);
    if (!problem) return never;
    return { isTrue: problem.lastAt > now - condition.withinMin * 60_000, since: problem.lastAt };
  }
  // Of a machine that is not heard of nothing is known that its last heartbeat said.
  if (machine.reach !== 'online' || !machine.heartbeat) return never;
  if ('offers' in condition) {
    const offer = offerOf(machine);
    const isTrue = offer !== null && offer.assigned > 0 && offer.offered === 0;
    return { isTrue, since: machine.heartbeat.at };
  }
  if ('windowSilentS' in condition) {
    const { ui } = machine.heartbeat.d;
    return { isTrue: ui !== null && ui > condition.windowSilentS, since: machine.heartbeat.at };
  }
  return never;
}

/** What of the machine an alarm is about: what the machine itself named, where it did. */
export function componentOf(condition: Condition, machine: Machine, otherwise: string): string {
  if (!('told' in condition)) return otherwise;
  return partsOf(machine, 'alm').find(({ d }) => d.code === condition.told)?.d.component ?? otherwise;
}
