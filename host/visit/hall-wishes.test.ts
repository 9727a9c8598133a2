import { describe, expect, it } from 'vitest';
import { sameInAllLanguages } from '../../flows/language/text.ts';
import { startSession } from '../../flows/session/testing.ts';
import { type HallWishes, NO_WISHES } from './hall-wishes.ts';
import { projectFrame } from './project-frame.ts';
import type { FrameInput } from './projection-input.ts';
import { say, words } from './words.ts';

const message = say('下午三点停机检修', 'Maintenance at three');

function screenOf(session: ReturnType<typeof startSession>, wishes: HallWishes, notice = null as unknown) {
  /** Only what the standby screen and a page while reading a card are made of. */
  const input = {
    ...wishes,
    snapshot: session.actor.getSnapshot(),
    items: new Map(),
    departmentName: sameInAllLanguages,
    readerDownSince: null,
    powerLowSince: null,
    machine: { help: { neighbour: null } },
    elsewhere: () => ({ kind: 'unknown' }),
    memory: { notice, finding: { page: 'home' }, msIn: () => 0 },
    timers: {},
  } as unknown as FrameInput;
  return projectFrame(input, 1).screen;
}
const out: HallWishes = { ...NO_WISHES, outSince: '2026-11-24T02:00:00.000Z' };

describe('what the hall wants, on the screen', () => {
  it('a machine out of service says so on the standby screen, since when, and with the hall’s own words where it has any', () => {
    const session = startSession();
    expect(screenOf(session, out)).toEqual({
      kind: 'out-of-service',
      ...words.withdrawn,
      since: '2026-11-24T02:00:00.000Z',
      elsewhere: [],
    });
    expect(screenOf(session, { ...out, message })).toMatchObject({ text: message });
    expect(screenOf(session, NO_WISHES)).toMatchObject({ kind: 'attract', notice: null });
  });

  it('a visit that runs goes on to its end', () => {
    const session = startSession();
    session.actor.send({ type: 'CARD_FOUND', visit: 'v1' });
    expect(screenOf(session, out).kind).toBe('reading');
  });

  it('a message stands on the standby screen, but for what has just happened there', () => {
    const session = startSession();
    expect(screenOf(session, { ...NO_WISHES, message })).toMatchObject({ kind: 'attract', notice: message });
    expect(screenOf(session, { ...NO_WISHES, message }, words.attract.cardLeft)).toMatchObject({
      notice: words.attract.cardLeft,
    });
  });
});
