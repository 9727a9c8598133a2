import { describe, expect, it } from 'vitest';
import type { Reminder } from '../../flows/language/reminder.ts';
import { sameInAllLanguages as t } from '../../flows/language/text.ts';
import { startSession } from '../../flows/session/testing.ts';
import { NO_WISHES } from './hall-wishes.ts';
import { isOffered } from './intents.ts';
import { projectReminders } from './project-reminders.ts';
import type { FrameInput } from './projection-input.ts';
import type { ReminderState } from './reminder-desk.ts';

const reminder = (id: string, urgency: Reminder['urgency'], rest: Partial<Reminder> = {}): Reminder => ({
  ...{ id, urgency, items: ['item.a'], sensitive: false, title: t(id), reason: t('why'), verb: t('go') },
  ...rest,
});
const REMINDERS = [
  reminder('claim', 'entitled'),
  reminder('ends', 'expires'),
  reminder('stops', 'stops'),
  reminder('secret', 'stops', { sensitive: true }),
  reminder('other', 'entitled', { items: ['item.gone', 'item.b'] }),
  reminder('nowhere', 'stops', { items: ['item.gone'] }),
];
const told = (...ids: readonly string[]): ReminderState => ({
  kind: 'told',
  reminders: ids.map((id) => ({
    id,
    due: id === 'ends' ? '2026-12-31' : id === 'stops' ? '2026-11-01' : null,
  })),
});

async function shown(state: ReminderState, { assurance = 'card', isKnown = true } = {}) {
  const s = startSession();
  if (isKnown) await s.identify();
  const snapshot = s.actor.getSnapshot();
  const item = (id: string) => ({ definition: { id, icon: 'bus' }, needs: { devices: [] } });
  /** Only what this projection reads. */
  return projectReminders({
    snapshot: { ...snapshot, context: { ...snapshot.context, assurance } },
    items: new Map(['item.a', 'item.b'].map((id) => [id, item(id)])),
    reminders: REMINDERS,
    ...NO_WISHES,
    now: new Date('2026-11-24T02:00:00Z'),
    memory: { reminders: state },
  } as unknown as FrameInput);
}
const ids = async (...args: Parameters<typeof shown>) => {
  const reminders = await shown(...args);
  return reminders?.state === 'told' ? reminders.rows.map(({ id }) => id) : reminders;
};

describe('reminders on the home page', () => {
  it('are offered to whoever is known, and to nobody else', async () => {
    expect(await shown({ kind: 'offered' })).toEqual({ state: 'offered' });
    expect(await shown({ kind: 'offered' }, { isKnown: false })).toBeNull();
  });

  it('are three at most, the most pressing first', async () => {
    expect(await ids(told('claim', 'ends', 'stops', 'other'))).toEqual(['stops', 'ends', 'claim']);
  });

  it('name no allowance, disability or debt to somebody who has only a card', async () => {
    expect(await ids(told('secret', 'claim'))).toEqual(['claim']);
    expect(await ids(told('secret', 'claim'), { assurance: 'card+password' })).toEqual(['secret', 'claim']);
  });

  it('lead to the first item this machine can do, and are left out where it can do none', async () => {
    const reminders = await shown(told('other', 'nowhere'));
    expect(reminders).toMatchObject({ rows: [{ id: 'other', item: 'item.b' }] });
  });

  it('count the days to a day that is still to come', async () => {
    expect(await shown(told('ends', 'stops'))).toMatchObject({
      rows: [
        { id: 'stops', daysLeft: null },
        { id: 'ends', daysLeft: 37 },
      ],
    });
  });

  it('of an id this release does not know are passed over', async () => {
    expect(await ids(told('of-tomorrow'))).toEqual([]);
  });

  it('can be asked for from the home page only', () => {
    const home = {
      kind: 'home',
      greeting: null,
      reminders: null,
      common: [],
      stages: [],
      departmentCount: 0,
      itemCount: 0,
    } as const;
    expect(isOffered({ kind: 'remind' }, home, () => false)).toBe(true);
    expect(isOffered({ kind: 'remind' }, { kind: 'clearing' }, () => false)).toBe(false);
  });
});
