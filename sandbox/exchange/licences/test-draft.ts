import PDFDocument from 'pdfkit';
import { filing, type TestExchange } from '../test-exchange.ts';
import { sha256 } from './seal-document.ts';

/** A draft as a kiosk might send it: one page that says these words. Latin only, so that it needs no font. */
export const draftSaying = (words: string): Promise<Buffer> =>
  new Promise((resolve) => {
    const page = new PDFDocument({ size: 'A4', info: { CreationDate: new Date(0) } });
    const chunks: Buffer[] = [];
    page.on('data', (chunk: Buffer) => chunks.push(chunk));
    page.on('end', () => resolve(Buffer.concat(chunks)));
    page.text(words);
    page.end();
  });

export const documentOf = (bytes: Uint8Array) => ({
  content: Buffer.from(bytes).toString('base64'),
  sha256: sha256(bytes),
});

/** Files Li Na's case and gives what she needs to have a document sealed for it, with what a test wants different. */
export const caseToSeal = async (exchange: TestExchange, changes: Record<string, unknown> = {}) => {
  const filed = await exchange.call('medins/cases/submit', filing(exchange));
  const draft = await draftSaying(`This is to certify that ${exchange.person('li-na').idNo} is on record.`);
  return {
    draft,
    request: {
      key: 'visit-1/certificate/medins',
      caseNo: String(filed.body.caseNo),
      title: { 'zh-CN': '测试证明', en: 'Test certificate' },
      issuedOn: '2026-11-24',
      validTo: '2026-12-24',
      document: documentOf(draft),
      place: { page: 1, seal: { xMm: 150, yMm: 230 }, code: { xMm: 40, yMm: 250 } },
      kiosk: 'TL-0001',
      ...changes,
    },
  };
};

/** The sealed file in an answer. */
export const sealedIn = (body: Record<string, unknown>): Buffer => {
  const { content } = body.document as { content: string };
  return Buffer.from(content, 'base64');
};
