import { describe, expect, test } from 'vitest';
import { createSimulatedClock, realClock } from './clock.ts';
import { createPacedWriter } from './paced-writer.ts';

const record = (baudRate: number) => {
  const clock = createSimulatedClock();
  const arrivals: { readonly at: number; readonly length: number }[] = [];
  const writer = createPacedWriter((chunk) => arrivals.push({ at: clock.now(), length: chunk.length }), {
    baudRate,
    clock,
  });
  return { clock, arrivals, writer };
};
const total = (arrivals: readonly { readonly length: number }[]) =>
  arrivals.reduce((sum, chunk) => sum + chunk.length, 0);

describe('a line is never faster than its baud rate', () => {
  test('a whole base-info reply takes 112.4 ms at 115200 baud', () => {
    const { clock, arrivals, writer } = record(115200);
    writer.write(new Uint8Array(1295));
    clock.advance(112.4);
    expect(total(arrivals)).toBeLessThan(1295);
    clock.advance(1.1);
    expect(total(arrivals)).toBe(1295);
  });

  test('at 9600 baud the same reply takes 1349 ms', () => {
    const { clock, arrivals, writer } = record(9600);
    writer.write(new Uint8Array(1295));
    clock.advance(1348);
    expect(total(arrivals)).toBeLessThan(1295);
    clock.advance(2);
    expect(total(arrivals)).toBe(1295);
  });

  test('no byte arrives before its stop bit has left the line', () => {
    const { clock, arrivals, writer } = record(115200);
    writer.write(new Uint8Array(1295));
    clock.advance(200);
    let sent = 0;
    for (const chunk of arrivals) {
      sent += chunk.length;
      expect((sent * 10_000) / 115200).toBeLessThanOrEqual(chunk.at + 1e-3);
    }
  });

  test('bytes trickle in small chunks, as from a USB converter', () => {
    const { clock, arrivals, writer } = record(115200);
    writer.write(new Uint8Array(1295));
    clock.advance(200);
    expect(Math.max(...arrivals.map((chunk) => chunk.length))).toBeLessThanOrEqual(64);
  });

  test('two frames follow each other without a gap and without overtaking', () => {
    const { clock, arrivals, writer } = record(115200);
    const sentAt: number[] = [];
    writer.write(new Uint8Array(576), () => sentAt.push(clock.now()));
    writer.write(new Uint8Array(576), () => sentAt.push(clock.now()));
    clock.advance(101.5);
    expect(total(arrivals)).toBe(1152);
    expect(sentAt).toHaveLength(2);
    expect(sentAt[0]).toBeLessThan(52);
  });
});

test('a busy machine that wakes the line late, each time, delays a reply once and not once a chunk', () => {
  const clock = createSimulatedClock();
  const late = { now: clock.now, after: (ms: number, run: () => void) => clock.after(ms + 3, run) };
  let finishedAt = 0;
  const writer = createPacedWriter(() => {}, { baudRate: 115200, clock: late });
  writer.write(new Uint8Array(1295), () => {
    finishedAt = clock.now();
  });
  clock.advance(1000);
  expect(finishedAt).toBeGreaterThanOrEqual(112.4);
  expect(finishedAt).toBeLessThan(112.5 + 2 * 3);
});

test('on the real clock it is never faster than the line either', async () => {
  const startedAt = realClock.now();
  let bytes = 0;
  const tookMs = await new Promise<number>((resolve) => {
    const count = (chunk: Uint8Array) => {
      bytes += chunk.length;
    };
    const writer = createPacedWriter(count, { baudRate: 115200, clock: realClock });
    writer.write(new Uint8Array(1295), () => resolve(realClock.now() - startedAt));
  });
  expect(bytes).toBe(1295);
  expect(tookMs).toBeGreaterThanOrEqual(112.4);
});

test('a pulled cable drops what is still on the line', () => {
  const { clock, arrivals, writer } = record(115200);
  let wasSent = false;
  writer.write(new Uint8Array(1295), () => {
    wasSent = true;
  });
  clock.advance(50);
  const before = total(arrivals);
  writer.drop();
  clock.advance(500);
  expect(total(arrivals)).toBe(before);
  expect(wasSent).toBe(false);
  writer.write(new Uint8Array(8));
  clock.advance(2);
  expect(total(arrivals)).toBe(before + 8);
});
