import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { simulatedClock } from '../../host/simulated-clock.ts';
import { upExamples, upTopics } from '../../wire/testing/examples.ts';
import type { Received } from '../store/store.ts';
import { judgePublish, maySubscribe } from './acl.ts';
import { GROUP_MS, groupCommit } from './group-commit.ts';
import { receive } from './ingest.ts';
import { fullPace, PACE, takeToken } from './pace.ts';
import { openSpill } from './spill.ts';
import { startTestIngest } from './test-ingest.ts';

const peer = { realm: 'zj-hz', kiosk: 'TL-003', hall: 'tonglu-1' };
const T = 1_000_000_000_000;
const message = (at: number): Received => ({
  kind: 'message',
  at,
  topic: upTopics.evt,
  channel: 'evt',
  message: upExamples.evt,
});

describe('what comes in', () => {
  test('of any bytes on any topic is a message or a complaint, and quotes nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...Object.values(upTopics)), fc.string()),
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (topic, bytes) => {
          const received = receive(topic, bytes, T);
          expect(['message', 'complaint']).toContain(received.kind);
          if (received.kind === 'complaint') expect(received.detail.length).toBeLessThan(500);
        },
      ),
    );
  });

  test.each(Object.values(upExamples))('is a message where it is $ty', (example) => {
    const bytes = new TextEncoder().encode(JSON.stringify(example));
    expect(receive(upTopics[example.ty], bytes, T)).toMatchObject({ kind: 'message', message: example });
  });
});

describe('a machine may', () => {
  test('speak under its own id, and leave only states behind', () => {
    expect(judgePublish(peer, { topic: upTopics.dev, retain: true })).toBe('allowed');
    expect(judgePublish(peer, { topic: upTopics.evt, retain: true })).toBe('wrong-topic');
    expect(judgePublish(peer, { topic: 'once/1/zj-hz/TL-004/dev/camera', retain: true })).toBe(
      'impersonation',
    );
    expect(judgePublish(peer, { topic: 'once/1/zj-hz/TL-003/cmd', retain: false })).toBe('wrong-topic');
    expect(judgePublish(peer, { topic: '$SYS/x', retain: false })).toBe('wrong-topic');
  });

  test('hear what is said to it and to all, wherever it stands, and nothing else', () => {
    const heard = ['TL-003/cmd', 'TL-003/desired', 'TL-003/ack', 'TL-003/poke', '_all/poke'];
    for (const end of heard) expect(maySubscribe(peer, `once/1/zj-hz/${end}`), end).toBe(true);
    fc.assert(
      fc.property(fc.string(), (filter) => {
        expect(maySubscribe(peer, filter)).toBe(heard.includes(filter.replace('once/1/zj-hz/', '')));
      }),
    );
  });

  test('empty a full outbox at once, and then speak as fast as twenty that are well', () => {
    let pace = fullPace(T);
    for (let index = 0; index < PACE.burst; index += 1) pace = takeToken(pace, T).pace;
    const held = takeToken(pace, T);
    expect(held.waitMs).toBe(50);
    expect(takeToken(held.pace, T + 100).waitMs).toBe(0);
  });
});

describe('a machine that talks too much over a broker that cannot hold it up', () => {
  test('is left out until it is its turn again, is seen to be, and the others are not', async () => {
    const clock = simulatedClock();
    const directory = await mkdtemp(join(tmpdir(), 'once-ingest-'));
    const { ingest, listener, taken } = await startTestIngest({ clock, directory });
    const say = async (kiosk: string, times: number) => {
      const example = { ...upExamples.evt, k: kiosk };
      const bytes = new TextEncoder().encode(JSON.stringify(example));
      const said = Array.from({ length: times }, () =>
        listener.onMessage({ kiosk }, `once/1/zj-hz/${kiosk}/evt`, bytes),
      );
      await clock.advance(GROUP_MS);
      await Promise.all(said);
    };
    const messages = (kiosk: string) =>
      taken.filter((each) => each.kind === 'message' && each.message.k === kiosk).length;
    await say('TL-003', PACE.burst + 500);
    await say('TL-004', 1);
    expect([messages('TL-003'), messages('TL-004')]).toEqual([PACE.burst, 1]);
    expect(taken.filter((each) => each.kind === 'problem')).toMatchObject([
      { kiosk: 'TL-003', problem: 'flooding' },
    ]);
    // A second after the flood, of which two groups have gone by.
    await clock.advance(1000 - 2 * GROUP_MS);
    await say('TL-003', 100);
    expect(messages('TL-003')).toBe(PACE.burst + PACE.perSecond);
    await ingest.close();
    await rm(directory, { recursive: true });
  });
});

describe('the group commit', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'once-spill-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const set = (take: (batch: readonly Received[]) => Promise<readonly never[]>) => {
    const clock = simulatedClock();
    const states: string[] = [];
    const commits = groupCommit({
      take,
      spill: openSpill(directory),
      clock,
      onHeld: () => undefined,
      onStore: (state) => states.push(state),
    });
    return { clock, commits, states };
  };

  test('writes what came within some milliseconds in one transaction, and says so only then', async () => {
    const batches: number[] = [];
    const { clock, commits } = set(async (batch) => {
      batches.push(batch.length);
      return [];
    });
    let done = 0;
    const added = [1, 2, 3].map((at) => commits.add(message(at)).then(() => (done += 1)));
    await clock.advance(GROUP_MS - 1);
    expect([batches, done]).toEqual([[], 0]);
    await clock.advance(1);
    await Promise.all(added);
    expect([batches, done]).toEqual([[3], 3]);
  });

  test('keeps aside what the database does not take, and hands it over, oldest first, when it is back', async () => {
    const taken: number[] = [];
    let isAway = true;
    const { clock, commits, states } = set(async (batch) => {
      if (isAway) throw new Error('away');
      taken.push(...batch.map(({ at }) => at));
      return [];
    });
    const first = commits.add(message(1));
    await clock.advance(GROUP_MS);
    await first;
    expect(await readFile(join(directory, 'spill.jsonl'), 'utf8')).toContain('"at":1');
    isAway = false;
    await clock.advance(1000);
    const second = commits.add(message(2));
    await clock.advance(GROUP_MS);
    await second;
    expect(taken).toEqual([1, 2]);
    expect(states).toEqual(['away', 'back']);
  });

  test('says no where neither takes it', async () => {
    const { clock, commits } = set(() => Promise.reject(new Error('away')));
    await rm(directory, { recursive: true });
    const added = commits.add(message(1)).then(
      () => 'kept',
      () => 'not kept',
    );
    await clock.advance(GROUP_MS);
    expect(await added).toBe('not kept');
    directory = await mkdtemp(join(tmpdir(), 'once-spill-'));
  });

  test('reads back a file whose last line was cut short, and whatever else is in it', async () => {
    const whole = JSON.stringify(message(1));
    await writeFile(join(directory, 'spill.jsonl'), `${whole}\n{"kind":"x"}\nnull\n${whole.slice(0, 40)}`);
    const taken: Received[] = [];
    await openSpill(directory).drain(async (batch) => {
      taken.push(...batch);
    });
    expect(taken).toEqual([message(1)]);
  });
});
