import type { Reminder } from '../../flows/language/reminder.ts';
import { satisfies } from '../../flows/session/assurance.ts';
import { civilDate } from '../civil-time.ts';
import type { Reminders } from '../contract/screen.ts';
import { unavailability } from './availability.ts';
import type { FrameInput } from './projection-input.ts';

/** Nobody reads more at a machine. */
const MOST = 3;
const PRESSING: readonly Reminder['urgency'][] = ['stops', 'expires', 'entitled'];

/**
 * Reminders for whoever is identified: offered first, and told once they have agreed. One that names an allowance, a
 * disability or a debt waits for more than a card, which anybody may have found.
 */
export function projectReminders(input: FrameInput): Reminders | null {
  const { person, assurance } = input.snapshot.context;
  if (person === null || input.reminders.length === 0) return null;
  const state = input.memory.reminders;
  if (state.kind !== 'told') return { state: state.kind };
  const dueOf = new Map(state.reminders.map(({ id, due }) => [id, due]));
  const shown = input.reminders.filter(
    ({ id, sensitive }) => dueOf.has(id) && (!sensitive || satisfies(assurance, 'card+face')),
  );
  const rows = PRESSING.flatMap((urgency) =>
    shown.filter((reminder) => reminder.urgency === urgency),
  ).flatMap((reminder) => {
    const item = reminder.items
      .map((id) => input.items.get(id))
      .find((one) => one && unavailability(one, input) === null);
    if (!item) return [];
    return [
      {
        id: reminder.id,
        item: item.definition.id,
        icon: item.definition.icon,
        title: reminder.title,
        reason: reminder.reason,
        verb: reminder.verb,
        daysLeft: daysUntil(dueOf.get(reminder.id) ?? null, civilDate(input.now)),
        isPressing: reminder.urgency === 'stops',
      },
    ];
  });
  return { state: 'told', rows: rows.slice(0, MOST) };
}

/** Null without a day, and for a day that is over: what to say of it then is in the reason. */
function daysUntil(due: string | null, today: string): number | null {
  if (due === null || due < today) return null;
  return Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000);
}
