import { describe, expect, it } from 'vitest';
import { samplePdf, setUpReadyDocumentPrinter } from '../testing/document-bench.ts';

const job = { jobName: 'visit-1' };

describe('a document', () => {
  it('is printed once the printer has said so, page by page, and exactly as it was given', async () => {
    const { clock, device, printer, events } = await setUpReadyDocumentPrinter();
    const begun = clock.now();
    expect(await clock.until(printer.print(samplePdf, job))).toEqual({
      ok: true,
      value: { jobId: 1, impressions: 2, confirmed: true },
    });
    expect(clock.now() - begun).toBeGreaterThanOrEqual(2 * device.mood.pageMs);
    expect(device.pagesOut).toEqual([samplePdf, samplePdf]);
    expect(events.map(({ stage, impressions }) => `${stage} ${impressions}`)).toEqual([
      'sending null',
      'printing 0',
      'printing 0',
      'printing 1',
      'printing 1',
    ]);
    expect(printer.status()).toMatchObject({ device: 'online', paper: 'full', toner: 'full', block: null });
  });

  it('goes one at a time, in the order it was asked for', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    const second = Buffer.from('%PDF second');
    const both = [printer.print(samplePdf, job), printer.print(second, job)] as const;
    const [one, two] = await clock.until(Promise.all(both));
    expect([one.ok, two.ok]).toEqual([true, true]);
    expect(device.pagesOut).toEqual([samplePdf, samplePdf, second, second]);
  });

  it('carries the kiosk’s id and the job’s name, and nothing else about anybody', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    await clock.until(printer.print(samplePdf, job));
    expect(device.jobs().map(({ name }) => name)).toEqual(['visit-1-1']);
    const heads = device.received.map((bytes) => Buffer.from(bytes).toString('latin1').split('%PDF')[0]);
    expect(heads.join('')).toContain('TL-003');
    expect(heads.join('')).not.toContain('110101199003070000');
  });

  it('waits for a printer that is busy with another job', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.refusals = { 'Create-Job': 0x0507 };
    const printing = printer.print(samplePdf, job);
    await clock.advance(3000);
    device.mood.refusals = {};
    expect(await clock.until(printing)).toMatchObject({ ok: true });
    expect(device.pagesOut).toHaveLength(2);
  });
});

describe('completed is not always printed', () => {
  it('a queue that hands its bytes to a deaf device confirms nothing', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.deviceUri = 'socket://10.0.0.9:9100';
    expect(await clock.until(printer.print(samplePdf, job))).toMatchObject({
      ok: true,
      value: { confirmed: false },
    });
  });

  it('neither does a job that is completed because it is “queued in device”', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.end = { state: 9, reasons: ['queued-in-device'] };
    expect(await clock.until(printer.print(samplePdf, job))).toMatchObject({
      ok: true,
      value: { confirmed: false },
    });
  });

  it('and one completed with errors is not printed', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.end = { state: 9, reasons: ['job-completed-with-errors'] };
    expect(await clock.until(printer.print(samplePdf, job))).toEqual({
      ok: false,
      error: { kind: 'aborted-by-printer', reason: 'job-completed-with-errors', printed: 'partly' },
    });
  });
});

describe('what a technician sees', () => {
  it('who the printer is, and what it can', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    expect(await clock.until(printer.identify())).toEqual({
      ok: true,
      value: {
        model: 'Scripted A4',
        firmware: '1.2.3',
        uuid: 'urn:uuid:00000000-0000-4000-8000-000000000001',
      },
    });
    device.mood.reasons = ['toner-low-report', 'cover-open-error'];
    device.mood.deviceUri = 'usb://Example/Printer';
    const tested = await clock.until(printer.selfTest());
    const verdicts = tested.ok ? tested.value.checks.map(({ name, verdict }) => [name, verdict]) : [];
    expect(Object.fromEntries(verdicts)).toEqual({
      connection: 'passed',
      operations: 'passed',
      pdf: 'passed',
      'job-results': 'warning',
      paper: 'passed',
      toner: 'warning',
      condition: 'failed',
    });
  });

  it('a queue that does not exist is a defect, and named', async () => {
    const { clock, device, printer, logged } = await setUpReadyDocumentPrinter();
    device.mood.refusals = { 'Get-Printer-Attributes': 0x0406 };
    await clock.advance(5000);
    expect(printer.status().device).toBe('hardwareError');
    expect(logged).toContain('device-defect client-error-not-found');
  });
});

describe('supplies', () => {
  it('are told as they change, while nothing is printed', async () => {
    const { clock, device, printer, statuses } = await setUpReadyDocumentPrinter();
    device.mood.reasons = ['media-low-report', 'toner-empty-report'];
    await clock.advance(4000);
    expect(printer.status()).toMatchObject({ device: 'online', paper: 'low', toner: 'out', block: null });
    device.mood.reasons = ['media-jam-error'];
    await clock.advance(4000);
    expect(printer.status()).toMatchObject({
      device: 'userError',
      paper: 'jammed',
      media: 'jammed',
      block: 'jam',
    });
    expect(statuses.at(-1)).toEqual(printer.status());
  });
});
