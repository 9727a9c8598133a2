import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { downExamples, upTopics } from './testing/examples.ts';
import { kioskTopic, parseTopic, pokeAllTopic } from './topic.ts';

const text = fc.uint16Array({ maxLength: 40 }).map((units) => String.fromCharCode(...units));

describe('a topic', () => {
  it('is read back to what it was built from', () => {
    for (const text of [...Object.values(upTopics), ...downExamples.map(({ topic }) => topic)]) {
      const topic = parseTopic(text);
      if (topic?.to === 'kiosk') expect(kioskTopic(topic.realm, topic.kiosk, topic.channel)).toBe(text);
      if (topic?.to === 'all') expect(pokeAllTopic(topic.realm)).toBe(text);
      expect(topic).not.toBeNull();
      expect(text.split('/').length).toBeLessThanOrEqual(7);
    }
  });

  it.each([
    'once/2/zj-hz/TL-003/hb',
    'once/1/zj-hz/TL-003',
    'once/1/zj-hz/TL-003/hb/more',
    'once/1/zj-hz/+/hb',
    'once/1/zj-hz/#',
    'once/1/zj-hz/TL-003/dev',
    'once/1/zj-hz/TL-003/dev/teapot',
    'once/1/zj-hz/TL-003/flw/0',
    'once/1/zj-hz/TL-003/res/1',
    'once/1/zj-hz/_all/poke/more',
    'once/1/zj-hz/_hall/tonglu-1/poke',
    'once/1/zj-hz/TL-003/poke/more',
    'once/1/zj-hz/TL-003/log/1',
    'once/1/zj-hz/330122195803124529/hb',
    'once/1//TL-003/hb',
    '$SYS/broker/uptime',
    '',
  ])('that is not of the tree is none: %s', (text) => {
    expect(parseTopic(text)).toBeNull();
  });

  it('is read or not, and never throws', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 9 }), (levels) => {
        const topic = parseTopic(['once', '1', ...levels].join('/'));
        expect(topic === null || topic.realm === levels[0]).toBe(true);
      }),
    );
  });
});
