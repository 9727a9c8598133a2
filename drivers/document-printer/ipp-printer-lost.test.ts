import { describe, expect, it } from 'vitest';
import { samplePdf, setUpReadyDocumentPrinter } from '../testing/document-bench.ts';

const job = { jobName: 'visit-1' };
const count = (asked: readonly string[], operation: string) =>
  asked.filter((each) => each === operation).length;

describe('a lost answer', () => {
  it('to Create-Job: the job is found by its name, and printed once', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.lostAnswers = { 'Create-Job': 1 };
    expect(await clock.until(printer.print(samplePdf, job))).toMatchObject({ ok: true });
    expect(device.jobs()).toHaveLength(1);
    expect(device.pagesOut).toHaveLength(2);
  });

  it('to Send-Document: the printer is asked, the document is never sent again', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.lostAnswers = { 'Send-Document': 1 };
    expect(await clock.until(printer.print(samplePdf, job))).toMatchObject({ ok: true });
    expect(count(device.asked, 'Send-Document')).toBe(1);
    expect(device.pagesOut).toHaveLength(2);
  });

  it.each(['Get-Job-Attributes', 'Get-Printer-Attributes', 'Get-Jobs', 'Cancel-Job'])(
    'to %s changes nothing about the result',
    async (operation) => {
      const { clock, device, printer } = await setUpReadyDocumentPrinter();
      const printing = printer.print(samplePdf, job);
      await clock.advance(100);
      device.mood.lostAnswers = { [operation]: 2 };
      expect(await clock.until(printing)).toMatchObject({ ok: true });
      expect(device.pagesOut).toHaveLength(2);
    },
  );
});

describe('a printer that says OK and loses its power', () => {
  it('and is back: it has forgotten the job, nobody knows what came out, nothing is sent again', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.mood.onAnswer = (operation) => {
      if (operation === 'Send-Document') device.losePower();
    };
    const printing = printer.print(samplePdf, job);
    await clock.advance(2000);
    device.plug();
    expect(await clock.until(printing)).toEqual({
      ok: false,
      error: { kind: 'job-forgotten', printed: 'unknown' },
    });
    expect(count(device.asked, 'Send-Document')).toBe(1);
  });

  it('and has given the job’s number to somebody else: that job’s end is not ours', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    const printing = printer.print(samplePdf, job);
    await clock.advance(1200);
    device.losePower();
    device.addJob('of another', 'another');
    device.plug();
    expect(await clock.until(printing)).toEqual({
      ok: false,
      error: { kind: 'job-forgotten', printed: 'partly' },
    });
    expect(device.jobs()).toMatchObject([{ name: 'of another', state: 4 }]);
  });

  it('and stays away: given up within seconds', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    const printing = printer.print(samplePdf, job);
    await clock.advance(300);
    device.losePower();
    expect(await clock.until(printing, 15_000)).toEqual({
      ok: false,
      error: { kind: 'disconnected', printed: 'unknown' },
    });
    expect(printer.status().device).toBe('powerOff');
  });
});

describe('a line that breaks', () => {
  it('before the document was sent: nothing is printed, and the empty job is cleared away', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    let isBroken = false;
    device.mood.onAnswer = (operation) => {
      // The second look at the job: the first is the driver's own, the next would send the document.
      if (operation === 'Get-Job-Attributes' && !isBroken) {
        isBroken = true;
        device.unplug();
      }
    };
    expect(await clock.until(printer.print(samplePdf, job))).toEqual({
      ok: false,
      error: { kind: 'disconnected', printed: 'nothing' },
    });
    device.plug();
    await clock.advance(20_000);
    expect(device.jobs()).toMatchObject([{ state: 7 }]);
    expect(device.pagesOut).toEqual([]);
  });

  it('for a moment in mid-job is bridged', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    const printing = printer.print(samplePdf, job);
    await clock.advance(700);
    device.unplug();
    await clock.advance(5000);
    device.plug();
    expect(await clock.until(printing)).toMatchObject({ ok: true, value: { impressions: 2 } });
  });

  it('for long: the job given up does not come out into another’s hands when the line is back', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    const printing = printer.print(samplePdf, job);
    await clock.advance(1200);
    device.mood.reasons = ['media-needed-error'];
    device.unplug();
    expect(await clock.until(printing, 15_000)).toMatchObject({
      ok: false,
      error: { kind: 'disconnected', printed: 'partly' },
    });
    device.plug();
    await clock.advance(10_000);
    device.mood.reasons = [];
    await clock.advance(60_000);
    expect(device.jobs()).toMatchObject([{ state: 7 }]);
    expect(device.pagesOut).toHaveLength(1);
  });
});

describe('what an earlier life of the kiosk has left', () => {
  it('is cancelled before anything is printed; what others have there is left alone', async () => {
    const { clock, device, printer } = await setUpReadyDocumentPrinter();
    device.unplug();
    await clock.advance(15_000);
    device.addJob('ours, of yesterday', 'TL-003');
    device.addJob('of the next kiosk', 'TL-004');
    device.plug();
    await clock.advance(15_000);
    expect(device.jobs()).toMatchObject([{ state: 7 }, { state: 4 }]);
    expect(await clock.until(printer.print(samplePdf, job))).toMatchObject({ ok: true });
  });
});
