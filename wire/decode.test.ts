import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelOf, decodeDown, decodeUp, encode } from './decode.ts';
import { MAX_MESSAGE_BYTES } from './envelope.ts';
import { allUpExamples, downExamples, upExamples, upTopics } from './testing/examples.ts';
import { kioskTopic, parseTopic } from './topic.ts';

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const problemOf = (topic: string, bytes: Uint8Array) => {
  const decoded = decodeUp(topic, bytes);
  return decoded.ok ? null : decoded.problem;
};
const topics = fc.constantFrom(...Object.values(upTopics), ...downExamples.map(({ topic }) => topic));

describe('a message', () => {
  it.each(allUpExamples)('of a kiosk arrives as it was sent: $ty', (message) => {
    const topic = kioskTopic('zj-hz', message.k, channelOf(message));
    expect(topic).toBe(upTopics[message.ty]);
    expect(decodeUp(topic, encode(message))).toEqual({ ok: true, topic: parseTopic(topic), message });
  });

  it.each(downExamples)('of a hall arrives as it was sent: $topic', ({ topic, message }) => {
    expect(decodeDown(topic, encode(message))).toEqual({ ok: true, topic: parseTopic(topic), message });
  });

  it('of a kiosk is none of a hall, and the other way round', () => {
    expect(decodeDown(upTopics.hb, encode(upExamples.hb)).ok).toBe(false);
    for (const { topic, message } of downExamples) expect(decodeUp(topic, encode(message)).ok).toBe(false);
  });
});

describe('what is no message is told as a problem, and never thrown', () => {
  it('whatever the bytes', () => {
    fc.assert(
      fc.property(topics, fc.uint8Array({ maxLength: 4096 }), (topic, bytes) => {
        expect(decodeUp(topic, bytes).ok).toBe(false);
        expect(decodeDown(topic, bytes).ok).toBe(false);
      }),
    );
  });

  it('whatever the JSON', () => {
    fc.assert(
      fc.property(topics, fc.json(), (topic, text) => {
        expect(decodeUp(topic, new TextEncoder().encode(text)).ok).toBe(false);
      }),
    );
  });

  it('whatever the topic', () => {
    fc.assert(
      fc.property(
        fc.uint16Array({ maxLength: 300 }).map((units) => String.fromCharCode(...units)),
        (topic) => {
          expect(decodeUp(topic, encode(upExamples.hb)).ok).toBe(false);
        },
      ),
    );
  });

  it('wherever a message is broken off or has a byte changed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...allUpExamples),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        (message, place, byte) => {
          const bytes = encode(message);
          const at = place % bytes.length;
          expect(decodeUp(upTopics[message.ty], bytes.subarray(0, at)).ok).toBe(false);
          const changed = bytes.with(at, byte);
          const decoded = decodeUp(upTopics[message.ty], changed);
          if (decoded.ok) expect(encode(decoded.message).length).toBeLessThanOrEqual(MAX_MESSAGE_BYTES);
          else expect(decoded.problem.kind).not.toBe('unknown-topic');
        },
      ),
    );
  });

  it('when it nests deeper than a message ever does', () => {
    const deep = `${'['.repeat(900)}${']'.repeat(900)}`;
    expect(problemOf(upTopics.hb, new TextEncoder().encode(deep))).toMatchObject({ kind: 'unknown-version' });
  });
});

describe('a message is refused', () => {
  it('as of an unknown version when it comes from a later one, whatever else it holds', () => {
    const later = bytesOf({ ...upExamples.hb, v: 2, zone: 'north' });
    expect(problemOf(upTopics.hb, later)).toEqual({ kind: 'unknown-version', version: 2 });
    expect(problemOf(upTopics.hb, bytesOf({ v: '1' }))).toEqual({ kind: 'unknown-version', version: null });
  });

  it('when it is longer than 2 KB, before it is parsed', () => {
    const long = bytesOf({ ...upExamples.hb, d: { ...upExamples.hb.d, svc: 'A'.repeat(3000) } });
    expect(problemOf(upTopics.hb, long)).toEqual({ kind: 'too-long', bytes: long.length });
  });

  it('when it speaks for another kiosk, another type or another part than its topic', () => {
    for (const [topic, message] of [
      ['once/1/zj-hz/TL-004/hb', upExamples.hb],
      ['once/1/zj-hz/TL-003/dev/id-card', upExamples.dev],
      ['once/1/zj-hz/TL-003/flw/2', upExamples.flw],
    ] as const)
      expect(problemOf(topic, encode(message))).toEqual({ kind: 'wrong-topic' });
    expect(problemOf('once/1/zj-hz/TL-003/met', encode(upExamples.hb))).toMatchObject({ kind: 'invalid' });
  });

  it('without a word of what it held: places only, and those of our own names', () => {
    const nosy = bytesOf({ ...upExamples.evt, 王秀云: 1, d: { kind: 'card-left', name: '王秀云' } });
    const problem = problemOf(upTopics.evt, nosy);
    expect(problem).toMatchObject({ kind: 'invalid' });
    expect(JSON.stringify(problem)).not.toContain('王');
  });
});
