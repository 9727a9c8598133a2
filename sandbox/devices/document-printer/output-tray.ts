import { createHash } from 'node:crypto';
import type { PrintedDocument } from './contract.ts';

/** What came out, with the documents themselves. */
export type OutputTray = {
  readonly documents: () => readonly PrintedDocument[];
  readonly pdf: (id: number) => Uint8Array | null;
  readonly put: (sheet: Pick<PrintedDocument, 'at' | 'name' | 'pages' | 'pagesOut'>, pdf: Uint8Array) => void;
  readonly take: () => void;
};

/** A soak test prints for days; nobody looks at older paper. */
const DOCUMENTS_KEPT = 50;

export function createOutputTray(): OutputTray {
  let kept: readonly { readonly document: PrintedDocument; readonly pdf: Uint8Array }[] = [];
  let lastId = 0;
  return {
    documents: () => kept.map(({ document }) => document),
    pdf: (id) => kept.find(({ document }) => document.id === id)?.pdf ?? null,
    put: (sheet, pdf) => {
      lastId += 1;
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      kept = [...kept, { document: { id: lastId, ...sheet, sha256, taken: false }, pdf }].slice(
        -DOCUMENTS_KEPT,
      );
    },
    take: () => {
      kept = kept.map(({ document, pdf }) => ({ document: { ...document, taken: true }, pdf }));
    },
  };
}

const PAGE = /\/Type\s*\/Page(?![a-zA-Z])/g;

/**
 * Pages of a PDF as far as they can be counted without reading it: at least one. A signature is appended as an update
 * that may write a page anew under its old number: that is still one page.
 */
export function countPages(pdf: Uint8Array): number {
  const text = Buffer.from(pdf).toString('latin1');
  const numbered = [...text.matchAll(/(\d+) \d+ obj\b([\s\S]*?)\bendobj/g)].filter(
    ([, , body = '']) => body.search(PAGE) >= 0,
  );
  const pages = new Set(numbered.map(([, number]) => number)).size;
  return Math.max(1, pages || (text.match(PAGE)?.length ?? 0));
}
