import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfSane, progressOf, saneFailureOf } from './sane-status.ts';

/** As scanimage 1.2.1 of Debian 12 says it. */
const read = (text: string) => `Progress: 12.0%\rscanimage: sane_read: ${text}\n`;
const open = (text: string) => `scanimage: open of device epson2:libusb:001:004 failed: ${text}\n`;

const faultOf = (exitCode: number | null, error: string) => {
  const failure = saneFailureOf(exitCode, error);
  return failure === null ? null : faultOfSane(failure);
};

describe('how scanimage ends', () => {
  it.each([
    [0, '', null],
    [2, read('Operation was canceled'), { kind: 'cancelled' }],
    [3, read('Device busy'), { kind: 'busy' }],
    [6, read('Document feeder jammed'), { kind: 'jammed' }],
    [7, read('Document feeder out of documents'), { kind: 'no-document' }],
    [8, read('Scanner cover is open'), { kind: 'cover-open' }],
    [9, read('Error during device I/O'), { kind: 'hardware', code: 'io-error' }],
    [1, open('Invalid argument'), { kind: 'disconnected' }],
    [1, open('Device busy'), { kind: 'busy' }],
    [1, open('Access to resource has been denied'), { kind: 'hardware', code: 'access-denied' }],
    [7, 'scanimage: sane_start: Document feeder out of documents\n', { kind: 'no-document' }],
  ])('exit %s with %j is %j', (exitCode, error, fault) => {
    expect(faultOf(exitCode, error)).toEqual(fault);
  });

  it('a batch that ends well because the feeder is empty still says so, with exit 0', () => {
    const said =
      'Scanned page 2. (scanner status = 5)\nscanimage: sane_start: Document feeder out of documents\n';
    expect(saneFailureOf(0, said)).toEqual({ stage: 'scan', status: 'no-documents' });
  });

  it('a crash and an exit code nobody knows are a defect, never a page', () => {
    expect(faultOf(null, '')).toEqual({ kind: 'hardware', code: 'io-error' });
    expect(faultOf(134, 'libpng error')).toEqual({ kind: 'hardware', code: 'io-error' });
  });

  it('whatever it ends with is a fault unless it ends with 0', () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 1, max: 255 })),
        fc.string({ maxLength: 400 }),
        (exitCode, error) => {
          expect(faultOf(exitCode, error)?.kind).toBeTypeOf('string');
        },
      ),
    );
  });
});

describe('progress', () => {
  it('is the last of the figures written over one another', () => {
    expect(progressOf('Progress: 1.0%\rProgress: 47.5%\r')).toBe(0.475);
    expect(progressOf('Scanning page 1\n')).toBeNull();
  });

  it('of any text is a share of one, or unknown', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer(), (text, percent) => {
        const found = progressOf(`${text}Progress: ${percent}%`);
        if (found !== null) expect(found >= 0 && found <= 1).toBe(true);
      }),
    );
  });
});
