import { type Alarm, type AlarmInput, type AlarmKey, alarmDueAt, stepAlarm } from './alarm.ts';
import { componentOf, holdsFor } from './conditions.ts';
import { lostTogether, type Seen } from './correlate.ts';
import { type Machine, offerOf } from './machine.ts';
import { isOpen, type Opening } from './opening.ts';
import { type Rule, severityOf } from './rules.ts';

/** What becomes of an alarm: it is written, or it never came to be. */
export type AlarmChange =
  | { readonly kind: 'alarm'; readonly alarm: Alarm; readonly dueAt: number | null }
  | { readonly kind: 'alarm-dropped'; readonly alarm: Alarm };

export type Judging = {
  readonly rules: readonly Rule[];
  readonly now: number;
  readonly newId: () => string;
};

/**
 * Judges one machine by all rules that look at one machine.
 * @param open its open alarms
 * @param lossId the open alarm that explains why it is not heard of, where there is one
 */
export function judgeMachine(
  machine: Machine,
  open: readonly Alarm[],
  about: {
    readonly opening: Opening;
    readonly inMaintenance: boolean;
    readonly lossId: string | null;
    /** Somebody here wants it out of service: that it offers nothing is what they asked for. */
    readonly isWithdrawn: boolean;
  },
  { rules, now, newId }: Judging,
): readonly AlarmChange[] {
  const offer = offerOf(machine);
  // Of a rule that was taken out nothing is true any more.
  const orphans = open
    .filter(({ code }) => !rules.some((rule) => rule.code === code))
    .flatMap((alarm) => {
      const { severity } = alarm;
      const over = { key: alarm, isTrue: false, since: now, severity, suppressedBy: null };
      return changeOf(alarm, { ...over, onDelayMs: 0, offDelayMs: 0 }, now, newId);
    });
  const judged = rules.flatMap((rule) => {
    if ('lossOf' in rule.when) return [];
    const held = holdsFor(rule.when, machine, now);
    const component = componentOf(rule.when, machine, rule.component);
    const alarm = open.find(({ code }) => code === rule.code) ?? null;
    // Raised while the hall was open it stays; while closed it is not raised.
    const counts = !rule.openHoursOnly || alarm?.raisedAt != null || isOpen(about.opening, now);
    return changeOf(
      alarm,
      {
        key: {
          kiosk: machine.kiosk,
          hall: machine.hall,
          component: alarm?.component ?? component,
          code: rule.code,
        },
        isTrue: held.isTrue && counts,
        since: held.since,
        severity: severityOf(rule, offer),
        suppressedBy: suppressing(rule, about),
        ...delaysOf(rule),
      },
      now,
      newId,
    );
  });
  return [...judged, ...orphans];
}

/** What already explains that a rule is broken. */
function suppressing(rule: Rule, about: Parameters<typeof judgeMachine>[2]): string | null {
  if (about.inMaintenance || (about.isWithdrawn && 'offers' in rule.when)) return 'maintenance';
  return 'reach' in rule.when ? about.lossId : null;
}

/**
 * Judges the loss of many at once: of this hall, or (hall null) of the realm.
 * @param explainedBy the alarm of the realm that halls are lost under, where there is one
 */
export function judgeLoss(
  hall: string | null,
  machines: readonly Seen[],
  open: readonly Alarm[],
  { rules, now, newId }: Judging,
  explainedBy: string | null = null,
): readonly AlarmChange[] {
  return rules.flatMap((rule) => {
    if (!('lossOf' in rule.when) || (rule.when.lossOf === 'hall') !== (hall !== null)) return [];
    const alarm = open.find((each) => each.code === rule.code && each.hall === hall && each.kiosk === null);
    const key: AlarmKey = { kiosk: null, hall, component: rule.component, code: rule.code };
    return changeOf(
      alarm ?? null,
      {
        key,
        isTrue: lostTogether(machines, rule.when).length > 0,
        since: now,
        severity: rule.severity,
        suppressedBy: explainedBy,
        ...delaysOf(rule),
      },
      now,
      newId,
    );
  });
}

/**
 * When an alarm that is not true for want of opening hours must be looked at again: at the next full minute, which is
 * when hours begin and end.
 */
export const nextMinute = (now: number): number => (Math.floor(now / 60_000) + 1) * 60_000;

function changeOf(
  alarm: Alarm | null,
  input: AlarmInput,
  now: number,
  newId: () => string,
): readonly AlarmChange[] {
  const after = stepAlarm(alarm, input, now, newId);
  if (after === null) return alarm === null ? [] : [{ kind: 'alarm-dropped', alarm }];
  if (alarm !== null && JSON.stringify(alarm) === JSON.stringify(after)) return [];
  return [{ kind: 'alarm', alarm: after, dueAt: alarmDueAt(after, input) }];
}

export const delaysOf = ({ onDelayS, offDelayS }: Rule) => ({
  onDelayMs: onDelayS * 1000,
  offDelayMs: offDelayS * 1000,
});
