import { describe, expect, it } from 'vitest';
import type { PrintFault } from '../../drivers/receipt-printer/receipt-printer.ts';
import { printCodeOf } from './print-code.ts';

const faults: readonly PrintFault[] = (['nothing', 'partly', 'all', 'unknown'] as const).flatMap(
  (printed): PrintFault[] => [
    { kind: 'disconnected', printed },
    { kind: 'timeout', deadlineMs: 1000, printed },
    { kind: 'aborted', printed },
    { kind: 'protocol', detail: '', printed },
    { kind: 'hardware', code: 'unrecoverable', printed },
    { kind: 'cutter', printed },
    { kind: 'jammed', printed },
    { kind: 'paper-out', printed },
  ],
);

describe('a slip that failed', () => {
  it.each(faults.filter(({ printed }) => printed !== 'nothing'))(
    '$kind with $printed printed is not printed a second time',
    (fault) => {
      expect(printCodeOf(fault).retryable).toBe(false);
    },
  );

  it('of which nobody knows how much came out is told as just that', () => {
    expect(printCodeOf({ kind: 'timeout', deadlineMs: 1000, printed: 'unknown' }).code).toBe(
      'printer.unconfirmed',
    );
    expect(printCodeOf({ kind: 'disconnected', printed: 'nothing' })).toEqual({
      code: 'printer.offline',
      retryable: true,
    });
  });
});
