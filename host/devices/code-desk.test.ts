import { describe, expect, it } from 'vitest';
import type { ScanFault, ScannedCode } from '../../drivers/code-scanner/code-scanner.ts';
import type { OperationOptions, Result } from '../../drivers/status.ts';
import { simulatedClock } from '../simulated-clock.ts';
import { createCodeDesk } from './code-desk.ts';

type Scan = Result<ScannedCode, ScanFault>;

function setUp() {
  const clock = simulatedClock();
  const signals: AbortSignal[] = [];
  let answer: ((scan: Scan) => void) | null = null;
  let announced = 0;
  const scanner = {
    scan: ({ signal }: OperationOptions = {}) =>
      new Promise<Scan>((resolve) => {
        if (signal) signals.push(signal);
        answer = resolve;
      }),
  };
  const desk = createCodeDesk(scanner, clock, () => {
    announced += 1;
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    clock,
    desk,
    settle,
    scans: () => signals.length,
    isDark: () => signals.at(-1)?.aborted ?? true,
    announced: () => announced,
    answer: async (scan: Scan) => {
      answer?.(scan);
      await settle();
    },
  };
}
const code: Scan = { ok: true, value: { symbology: 'qrCode', text: 'TOKEN' } };

describe('the place to show a code', () => {
  it('is dark until a code is welcome, and as soon as it is not', async () => {
    const { desk, scans, isDark } = setUp();
    expect(scans()).toBe(0);
    desk.welcome(true);
    desk.welcome(true);
    expect([scans(), isDark()]).toEqual([1, false]);
    desk.welcome(false);
    expect(isDark()).toBe(true);
  });

  it('gives a code away once, and looks for no other until it has', async () => {
    const { desk, scans, announced, answer } = setUp();
    desk.welcome(true);
    await answer(code);
    desk.welcome(true);
    expect([announced(), scans()]).toEqual([1, 1]);
    expect(desk.take()).toEqual({ kind: 'code', text: 'TOKEN' });
    expect(desk.take()).toBeNull();
    desk.welcome(true);
    expect(scans()).toBe(2);
  });

  it('hears of what is no text, too: somebody stands there and waits', async () => {
    const { desk, announced, answer } = setUp();
    desk.welcome(true);
    await answer({ ok: false, error: { kind: 'barcode-invalid' } });
    expect([announced(), desk.take()]).toEqual([1, { kind: 'no-text' }]);
  });

  it('looks again when nobody came, and rests when the scanner is away', async () => {
    const { clock, desk, settle, scans, answer } = setUp();
    desk.welcome(true);
    await answer({ ok: false, error: { kind: 'timeout', deadlineMs: 15_000 } });
    expect(scans()).toBe(2);
    await answer({ ok: false, error: { kind: 'disconnected' } });
    expect(scans()).toBe(2);
    clock.advance(5000);
    await settle();
    expect(scans()).toBe(3);
  });

  it('says nothing of a code that was read as it became unwelcome', async () => {
    const { desk, announced, answer } = setUp();
    desk.welcome(true);
    desk.welcome(false);
    await answer(code);
    expect([announced(), desk.take()]).toEqual([0, null]);
  });
});
