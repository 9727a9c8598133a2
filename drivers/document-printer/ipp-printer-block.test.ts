import { describe, expect, it } from 'vitest';
import { samplePdf, setUpReadyDocumentPrinter } from '../testing/document-bench.ts';

const job = { jobName: 'visit-1' };

describe('a printer that cannot print', () => {
  it.each([
    [['media-empty-report'], { kind: 'media-empty' }],
    [['cover-open-report'], { kind: 'cover-open' }],
    [['media-jam-error'], { kind: 'jam' }],
    [['toner-empty-error'], { kind: 'toner-empty' }],
    [['paused'], { kind: 'stopped' }],
    [['fuser-over-temp-error'], { kind: 'hardware', code: 'fuser-over-temp' }],
    [['offline-report'], { kind: 'disconnected' }],
  ])('%j: nothing is sent, and that is said at once', async (reasons, fault) => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.reasons = reasons;
    expect(await clock.until(printer.print(samplePdf, job), 0)).toEqual({
      ok: false,
      error: { ...fault, printed: 'nothing' },
    });
    expect(device.jobs()).toEqual([]);
  });
});

describe('a tray that runs empty in mid-job', () => {
  it('holds the job up, tells what it waits for, and the job goes on when it is filled', async () => {
    const { clock, device, printer, events } = await setUpReadyDocumentPrinter();
    const printing = printer.print(samplePdf, job);
    await clock.advance(1500);
    device.mood.reasons = ['media-empty-error', 'media-needed-error'];
    await clock.advance(20_000);
    expect(events.at(-1)).toEqual({
      kind: 'progress',
      stage: 'printing',
      waitingFor: 'media-empty',
      impressions: 1,
    });
    expect(printer.status()).toMatchObject({ device: 'userError', paper: 'out', block: 'media-empty' });
    device.mood.reasons = [];
    expect(await clock.until(printing)).toMatchObject({ ok: true, value: { impressions: 2 } });
    expect(device.pagesOut).toHaveLength(2);
  });

  it('is waited for no longer than the caller says; then the job is cancelled and does not come out later', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    const printing = printer.print(samplePdf, { ...job, helpDeadlineMs: 10_000 });
    await clock.advance(1500);
    device.mood.reasons = ['media-empty-error'];
    expect(await clock.until(printing, 12_000)).toEqual({
      ok: false,
      error: { kind: 'media-empty', printed: 'partly' },
    });
    device.mood.reasons = [];
    await clock.advance(60_000);
    expect(device.pagesOut).toHaveLength(1);
    expect(device.jobs()).toMatchObject([{ state: 7 }]);
  });

  it('before the first page: nothing is printed, where the printer counts its pages', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.onAnswer = (operation) => {
      if (operation === 'Create-Job') device.mood.reasons = ['cover-open-error'];
    };
    const printing = printer.print(samplePdf, { ...job, helpDeadlineMs: 5000 });
    expect(await clock.until(printing)).toEqual({
      ok: false,
      error: { kind: 'cover-open', printed: 'nothing' },
    });
  });

  it('nobody knows, where it does not count', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.countsPages = false;
    device.mood.onAnswer = (operation) => {
      if (operation === 'Create-Job') device.mood.reasons = ['cover-open-error'];
    };
    const printing = printer.print(samplePdf, { ...job, helpDeadlineMs: 5000 });
    expect(await clock.until(printing)).toEqual({
      ok: false,
      error: { kind: 'cover-open', printed: 'unknown' },
    });
  });

  it('a printer that prints on with another tray is left to it', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.pageMs = 3000;
    device.mood.pages = 5;
    const printing = printer.print(samplePdf, { ...job, helpDeadlineMs: 5000 });
    await clock.advance(100);
    // Says so, and its pages keep coming out.
    device.mood.reasons = ['input-tray-missing-warning'];
    expect(await clock.until(printing)).toMatchObject({ ok: true, value: { impressions: 5 } });
  });
});
