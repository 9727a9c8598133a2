import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Receipt, ReceiptPrinter } from '../../drivers/receipt-printer/receipt-printer.ts';
import { systemClock } from '../../drivers/system-clock.ts';
import { openPrinter } from '../../host/devices/open-printer.ts';
import { deviceSchema } from '../../kiosk-config/devices.ts';
import type { PrinterState } from '../../sandbox/devices/receipt-printer/contract.ts';
import { PRINTER_MODELS, receiptPrinterStation } from '../../sandbox/devices/receipt-printer/station.ts';
import { openStation, type StationBench } from '../../sandbox/devices/testing/station-bench.ts';
import { sampled } from '../runner/sampled.ts';

/*
 * The real driver on a real pty or a real TCP connection, opened from the configuration the sandbox writes, and the
 * simulated printer behind it as the process it is.
 */
let bench: StationBench<PrinterState>;
let printer: ReceiptPrinter;
let happened: string[];

type Model = keyof typeof PRINTER_MODELS;
const models: readonly Model[] = ['slot', 'slot-tcp', 'presenter', 'presenter-tcp'];

async function stand(model: Model): Promise<void> {
  bench = await openStation(receiptPrinterStation(PRINTER_MODELS[model]));
  const config = deviceSchema.parse(bench.station.config());
  if (config.class !== 'receipt-printer') throw new Error('a receipt printer is configured as one');
  printer = openPrinter(config, { clock: systemClock, log: () => undefined });
  happened = [];
  printer.subscribe((event) => {
    if (event.kind !== 'status') happened.push(event.kind);
  });
  await until({ device: 'online' });
}
afterEach(async () => {
  await printer.close();
  await bench.close();
});

const within = { timeout: 60_000, interval: 10 };
const until = (status: object) => vi.waitFor(() => expect(printer.status()).toMatchObject(status), within);
const untilHappened = (event: string) => vi.waitFor(() => expect(happened).toContain(event), within);
const fault = (preset: string) => bench.press('PUT', 'fault', { preset });
const strips = async () => (await bench.press('GET', 'receipts')).body;
const mouth = () => bench.station.state().mouth;

const receipt: Receipt = {
  lines: [
    { kind: 'image', image: { widthBytes: 2, height: 30, data: new Uint8Array(60).fill(0x0f) } },
    { kind: 'text', text: '政务服务中心', align: 'center', size: 2, bold: true },
    { kind: 'rule' },
    { kind: 'pair', label: '办理编号', value: 'TEST-330122202611240000017' },
    { kind: 'pair', label: '申请人', value: '张＊三' },
    { kind: 'barcode', data: 'TEST-330122202611240000017' },
    { kind: 'qr', data: 'https://once.example.invalid/progress/TEST-330122202611240000017' },
    { kind: 'feed', lines: 2 },
  ],
};

// Each of both kinds of line, each of both kinds of mouth.
describe.each(sampled(models, ['slot', 'presenter-tcp']))('%s', (model) => {
  const hasPresenter = PRINTER_MODELS[model].hasPresenter;

  test('prints a whole receipt once, says so when it is true, and what stands on it is what was meant', async () => {
    await stand(model);
    expect(await printer.print(receipt)).toMatchObject({
      ok: true,
      value: { reached: hasPresenter ? 'presented' : 'printed', confirmed: true },
    });
    const paper = await strips();
    expect(paper).toHaveLength(1);
    expect(paper).toMatchObject([
      {
        text: expect.stringMatching(
          /政务服务中心\n-{48}\n办理编号 +TEST-330122202611240000017\n申请人 +张＊三/,
        ),
      },
    ]);
    const [{ elements } = { elements: [] }] = paper as PrintedStrip[];
    expect(elements.filter(({ kind }) => kind === 'image')).toHaveLength(2);
    expect(elements).toContainEqual(
      expect.objectContaining({ kind: 'qr', data: receiptCode, align: 'center' }),
    );
    // As the command carries it: code set B, then two digits a byte.
    expect(elements).toContainEqual(expect.objectContaining({ kind: 'barcode', align: 'center' }));
    expect(elements.at(-1)).toMatchObject({ kind: 'cut' });
  });

  test('tells the roll running low and out, an open cover, a jammed cutter', async () => {
    await stand(model);
    await bench.press('PUT', 'paper', { level: 'low' });
    await until({ device: 'online', paper: 'low' });
    await bench.press('PUT', 'paper', { level: 'out' });
    await until({ paper: 'out' });
    expect(await printer.print(receipt)).toMatchObject({
      ok: false,
      error: { kind: 'paper-out', printed: 'nothing' },
    });
    await bench.press('PUT', 'paper', { level: 'full' });
    await bench.press('PUT', 'cover', { open: true });
    await until({ device: 'userError', isCoverOpen: true });
    await bench.press('PUT', 'cover', { open: false });
    await until({ device: 'online', paper: 'full' });
    await fault('cutter');
    expect(await printer.print(receipt)).toMatchObject({
      ok: false,
      error: { kind: 'cutter', printed: 'partly' },
    });
    await fault('none');
    await until({ device: 'online' });
  });

  test('that runs out in mid-print says how far it got, and prints the next one whole', async () => {
    await stand(model);
    await fault('paperOutMidway');
    expect(await printer.print(receipt)).toMatchObject({
      ok: false,
      error: { kind: 'paper-out', printed: 'partly' },
    });
    // An answer to a later question: by now it has also heard that it should forget the rest.
    await printer.selfTest();
    await bench.press('PUT', 'paper', { level: 'full' });
    await until({ device: 'online', paper: 'full' });
    expect(await printer.print(receipt)).toMatchObject({ ok: true });
    expect(await printed()).toBe(1);
  });

  test.each(['okThenPowerLoss', 'takenThenPowerLoss'])(
    '%s is recognised and told; nothing is printed twice, and the next receipt comes out',
    async (preset) => {
      await stand(model);
      // A printer known to confirm, so that its missing word means something.
      expect(await printer.print(receipt)).toMatchObject({ ok: true });
      if (hasPresenter) {
        await bench.press('PUT', 'take');
        await untilHappened('media-taken');
      }
      await fault(preset);
      expect(await printer.print(receipt)).toMatchObject({ ok: false, error: { printed: 'unknown' } });
      await vi.waitFor(() => expect(bench.station.state().fault).toBe('none'), within);
      await until({ device: 'online' });
      expect(await printed()).toBe(1);
      expect(await printer.print(receipt)).toMatchObject({ ok: true });
      expect(await printed()).toBe(2);
    },
  );

  test('shows a technician what it was asked and said, and nothing of what it printed', async () => {
    await stand(model);
    await printer.print(receipt);
    expect(await printer.selfTest()).toMatchObject({
      ok: true,
      value: {
        checks: expect.arrayContaining([expect.objectContaining({ name: 'paper', verdict: 'passed' })]),
      },
    });
    const report = printer.report();
    expect(report.connectedAs).toBe(bench.station.state().path);
    expect(report.frames.length).toBeGreaterThan(5);
    // 张 in GB18030.
    expect(JSON.stringify(report)).not.toContain('D5C5');
  });
});

