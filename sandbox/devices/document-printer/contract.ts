/** The document printer as the street panel sees it. */
export type DocumentPrinterState = {
  /** Where a driver finds it; valid while `plugged`. */
  readonly uri: string;
  /** Whether it has power: a plug pulled in mid-job loses the job. */
  readonly plugged: boolean;
  readonly paper: DocumentPaper;
  readonly toner: DocumentToner;
  readonly coverOpen: boolean;
  readonly fault: DocumentPrinterFault;
  /** Documents that have come out since the sandbox was started, whole or in part, taken or not. */
  readonly documents: number;
};

export const DOCUMENT_SUPPLIES = ['full', 'low', 'out'] as const;
export type DocumentPaper = (typeof DOCUMENT_SUPPLIES)[number];
export type DocumentToner = (typeof DOCUMENT_SUPPLIES)[number];

/** “Midway”: in the second page, or in the only one. */
export const DOCUMENT_PRINTER_FAULTS = [
  'none',
  /** A sheet is stuck until this is `none` again. */
  'jam',
  'jamMidway',
  'paperOutMidway',
  /** Every job is given up in mid-page. */
  'fails',
  /** Ten times slower. */
  'slow',
  /** Takes connections and answers nothing. */
  'silent',
  /** Goes off as soon as it has said that it has the document. */
  'powerLossAfterOk',
  'powerLossMidway',
] as const;
export type DocumentPrinterFault = (typeof DOCUMENT_PRINTER_FAULTS)[number];

/** What lies in the output tray, or lay there. */
export type PrintedDocument = {
  readonly id: number;
  /** Instant of the last page, UTC. */
  readonly at: string;
  /** As the job was called. */
  readonly name: string;
  readonly pages: number;
  /** Fewer than `pages` when the job did not come to its end. */
  readonly pagesOut: number;
  /** Of the document's bytes as they arrived, lower-case hex. */
  readonly sha256: string;
  readonly taken: boolean;
};
