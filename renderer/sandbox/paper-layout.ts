import type { PaperElement, Receipt, TextSpan } from '../../sandbox/control/contract.ts';

/** One line or picture of a receipt, as the panel draws it; `at` is its place from the top: printed rows never move. */
export type PaperRow = { readonly at: number } & PaperContent;

type PaperContent =
  | {
      readonly kind: 'line';
      readonly align: 'left' | 'center' | 'right';
      readonly spans: readonly TextSpan[];
    }
  | { readonly kind: 'qr'; readonly data: string }
  | { readonly kind: 'gap'; readonly lines: number }
  | { readonly kind: 'cut' };

/** What stands on the paper, top to bottom. A picture the panel cannot draw keeps its place as a gap. */
export function rowsOf(receipt: Pick<Receipt, 'elements'>): readonly PaperRow[] {
  return receipt.elements.map((element, at) => ({ at, ...contentOf(element) }));
}

function contentOf(element: PaperElement): PaperContent {
  switch (element.kind) {
    case 'text':
      return { kind: 'line', align: element.align, spans: element.spans };
    case 'feed':
      return { kind: 'gap', lines: element.lines };
    case 'qr':
      return { kind: 'qr', data: element.data };
    case 'image':
      return { kind: 'gap', lines: Math.ceil(element.heightDots / 24) };
    case 'barcode':
      return {
        kind: 'line',
        align: element.align,
        spans: [{ text: element.data, width: 1, height: 1, bold: false }],
      };
    case 'cut':
      return { kind: 'cut' };
    default:
      return element satisfies never;
  }
}
