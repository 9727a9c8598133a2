import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { longestCodeBytes } from './code-text.ts';
import { createHidPosDecoder, encodeImagerReport } from './hid-pos-wire.ts';
import { honeywell, readRevision } from './imager-commands.ts';
import type { ImagerSaid } from './imager-wire.ts';

/** A report as the HID tables lay it out, written down byte by byte. */
function report(aim: string, data: string, hasMore = false): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes[0] = 0x02;
  bytes[1] = data.length;
  bytes.set(Buffer.from(aim, 'latin1'), 2);
  bytes.set(Buffer.from(data, 'latin1'), 5);
  bytes[61] = 0x73;
  bytes[63] = hasMore ? 1 : 0;
  return bytes;
}
const shifted = (bytes: Uint8Array): Uint8Array => bytes.slice(1);
const words = (said: readonly ImagerSaid[]): string[] =>
  said.map((one) => {
    if (one.kind === 'code') return Buffer.from(one.bytes).toString('latin1');
    return one.kind === 'answer' ? `${one.status} ${one.text}` : one.detail;
  });

describe('a code', () => {
  it('of one report is read', () => {
    expect(words(createHidPosDecoder().push(report(']Q1', 'TEST0001')))).toEqual([']Q1TEST0001']);
  });

  it('of several reports is joined, its identifier kept once', () => {
    const decoder = createHidPosDecoder();
    expect(decoder.push(report(']Q1', 'A'.repeat(56), true))).toEqual([]);
    expect(decoder.push(report(']Q1', 'B'.repeat(56), true))).toEqual([]);
    expect(words(decoder.push(report(']Q1', 'C')))).toEqual([`]Q1${'A'.repeat(56)}${'B'.repeat(56)}C`]);
  });

  it.each([
    ['63 bytes, without the report id', shifted(report(']Q1', 'TEST0001'))],
    ['64 bytes, without the report id', Uint8Array.of(...shifted(report(']Q1', 'TEST0001')), 0)],
  ])('of a device shifted by one is read: %s', (_, bytes) => {
    expect(words(createHidPosDecoder().push(bytes))).toEqual([']Q1TEST0001']);
  });

  it('of a shifted device that comes in several reports is joined', () => {
    const decoder = createHidPosDecoder();
    expect(decoder.push(shifted(report(']Q1', 'A'.repeat(56), true)))).toEqual([]);
    expect(words(decoder.push(shifted(report(']Q1', 'B'))))).toEqual([`]Q1${'A'.repeat(56)}B`]);
  });

  it('that stops midway is garbled when the line falls silent, never half a code', () => {
    const decoder = createHidPosDecoder();
    decoder.push(report(']Q1', 'A'.repeat(56), true));
    expect(words(decoder.silence())).toEqual(['a code without its end']);
    expect(words(decoder.push(report(']Q1', 'TEST0001')))).toEqual([']Q1TEST0001']);
  });

  it('that never ends is dropped at the length no code has', () => {
    const decoder = createHidPosDecoder();
    const said = Array.from({ length: 80 }, () => decoder.push(report(']Q1', 'A'.repeat(56), true))).flat();
    expect(words(said)).toEqual(['longer than any code']);
  });
});

describe('a report that is none', () => {
  it.each([
    ['too short', Uint8Array.of(0x02, 0x01, 0x5d, 0x51, 0x31, 0x41)],
    ['longer than its data', Uint8Array.of(0x02, 57, 0x5d, 0x51, 0x31, ...new Uint8Array(59))],
    ['without an AIM identifier', Uint8Array.of(0x02, 1, 0x41, 0x42, 0x43, ...new Uint8Array(59))],
    ['of another kind', Uint8Array.of(0x04, 1, 0x5d, 0x51, 0x31, ...new Uint8Array(59))],
  ])('is garbled: %s', (_, bytes) => {
    expect(createHidPosDecoder().push(bytes)[0]?.kind).toBe('garbled');
  });
});

/** What a Voyager 1602g answered to REVINF. (published with python_hon_usbhid; its serial number changed). */
const published = [
  report(']X0', 'Product Name: Voyager 1602g\r\nBoot Revision: : 8992\r\nSoft', true),
  report(']X0', 'ware Part Number: CW000082BBA\r\nSoftware Revision: $Proje', true),
  report(']X0', 'ctRevision: 16345 \r\nSerial Number: TEST000001\r\nSupported', true),
  report(']X0', ' IF: Bluetooth\r\nPCB Assembly ID: 000000\r\n'),
  report(']Z6', 'REVINF\x06.'),
];

describe('the answer to a menu command', () => {
  it('is put together from its reports, as a real device sends them', () => {
    const decoder = createHidPosDecoder();
    decoder.expect('answer');
    const [answer, ...others] = published.flatMap((bytes) => decoder.push(bytes));
    expect(others).toEqual([]);
    expect(answer).toMatchObject({ kind: 'answer', status: 'ack' });
    expect(answer?.kind === 'answer' && readRevision(answer.text)).toMatchObject({
      'Product Name': 'Voyager 1602g',
      'Serial Number': 'TEST000001',
    });
  });

  it('nobody waits for any more is no code', () => {
    expect(createHidPosDecoder().push(report(']Z6', 'TRGMOD0\x06.'))).toEqual([]);
  });
});

it('a command goes out in report FDh', () => {
  const sent = encodeImagerReport(honeywell.triggerOn);
  expect(Buffer.from(sent.subarray(0, 5)).toString('hex')).toBe('fd0316540d');
  expect(sent.length).toBe(64);
});

describe('any reports', () => {
  const anyReport = fc.oneof(
    fc.uint8Array({ minLength: 0, maxLength: 70 }),
    fc
      .uint8Array({ minLength: 64, maxLength: 64 })
      .map((bytes) => Uint8Array.of(0x02, bytes[1] ?? 0, 0x5d, 0x51, 0x31, ...bytes.subarray(5))),
    fc.constantFrom(report(']Q1', 'A'.repeat(56), true), report(']Z6', 'REVINF\x06.'), report(']Q1', '')),
  );

  it('give codes, answers and garbled ones alone, and hold no more than one code', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 100 }), fc.boolean(), (reports, isAsked) => {
        const decoder = createHidPosDecoder();
        if (isAsked) decoder.expect('answer');
        for (const one of [...reports.flatMap((bytes) => decoder.push(bytes)), ...decoder.silence()]) {
          if (one.kind === 'code') expect(one.bytes.length).toBeLessThanOrEqual(longestCodeBytes + 3);
        }
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });
});
