import { createHash } from 'node:crypto';
import type { SealRequest } from '../exchange/exchange.ts';
import { type ContentInput, documentContent } from './document-content.ts';
import { findDocumentFonts } from './document-fonts.ts';
import { layOutDocument } from './document-layout.ts';

export type DraftInput = Omit<ContentInput, 'caseNo'> & {
  readonly key: string;
  readonly caseNo: string;
  readonly kiosk: string;
  readonly drawnAt: Date;
};
export type DrawnDraft =
  | { readonly kind: 'drawn'; readonly request: SealRequest }
  /** Something it would state is not known. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'fonts-missing' };

/** Draws up what a step issues, and says where on it the seal goes: all a department needs to seal it. */
export const drawDraft = async (input: DraftInput): Promise<DrawnDraft> => {
  const content = documentContent(input);
  if (content === null) return { kind: 'incomplete' };
  const fonts = findDocumentFonts();
  if (fonts === null) return { kind: 'fonts-missing' };
  const { pdf, place } = await layOutDocument(content, fonts, input.drawnAt);
  const { title, issuedOn, validTo } = content;
  return {
    kind: 'drawn',
    request: {
      ...{ key: input.key, caseNo: input.caseNo, kiosk: input.kiosk },
      ...{ title, issuedOn, validTo, place },
      document: {
        content: Buffer.from(pdf).toString('base64'),
        sha256: createHash('sha256').update(pdf).digest('hex'),
      },
    },
  };
};
