import { describe, expect, it } from 'vitest';
import { sampleReceipt, setUpPresenter, setUpPrinter } from '../testing/printer-bench.ts';
import { presenterMoods } from '../testing/published-presenter.ts';

/** Printed and in the mouth. */
async function presented() {
  const bench = setUpPresenter();
  await bench.clock.advance(100);
  const report = await bench.clock.until(bench.printer.print(sampleReceipt));
  return { ...bench, report };
}

describe('a receipt is presented', () => {
  it('and only paper in the mouth proves it, not what was sent', async () => {
    const { report, printer, device, happened, copies } = await presented();
    expect(report).toMatchObject({ ok: true, value: { reached: 'presented', confirmed: true } });
    expect(device.hasPaperInMouth()).toBe(true);
    expect(printer.status()).toMatchObject({ device: 'online', media: 'present' });
    expect(happened).toEqual(['media-presented']);
    expect(copies()).toBe(1);
  });

  it('with the bytes published for this family: cut, push out, and no question it does not know', async () => {
    const { device } = await presented();
    expect(device.printed()).toContain('1B691D65030C');
    for (const unknown of ['1D284806', '1D6100', '1D610F', '1D5642'])
      expect(device.printed()).not.toContain(unknown);
  });

  it('when nobody saw it come, it is printed, and not called confirmed', async () => {
    const { clock, device, printer, happened } = setUpPresenter();
    device.isSnatched = true;
    await clock.advance(100);
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({
      ok: true,
      value: { reached: 'printed', confirmed: false },
    });
    expect(printer.status().media).toBe('notPresent');
    expect(happened).toEqual([]);
  });
});

describe('paper in the mouth', () => {
  it('that goes by itself was taken, and that is told within a second', async () => {
    const { clock, device, printer, happened } = await presented();
    await clock.advance(8000);
    expect(happened).toEqual(['media-presented']);
    device.take();
    await clock.advance(1100);
    expect(happened).toEqual(['media-presented', 'media-taken']);
    expect(printer.status().media).toBe('notPresent');
  });

  it('is taken back on order, and not called taken', async () => {
    const { clock, device, printer, happened } = await presented();
    expect(await clock.until(printer.retract())).toEqual({ ok: true, value: 'retracted' });
    expect(device.moves()).toEqual(['present', 'retract']);
    expect(happened).toEqual(['media-presented', 'media-retracted']);
    await clock.advance(5000);
    expect(printer.status().media).toBe('retracted');
  });

  it('nobody ordered back in two minutes is taken back all the same', async () => {
    const { clock, device, happened } = await presented();
    await clock.advance(115_000);
    expect(device.hasPaperInMouth()).toBe(true);
    await clock.advance(10_000);
    expect(happened.at(-1)).toBe('media-retracted');
    expect(device.hasPaperInMouth()).toBe(false);
  });

  it('that was there before the driver does not stay there either', async () => {
    const { clock, device, printer } = setUpPresenter();
    device.putInMouth();
    await clock.advance(100);
    expect(printer.status().media).toBe('present');
    await clock.advance(125_000);
    expect(printer.status().media).toBe('retracted');
  });

  it('taken by somebody faster than the order: there was nothing to take back', async () => {
    const { clock, device, printer, happened } = await presented();
    device.take();
    expect(await clock.until(printer.retract())).toEqual({ ok: true, value: 'no-media' });
    expect(device.moves()).toEqual(['present']);
    expect(happened.at(-1)).toBe('media-taken');
  });

  it('that cannot be taken back is said so, and asked for again only after as long a wait', async () => {
    const { clock, device, printer } = await presented();
    device.canRetract = false;
    expect(await clock.until(printer.retract())).toEqual({ ok: false, error: { kind: 'not-retracted' } });
    expect(printer.status().media).toBe('present');
    await clock.advance(100_000);
    expect(device.moves().filter((move) => move === 'retract')).toHaveLength(1);
  });

  it('never comes out together with the next one’s', async () => {
    const { clock, device, printer, happened, copies } = await presented();
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({
      ok: true,
      value: { reached: 'presented' },
    });
    expect(device.moves()).toEqual(['present', 'retract', 'present']);
    expect(happened).toEqual(['media-presented', 'media-retracted', 'media-presented']);
    expect(copies()).toBe(2);
  });

  it('that cannot be taken back is pushed out before the next one is printed', async () => {
    const { clock, device, printer } = await presented();
    device.canRetract = false;
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({ ok: true });
    expect(device.moves()).toEqual(['present', 'retract', 'eject', 'present']);
  });
});

describe('a jam', () => {
  it('at the mouth: printed in full, not presented, and said', async () => {
    const { clock, device, printer, copies, happened } = setUpPresenter();
    device.jamsAtMouth = true;
    await clock.advance(100);
    expect(await clock.until(printer.print(sampleReceipt))).toEqual({
      ok: false,
      error: { kind: 'jammed', printed: 'all' },
    });
    expect(printer.status()).toMatchObject({ device: 'hardwareError', media: 'jammed' });
    expect(copies()).toBe(1);
    expect(happened).toEqual([]);
  });

  it('keeps the next receipt from being begun', async () => {
    const { clock, device, printer, copies } = setUpPresenter();
    await clock.advance(100);
    device.mood = presenterMoods.jammed;
    expect(await clock.until(printer.print(sampleReceipt))).toEqual({
      ok: false,
      error: { kind: 'jammed', printed: 'nothing' },
    });
    expect(copies()).toBe(0);
  });

  it('cleared by hand is forgotten', async () => {
    const { clock, device, printer } = setUpPresenter();
    device.mood = presenterMoods.jammed;
    await clock.advance(2000);
    device.mood = presenterMoods.well;
    await clock.advance(60_000);
    expect(printer.status()).toMatchObject({ device: 'online', media: 'notPresent', isOutOfService: false });
  });
});

describe('what the full status says', () => {
  it.each([
    ['well', { device: 'online', paper: 'full', isCoverOpen: false }],
    ['nearEnd', { device: 'online', paper: 'low' }],
    ['virtualEnd', { device: 'online', paper: 'low' }],
    ['paperOut', { device: 'online', paper: 'out' }],
    ['headUp', { device: 'userError', isCoverOpen: true }],
    ['coverOpen', { device: 'userError', isCoverOpen: true }],
    ['cutter', { device: 'hardwareError' }],
    ['headHot', { device: 'deviceBusy' }],
  ] as const)('%s is known within a second', async (mood, expected) => {
    const { clock, device, printer } = setUpPresenter();
    await clock.advance(100);
    device.mood = presenterMoods[mood];
    await clock.advance(1100);
    expect(printer.status()).toMatchObject({ media: 'notPresent', ...expected });
  });

  it.each([
    ['paperOut', 'paper-out'],
    ['coverOpen', 'cover-open'],
    ['cutter', 'cutter'],
  ] as const)('%s: nothing is sent, and that is said', async (mood, kind) => {
    const { clock, device, printer, copies } = setUpPresenter();
    await clock.advance(100);
    device.mood = presenterMoods[mood];
    expect(await clock.until(printer.print(sampleReceipt))).toMatchObject({
      ok: false,
      error: { kind, printed: 'nothing' },
    });
    expect(copies()).toBe(0);
  });
});

it('a printer without a presenter has nothing to take back', async () => {
  const { clock, printer } = setUpPrinter();
  await clock.advance(100);
  expect(await clock.until(printer.retract())).toEqual({ ok: false, error: { kind: 'no-presenter' } });
});
