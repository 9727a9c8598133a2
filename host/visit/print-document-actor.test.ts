import { describe, expect, it } from 'vitest';
import { createActor, toPromise } from 'xstate';
import type { DocumentPrinter, DocumentPrintFault } from '../../drivers/document-printer/document-printer.ts';
import type { AuditEvent } from '../journal/audit-event.ts';
import { createPrintDocumentActor } from './print-document-actor.ts';

const VISIT = '019ab000-0000-7000-8000-000000000001';
const document = {
  number: 'TEST-ZM1',
  title: { 'zh-CN': '测试证明', en: 'Test certificate' },
  key: `${VISIT}/certificate/property`,
  validTo: null,
};
type Print = DocumentPrinter['print'];

/** One attempt over a printer that answers so. */
async function attempt(print: Print | null, pages: Uint8Array | null = Buffer.from('%PDF-')) {
  const events: AuditEvent[] = [];
  const kept = new Map(pages ? [[document.key, pages]] : []);
  const logic = createPrintDocumentActor({
    printer: print && { print },
    outbox: {
      sealedPages: (_, key) => kept.get(key) ?? null,
      discardPages: (_, key) => {
        kept.delete(key);
        return { ok: true, value: undefined };
      },
    },
    serving: () => ({ visit: VISIT }),
    record: (event) => events.push(event),
  });
  const outcome = await toPromise(createActor(logic, { input: { document } }).start());
  return { outcome, events, isKept: kept.has(document.key) };
}
const failing =
  (error: DocumentPrintFault): Print =>
  async () => ({ ok: false, error });

describe('a document', () => {
  it('goes to the printer as it was sealed, under its number, and is destroyed once it is out', async () => {
    const jobs: unknown[] = [];
    const { outcome, events, isKept } = await attempt(async (pdf, { jobName }) => {
      jobs.push([Buffer.from(pdf).toString(), jobName]);
      return { ok: true, value: { jobId: 1, impressions: 1, confirmed: true } };
    });
    expect(jobs).toEqual([['%PDF-', 'TEST-ZM1']]);
    expect(outcome).toEqual({ kind: 'printed' });
    expect(events).toMatchObject([{ kind: 'document-printed', number: 'TEST-ZM1', confirmed: true }]);
    expect(isKept).toBe(false);
  });

  it.each<[DocumentPrintFault, string]>([
    [{ kind: 'media-empty', printed: 'nothing' }, 'document.paper-out'],
    [{ kind: 'jam', printed: 'nothing' }, 'document.jam'],
    [{ kind: 'cover-open', printed: 'nothing' }, 'document.cover-open'],
    [{ kind: 'toner-empty', printed: 'nothing' }, 'document.toner-out'],
    [{ kind: 'canceled', printed: 'nothing' }, 'document.printer-stopped'],
    [{ kind: 'disconnected', printed: 'nothing' }, 'document.printer-offline'],
    [{ kind: 'jam', printed: 'partly' }, 'document.uncertain'],
    [{ kind: 'job-forgotten', printed: 'unknown' }, 'document.uncertain'],
  ])('stopped by %j is told as %s, stays sealed, and may be asked for again', async (fault, code) => {
    const { outcome, events, isKept } = await attempt(failing(fault));
    const mayBeOut = fault.printed !== 'nothing';
    expect(outcome).toEqual({ kind: 'failed', code, retryable: true, mayBeOut });
    expect(events).toMatchObject([{ kind: 'document-failed', code, printed: fault.printed }]);
    expect(isKept).toBe(true);
  });

  it('that is gone, or has no printer here, is not asked for again', async () => {
    const unreached: Print = () => Promise.reject(new Error('nothing to print'));
    expect((await attempt(unreached, null)).outcome).toMatchObject({
      code: 'document.gone',
      retryable: false,
    });
    expect((await attempt(null)).outcome).toMatchObject({
      code: 'document.printer-offline',
      retryable: false,
    });
  });
});
