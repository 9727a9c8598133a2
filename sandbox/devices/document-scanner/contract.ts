/** The document scanner as the street panel sees it. */
export type DocumentScannerState = {
  /** Where a driver finds it; answers while `plugged`. */
  readonly url: string;
  readonly plugged: boolean;
  /** What lies on the glass, and what every sheet in the feeder looks like. */
  readonly page: PagePreset;
  /** Sheets in the feeder. */
  readonly feeder: number;
  readonly fault: ScannerFault;
  /** Pages scanned since the sandbox was started. */
  readonly scans: number;
};

/** `empty`: nothing but the white lid. */
export const PAGE_PRESETS = [
  'good',
  'skewed',
  'blurred',
  'faint',
  'cutOff',
  'blank',
  'dark',
  'empty',
] as const;
export type PagePreset = (typeof PAGE_PRESETS)[number];

export const SCANNER_FAULTS = [
  'none',
  /** Another computer is scanning: 503 to whoever wants a job. */
  'busy',
  /** The lamp warms up: 503 to the first few who want the page. */
  'warmingUp',
  'jam',
  'doorOpen',
  /** Somebody presses cancel at the scanner as soon as a job begins. */
  'cancelled',
  /** The file ends in the middle of the page, and the answer says it is complete. */
  'halfPage',
  /** The connection breaks in the middle of the page; the scanner lives. */
  'lineCut',
  /** Power fails in the middle of the page: it is unplugged from then on. */
  'diesMidPage',
  /** Says that it is broken. */
  'down',
  'wrongXml',
  /** Accepts connections and says nothing. */
  'silent',
] as const;
export type ScannerFault = (typeof SCANNER_FAULTS)[number];
