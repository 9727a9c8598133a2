import { describe, expect, it } from 'vitest';
import { samplePdf, setUpReadyDocumentPrinter } from '../testing/document-bench.ts';

const job = { jobName: 'visit-1' };

describe('a caller that gives up', () => {
  it('in mid-job: the job is cancelled, and the answer says how far it came', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    const caller = new AbortController();
    const printing = printer.print(samplePdf, { ...job, signal: caller.signal });
    await clock.advance(1500);
    caller.abort();
    expect(await clock.until(printing)).toEqual({ ok: false, error: { kind: 'aborted', printed: 'partly' } });
    await clock.advance(10_000);
    expect(device.pagesOut).toHaveLength(1);
  });

  it('too late: what was printed is printed', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.refusals = { 'Cancel-Job': 0x0404 };
    const caller = new AbortController();
    const printing = printer.print(samplePdf, { ...job, signal: caller.signal });
    await clock.advance(1500);
    caller.abort();
    expect(await clock.until(printing)).toMatchObject({ ok: true, value: { impressions: 2 } });
  });

  it('while it waits its turn: nothing is sent', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    const caller = new AbortController();
    const first = printer.print(samplePdf, job);
    const waiting = printer.print(samplePdf, { ...job, signal: caller.signal });
    await clock.advance(500);
    caller.abort();
    expect(await clock.until(waiting, 0)).toEqual({
      ok: false,
      error: { kind: 'aborted', printed: 'nothing' },
    });
    expect(await clock.until(first)).toMatchObject({ ok: true });
    expect(device.jobs()).toHaveLength(1);
  });

  it('before it asked: nothing is sent, however long the queue', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    const first = printer.print(samplePdf, job);
    const late = printer.print(samplePdf, { ...job, signal: AbortSignal.abort() });
    expect(await clock.until(late, 0)).toEqual({ ok: false, error: { kind: 'aborted', printed: 'nothing' } });
    expect(await clock.until(first)).toMatchObject({ ok: true });
    expect(device.jobs()).toHaveLength(1);
  });

  it('by its deadline', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.pageMs = 60_000;
    expect(await clock.until(printer.print(samplePdf, { ...job, deadlineMs: 5000 }))).toEqual({
      ok: false,
      error: { kind: 'timeout', deadlineMs: 5000, printed: 'unknown' },
    });
    expect(device.jobs()).toMatchObject([{ state: 7 }]);
  });

  it('on a printer that goes silent: nobody knows, and it is said in time', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    const printing = printer.print(samplePdf, { ...job, deadlineMs: 5000 });
    await clock.advance(100);
    device.setSilent(true);
    expect(await clock.until(printing, 25_000)).toEqual({
      ok: false,
      error: { kind: 'timeout', deadlineMs: 5000, printed: 'unknown' },
    });
  });
});

describe('a kiosk that shuts down', () => {
  it('cancels the job under way before its driver is closed', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    const printing = printer.print(samplePdf, job);
    await clock.advance(1200);
    await clock.until(printer.close(), 0);
    expect(device.jobs()).toMatchObject([{ state: 7 }]);
    expect(await clock.until(printing, 0)).toMatchObject({ ok: false, error: { kind: 'aborted' } });
    expect(clock.pendingTimers()).toBe(0);
  });
});

describe('a job somebody else ends', () => {
  it('at the panel is cancelled, and told how far it came', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    const printing = printer.print(samplePdf, job);
    await clock.advance(1200);
    device.cancelAtPanel();
    expect(await clock.until(printing)).toEqual({
      ok: false,
      error: { kind: 'canceled', printed: 'partly' },
    });
  });

  it('the printer itself gives it up, for the reason it says', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.end = { state: 8, reasons: ['aborted-by-system', 'document-format-error'] };
    device.mood.pages = 0;
    expect(await clock.until(printer.print(samplePdf, job))).toEqual({
      ok: false,
      error: { kind: 'aborted-by-printer', reason: 'document-format-error', printed: 'nothing' },
    });
  });
});

describe('a document the printer does not take', () => {
  it.each([
    ['Create-Job', 0x040b, { kind: 'rejected', reason: 'client-error-attributes-or-values-not-supported' }],
    ['Create-Job', 0x050b, { kind: 'out-of-space' }],
    ['Send-Document', 0x040a, { kind: 'rejected', reason: 'client-error-document-format-not-supported' }],
    ['Send-Document', 0x0408, { kind: 'out-of-space' }],
    ['Send-Document', 0x0499, { kind: 'rejected', reason: '0x0499' }],
  ])('%s refused with %i: nothing is printed, no job is left', async (operation, status, fault) => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.refusals = { [operation]: status };
    expect(await clock.until(printer.print(samplePdf, job))).toEqual({
      ok: false,
      error: { ...fault, printed: 'nothing' },
    });
    expect(device.jobs().filter(({ state }) => state < 7)).toEqual([]);
  });
});
