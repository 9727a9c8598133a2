import type { DocumentPrinter } from './document-printer.ts';
import { type IppHttpOptions, openIppHttp } from './ipp-http.ts';
import { createIppPrinter, type IppPrinterOptions } from './ipp-printer.ts';

export type OpenDocumentPrinterOptions = IppHttpOptions & Omit<IppPrinterOptions, 'transport'>;

/** A printer or queue at an `ipp:` or `ipps:` address, spoken to now or as soon as it is switched on. */
export function openDocumentPrinter(options: OpenDocumentPrinterOptions): DocumentPrinter {
  return createIppPrinter({ ...options, transport: openIppHttp(options) });
}
