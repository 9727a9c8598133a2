import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import vectors from '../vectors/ipp.json' with { type: 'json' };
import { decodeIppResponse, encodeIppRequest } from './ipp-message.ts';

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const runs = fuzzRuns(500);

describe('a request', () => {
  it('is written as RFC 8010 shows it, but for the version', () => {
    const written = encodeIppRequest({
      operation: 'getJobs',
      requestId: 0x7b,
      attributes: [
        ['attributes-charset', 'charset', 'us-ascii'],
        ['attributes-natural-language', 'naturalLanguage', 'en-us'],
        ['printer-uri', 'uri', 'ipp://printer.example.com/ipp/print/pinetree'],
        ['limit', 'integer', 50],
        ['requested-attributes', 'keyword', 'job-id', 'job-name', 'document-format'],
      ],
    });
    const hex = Buffer.from(written).toString('hex').toUpperCase();
    expect(hex).toBe(vectors.rfc8010.getJobsRequest.replace(/^0101/, '0200'));
  });

  it('carries the document behind the attributes, byte for byte', () => {
    const document = Uint8Array.from({ length: 256 }, (_, at) => at);
    const written = encodeIppRequest({
      operation: 'sendDocument',
      requestId: 1,
      attributes: [['last-document', 'boolean', true]],
      jobAttributes: [['copies', 'integer', 1]],
      document,
    });
    const before = Buffer.from(written.subarray(-256 - 17, -256)).toString('hex');
    expect(before).toBe(`02210006${Buffer.from('copies').toString('hex')}00040000000103`);
    expect(written.subarray(-256)).toEqual(Buffer.from(document));
  });
});

describe('a response', () => {
  it('is read as RFC 8010 shows it: a group a job, names with their language', () => {
    const read = decodeIppResponse(bytesOf(vectors.rfc8010.getJobsResponse));
    expect(read).toMatchObject({ ok: true, value: { status: 0, requestId: 0x7b } });
    if (!read.ok) return;
    const [, ...jobs] = read.value.groups;
    expect(jobs.map(({ tag, attributes }) => [tag, Object.fromEntries(attributes)])).toEqual([
      [2, { 'job-id': [147], 'job-name': ['fou'] }],
      [2, {}],
      [2, { 'job-id': [148], 'job-name': ['isch guet'] }],
    ]);
  });

  it('of a real printer is read with all its collections, dates and ranges passed over', () => {
    const read = decodeIppResponse(bytesOf(vectors.ippeveprinter.everyPrinterAttribute));
    const attributes = read.ok ? read.value.groups.find(({ tag }) => tag === 4)?.attributes : undefined;
    expect(attributes?.get('printer-state')).toEqual([3]);
    expect(attributes?.get('media-col-ready')).toEqual([]);
    expect(attributes?.get('copies-supported')).toEqual([]);
    expect(attributes?.get('printer-supply')?.[1]).toMatch(/^index=2;class=supplyThatIsConsumed;type=toner;/);
    expect(attributes?.get('queued-job-count')).toEqual([0]);
  });

  it('that breaks off anywhere is a fault', () => {
    const whole = bytesOf(vectors.ippeveprinter.completedJob);
    for (let length = 0; length < whole.length; length += 1) {
      expect(decodeIppResponse(whole.subarray(0, length)).ok).toBe(false);
    }
    expect(decodeIppResponse(whole).ok).toBe(true);
  });

  const message = (...bytes: number[]) => decodeIppResponse(Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 1, ...bytes));
  it.each([
    ['a version nobody speaks', () => decodeIppResponse(Uint8Array.of(7, 0, 0, 0, 0, 0, 0, 1, 3))],
    ['a value before any attribute', () => message(0x01, 0x44, 0, 0, 0, 1, 0x61, 3)],
    ['an attribute before any group', () => message(0x44, 0, 1, 0x61, 0, 1, 0x61, 3)],
    ['a length beyond the end', () => message(0x01, 0x44, 0xff, 0xff, 0x61, 3)],
    ['an integer of two bytes', () => message(0x01, 0x21, 0, 1, 0x61, 0, 2, 0, 0, 3)],
    ['a collection that does not end', () => message(0x01, 0x34, 0, 1, 0x61, 0, 0, 3)],
    [
      'the end of no collection',
      () => message(0x01, 0x21, 0, 1, 0x61, 0, 4, 0, 0, 0, 1, 0x37, 0, 0, 0, 0, 3),
    ],
    ['a language longer than its value', () => message(0x01, 0x36, 0, 1, 0x61, 0, 2, 0, 9, 3)],
  ])('with %s is a fault', (_, read) => {
    expect(read()).toMatchObject({ ok: false, error: { kind: 'protocol' } });
  });

  it('may name an attribute like a part of every object', () => {
    const name = Buffer.from('__proto__');
    const read = message(0x01, 0x44, 0, name.length, ...name, 0, 1, 0x61, 3);
    expect(read.ok && read.value.groups[0]?.attributes.get('__proto__')).toEqual(['a']);
  });

  it('of any bytes gives a value or a fault', () => {
    const real = Buffer.from(bytesOf(vectors.ippeveprinter.everyPrinterAttribute));
    const anyBytes = fc.uint8Array({ maxLength: 600 });
    const spoiled = fc
      .array(fc.tuple(fc.nat(real.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 })
      .map((changes) => {
        const bytes = Buffer.from(real);
        for (const [at, byte] of changes) bytes[at] = byte;
        return new Uint8Array(bytes);
      });
    const afterHeader = anyBytes.map((bytes) => Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 1, 1, ...bytes));
    fc.assert(
      fc.property(fc.oneof(anyBytes, spoiled, afterHeader), (bytes) => {
        const read = decodeIppResponse(bytes);
        if (!read.ok) return read.error.kind === 'protocol' && read.error.detail.length < 100;
        const values = read.value.groups.flatMap(({ attributes }) => [...attributes.values()].flat());
        // Nothing read is longer than what came.
        return values.length <= bytes.length / 5;
      }),
      { numRuns: runs },
    );
  });
});