describe.each(['slot', 'presenter-tcp'] as const)('%s', (model) => {
  test('that does not answer is asked, reset and opened anew; when it answers again it is in service', async () => {
    await stand(model);
    await fault('silent');
    await until({ device: 'offline' });
    await vi.waitFor(
      () => expect(printer.report().recoveries.map(({ step }) => step)).toContain('reopen'),
      within,
    );
    await fault('none');
    await until({ device: 'online', isOutOfService: false });
  });

  test('whose process dies in mid-print is told as gone, and comes back by itself', async () => {
    await stand(model);
    const printing = printer.print(receipt);
    process.kill(bench.station.pid() ?? 0, 'SIGKILL');
    expect((await printing).ok).toBe(false);
    await until({ device: 'online' });
    expect(await printer.print(receipt)).toMatchObject({ ok: true });
    expect(await printed()).toBe(1);
  });
});

describe('a cable pulled out and put back', () => {
  test('of a serial printer is told at once; nothing asked meanwhile is printed later', async () => {
    await stand('slot');
    await bench.press('PUT', 'unplug');
    await until({ device: 'powerOff' });
    expect(await printer.print(receipt)).toEqual({
      ok: false,
      error: { kind: 'disconnected', printed: 'nothing' },
    });
    await bench.press('PUT', 'plug');
    await until({ device: 'online' });
    expect(await printed()).toBe(0);
  });

  test('of a printer in the network shows in its silence; the dead connection is left, and nothing of it is printed', async () => {
    await stand('slot-tcp');
    await bench.press('PUT', 'unplug');
    expect(await printer.print(receipt)).toMatchObject({ ok: false, error: { printed: 'nothing' } });
    await vi.waitFor(() => expect(['offline', 'powerOff']).toContain(printer.status().device), within);
    await bench.press('PUT', 'plug');
    await until({ device: 'online', isOutOfService: false });
    expect(await printed()).toBe(0);
    expect(await printer.print(receipt)).toMatchObject({ ok: true });
  });
});

describe.each(['presenter', 'presenter-tcp'] as const)('paper in the mouth of %s', (model) => {
  test('is presented, and taken when somebody pulls it out', async () => {
    await stand(model);
    await printer.print(receipt);
    expect(printer.status().media).toBe('present');
    expect(mouth()).toBe('paper');
    await bench.press('PUT', 'take');
    await untilHappened('media-taken');
    expect(printer.status().media).toBe('notPresent');
    expect(await strips()).toMatchObject([{ taken: true }]);
  });

  test('left there is taken back on order, and not said to be taken', async () => {
    await stand(model);
    await printer.print(receipt);
    expect(await printer.retract()).toEqual({ ok: true, value: 'retracted' });
    expect(bench.station.state()).toMatchObject({ mouth: 'empty', retracted: 1 });
    expect(happened).toEqual(['media-presented', 'media-retracted']);
  });
});

describe('a presenter that fails', () => {
  test('with a full bin leaves the paper where it is, and says so; the next receipt comes out all the same', async () => {
    await stand('presenter');
    await printer.print(receipt);
    await fault('retractFull');
    expect(await printer.retract()).toEqual({ ok: false, error: { kind: 'not-retracted' } });
    expect(mouth()).toBe('paper');
    expect(await printer.print(receipt)).toMatchObject({ ok: true, value: { reached: 'presented' } });
  });

  test('jams: the receipt was printed, not presented; freed by hand it prints again', async () => {
    await stand('presenter');
    await fault('jamAtPresenter');
    const result = await printer.print(receipt);
    expect(result).toMatchObject({ ok: false, error: { kind: 'jammed' } });
    expect(result.ok || ['all', 'partly'].includes(result.error.printed)).toBe(true);
    await until({ device: 'hardwareError', media: 'jammed' });
    await fault('none');
    await bench.press('PUT', 'take');
    await until({ device: 'online', isOutOfService: false });
    expect(await printer.print(receipt)).toMatchObject({ ok: true });
  });
});

type PrintedStrip = {
  readonly text: string;
  readonly elements: readonly { readonly kind: string; readonly data?: string }[];
};
const receiptCode = 'https://once.example.invalid/progress/TEST-330122202611240000017';
/** Whole receipts that have come out, as paper. */
const printed = async (): Promise<number> =>
  ((await strips()) as PrintedStrip[]).filter(({ text }) => text.includes('申请人')).length;
