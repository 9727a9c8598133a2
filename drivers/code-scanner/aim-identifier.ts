/** The symbologies an AIM identifier can name, in the words of XFS4IoT BarcodeReader. */
export type Symbology =
  | 'code39'
  | 'telepenOriginal'
  | 'telepenAim'
  | 'code128'
  | 'ean128'
  | 'codeOne'
  | 'ean13'
  | 'ean8'
  | 'codabar'
  | 'code93'
  | 'code11'
  | 'itf'
  | 'code16K'
  | 'pdf417'
  | 'microPdf417'
  | 'msi'
  | 'codablockF'
  | 'plessey'
  | 'qrCode'
  | 'std2Of5'
  | 'std2Of5Iata'
  | 'code49'
  | 'maxiCode'
  | 'channelCode'
  | 'dataMatrix'
  | 'rss'
  | 'aztec'
  | 'symbologyUnknown';

/** `]cm`: a code character and a modifier (ISO/IEC 15424). */
export type AimIdentifier = { readonly code: string; readonly modifier: string };

const identifier = /^\]([A-Za-z])([0-9A-Za-z])/;
export const aimIdentifierLength = 3;

/** Reads the identifier a reader puts before what it read; null when there is none. */
export function readAimIdentifier(text: string): AimIdentifier | null {
  const found = identifier.exec(text);
  return found === null ? null : { code: found[1] ?? '', modifier: found[2] ?? '' };
}

/** ISO/IEC 15424:2008, table 1. A code character is case sensitive: `D` is Code One, `d` Data Matrix. */
const symbologies: Readonly<Record<string, Symbology | Readonly<Record<string, Symbology>>>> = {
  A: 'code39',
  B: { '0': 'telepenOriginal', '1': 'telepenAim', '2': 'telepenAim', '4': 'telepenOriginal' },
  C: { '0': 'code128', '1': 'ean128', '2': 'code128', '4': 'code128' },
  D: 'codeOne',
  E: { '0': 'ean13', '4': 'ean8' },
  F: 'codabar',
  G: 'code93',
  H: 'code11',
  I: 'itf',
  K: 'code16K',
  L: {
    '0': 'pdf417',
    '1': 'pdf417',
    '2': 'pdf417',
    '3': 'microPdf417',
    '4': 'microPdf417',
    '5': 'microPdf417',
  },
  M: 'msi',
  O: { '4': 'codablockF', '5': 'codablockF' },
  P: 'plessey',
  Q: 'qrCode',
  R: 'std2Of5Iata',
  S: 'std2Of5',
  T: 'code49',
  U: 'maxiCode',
  c: 'channelCode',
  d: 'dataMatrix',
  e: { '0': 'rss' },
  z: 'aztec',
};

/** The name XFS4IoT has for what an identifier says; `]X0` and everything not listed is `symbologyUnknown`. */
export function symbologyOf(identified: AimIdentifier | null): Symbology {
  if (identified === null || !Object.hasOwn(symbologies, identified.code)) return 'symbologyUnknown';
  const entry = symbologies[identified.code];
  if (typeof entry === 'string') return entry;
  return entry?.[identified.modifier] ?? 'symbologyUnknown';
}
