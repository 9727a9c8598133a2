import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { longestCodeBytes } from './code-text.ts';
import type { ImagerSaid } from './imager-wire.ts';
import { createSerialDecoder } from './serial-wire.ts';

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const words = (said: readonly ImagerSaid[]): string[] =>
  said.map((one) => {
    if (one.kind === 'code') return Buffer.from(one.bytes).toString('latin1');
    return one.kind === 'answer' ? `${one.status} ${one.text}` : one.kind;
  });

describe('a code ends', () => {
  it.each([
    ['with CR', ']Q1TEST0001\r'],
    ['with CR LF', ']Q1TEST0001\r\n'],
    ['with LF', ']Q1TEST0001\n'],
  ])('%s, once', (_, sent) => {
    expect(words(createSerialDecoder().push(bytesOf(sent)))).toEqual([']Q1TEST0001']);
  });

  it('with silence, when the imager is set to no suffix', () => {
    const decoder = createSerialDecoder();
    expect(words(decoder.push(bytesOf(']Q1TEST0001')))).toEqual([]);
    expect(words(decoder.silence())).toEqual([']Q1TEST0001']);
    expect(words(decoder.silence())).toEqual([]);
  });

  it('and the next begins', () => {
    expect(words(createSerialDecoder().push(bytesOf('one\r\ntwo\r')))).toEqual(['one', 'two']);
  });
});

describe('the answer to a menu command', () => {
  it('ends with its status, whatever lines and full stops it holds', () => {
    const decoder = createSerialDecoder();
    decoder.expect('answer');
    const said = decoder.push(bytesOf('Product Name: Test 1.0.2\r\nSerial Number: T0001\r\nREVINF\x06.'));
    expect(words(said)).toEqual(['ack Product Name: Test 1.0.2\r\nSerial Number: T0001\r\nREVINF']);
  });

  it.each([
    ['enq', 'RESET_\x05.'],
    ['nak', 'TRGMOD9\x15.'],
  ])('says %s', (status, sent) => {
    const decoder = createSerialDecoder();
    decoder.expect('answer');
    expect(words(decoder.push(bytesOf(sent)))[0]).toMatch(new RegExp(`^${status} `));
  });

  it('is not waited for for ever: after it, codes are codes', () => {
    const decoder = createSerialDecoder();
    decoder.expect('answer');
    expect(words(decoder.push(bytesOf('TRGMOD0\x06.TEST0001\r')))).toEqual(['ack TRGMOD0', 'TEST0001']);
  });
});

it('more than any code holds is garbled, and the code after it is read', () => {
  const decoder = createSerialDecoder();
  expect(words(decoder.push(new Uint8Array(longestCodeBytes + 1).fill(0x41)))).toEqual([]);
  expect(words(decoder.push(bytesOf('\rTEST0001\r')))).toEqual(['garbled', 'TEST0001']);
});

describe('any bytes in any pieces', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.constantFrom(...['\r', '\n', '\x06.', ']Q1TEST\r', '.'].map(bytesOf)),
  );

  it('give codes, answers and garbled ones alone, none empty, none longer than a code can be', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, isAsked) => {
        const decoder = createSerialDecoder();
        if (isAsked) decoder.expect('answer');
        const said = [...pieces.flatMap((bytes) => decoder.push(bytes)), ...decoder.silence()];
        for (const one of said) {
          if (one.kind !== 'code') continue;
          expect(one.bytes.length).toBeGreaterThan(0);
          expect(one.bytes.length).toBeLessThanOrEqual(longestCodeBytes);
        }
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });

  it('mean the same however they are cut', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 20 }), (pieces, cut) => {
        const stream = new Uint8Array(Buffer.concat(pieces));
        const apart = createSerialDecoder();
        const said: ImagerSaid[] = [];
        for (let at = 0; at < stream.length; at += cut)
          said.push(...apart.push(stream.subarray(at, at + cut)));
        expect(said).toEqual(createSerialDecoder().push(stream));
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });
});
