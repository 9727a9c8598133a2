import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeReply, takeRequest } from './sam-frame.ts';
import { badHostFrames, bytesOf, commands, replies } from './vectors/vectors.ts';

describe('requests', () => {
  test.each(commands)('$name is understood', ({ hex, cmd, para, data }) => {
    const { request, rest } = takeRequest(bytesOf(hex));
    expect(request).toEqual({
      kind: 'command',
      command: Number.parseInt(cmd + para, 16),
      data: bytesOf(data),
    });
    expect(rest).toHaveLength(0);
  });

  test.each(badHostFrames.filter((frame) => frame.expect_sw3 === '10'))(
    '$name is a bad checksum',
    ({ hex }) => {
      expect(takeRequest(bytesOf(hex)).request).toEqual({ kind: 'bad-checksum' });
    },
  );

  test('one that is longer than what was sent has not ended yet', () => {
    const frame = bytesOf('AAAAAA96690004200125');
    expect(takeRequest(frame)).toEqual({ request: null, rest: frame });
  });

  test('a length no request can have is refused at once, not waited for', () => {
    expect(takeRequest(bytesOf('AAAAAA9669FFFF2001')).request).toEqual({ kind: 'bad-length' });
    expect(takeRequest(bytesOf('AAAAAA9669000222')).request).toEqual({ kind: 'bad-length' });
  });

  test('noise before a request, a spare AA too, is skipped', () => {
    const { request } = takeRequest(bytesOf('0000FFAAAAAAAA96690003200122'));
    expect(request).toMatchObject({ kind: 'command', command: 0x2001 });
  });

  test('cut anywhere and joined again, a stream gives the same requests', () => {
    const stream = bytesOf(commands.map(({ hex }) => hex).join(''));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
        let held: Uint8Array = new Uint8Array();
        let at = 0;
        const seen: number[] = [];
        for (let i = 0; at < stream.length; i++) {
          const size = sizes[i % sizes.length] ?? 1;
          held = Buffer.concat([held, stream.subarray(at, at + size)]);
          at += size;
          for (let taken = takeRequest(held); ; taken = takeRequest(held)) {
            held = taken.rest;
            if (taken.request === null) break;
            if (taken.request.kind === 'command') seen.push(taken.request.command);
          }
        }
        expect(seen).toEqual(commands.map(({ cmd, para }) => Number.parseInt(cmd + para, 16)));
      }),
    );
  });

  test('any bytes at all are digested: each step shortens what is left, or waits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        let held: Uint8Array = bytes;
        for (let taken = takeRequest(held); taken.request !== null; taken = takeRequest(held)) {
          expect(taken.rest.length).toBeLessThan(held.length);
          held = taken.rest;
        }
      }),
    );
  });
});

test.each(replies.filter((reply) => reply.published))('reply $name is the published frame', ({ hex, sw }) => {
  const data = bytesOf(hex).slice(10, -1);
  expect(
    Buffer.from(encodeReply(Number.parseInt(sw, 16), data))
      .toString('hex')
      .toUpperCase(),
  ).toBe(hex);
});
