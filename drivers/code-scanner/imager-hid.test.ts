import { expect, it } from 'vitest';
import { hidPosReports, setUpHidImager } from '../testing/imager-bench.ts';

it.each([
  ['in one report', 'TEST0001', false],
  ['in several', 'T'.repeat(200), false],
  ['of a device that is shifted by one', 'T'.repeat(200), true],
])('reads a code that comes %s', async (_, code, isShifted) => {
  const { clock, scanner, plug, show } = setUpHidImager(isShifted);
  show(code);
  plug('/dev/hidraw0');
  await clock.advance(5000);
  expect(await clock.until(scanner.scan())).toEqual({
    ok: true,
    value: { symbology: 'qrCode', text: code },
  });
  expect(scanner.report()).toMatchObject({ identity: { 'Serial Number': 'T0001' } });
});

it('is never half a code: one that stops midway is a fault, and the next is read', async () => {
  const { clock, scanner, plug, babble, show } = setUpHidImager();
  plug('/dev/hidraw0');
  await clock.advance(5000);
  const scanned = scanner.scan();
  await clock.advance(10);
  const [first = new Uint8Array()] = hidPosReports(']Q1', 'T'.repeat(200));
  babble(first);
  expect(await clock.until(scanned)).toMatchObject({ ok: false, error: { kind: 'protocol' } });
  show('TEST0001');
  await clock.advance(5000);
  expect(await clock.until(scanner.scan())).toMatchObject({ ok: true, value: { text: 'TEST0001' } });
});
