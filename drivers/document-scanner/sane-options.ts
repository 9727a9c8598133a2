import type { ScanColour, ScanRequest, ScanSource } from './document-scanner.ts';

/** What one SANE device can be told, as `scanimage --all-options` lists it. */
export type SaneOptions = ReadonlyMap<string, SaneOption>;
export type SaneOption =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'range'; readonly least: number; readonly most: number }
  | { readonly kind: 'other' };

/** One option a line, four spaces in: `    --mode Gray|Color [Gray]`, `    -x 0..200mm (in steps of 1) [80]`. */
const optionLine = /^ {4}(?:--([a-z0-9-]+)|-([a-z]))(?:\[=\(yes\|no\)\])?(?: (.*?))? \[(.*)\]$/;
/** What stands in the last brackets instead of the present value, or behind it. */
const cannotBeSet = /^inactive\b|\[read-only\b|^read-only\b/;
const rangeText = /^(-?[0-9.]+)\.\.(-?[0-9.]+)[a-zA-Z%]*(?: \(in steps of [0-9.e-]+\))?$/;

/** A backend may list every gray of a gamma table; no line we need is as long. */
const longestLine = 4096;

/** Options that are inactive or read-only are left out: setting one is an error. */
export function parseSaneOptions(listing: string): SaneOptions {
  const options = new Map<string, SaneOption>();
  for (const line of listing.split('\n')) {
    const found = line.length > longestLine ? null : optionLine.exec(line);
    const name = found?.[1] ?? found?.[2];
    if (found === null || name === undefined || cannotBeSet.test(found[4] ?? '')) continue;
    options.set(name, optionOf(found[3] ?? ''));
  }
  return options;
}

function optionOf(values: string): SaneOption {
  const range = rangeText.exec(values);
  if (range !== null) return { kind: 'range', least: Number(range[1]), most: Number(range[2]) };
  const words = values.split('|').filter((word) => word !== '');
  return words.length > 1 ? { kind: 'words', words } : { kind: 'other' };
}

const a4WidthMm = 210;
const a4HeightMm = 297;

export type SaneScanPlan = {
  readonly arguments: readonly string[];
  /** What the scanner will really use: the next finer of its steps. */
  readonly dpi: number;
  /** What a glass of this size must deliver at least; null where the sheet decides. */
  readonly heightMm: number | null;
};

/** How this device is asked for that scan; a text when it cannot do it. */
export function planSaneScan(
  options: SaneOptions,
  request: ScanRequest,
): SaneScanPlan | { readonly lacking: string } {
  const source = sourceArgument(options.get('source'), request.source);
  if (source === null) return { lacking: request.source };
  const mode = wordLike(options.get('mode'), modeNames[request.colour]);
  const dpi = resolutionFor(options.get('resolution'), request.dpi);
  const width = lengthFor(options.get('x'), a4WidthMm);
  const height = lengthFor(options.get('y'), a4HeightMm);
  return {
    arguments: [
      ...source,
      ...(mode === null ? [] : [`--mode=${mode}`]),
      ...(options.has('resolution') ? [`--resolution=${dpi}`] : []),
      ...(width === null ? [] : ['-l', '0', '-x', `${width}`]),
      ...(height === null ? [] : ['-t', '0', '-y', `${height}`]),
    ],
    dpi,
    heightMm: request.source === 'platen' ? height : null,
  };
}

const modeNames: Readonly<Record<ScanColour, RegExp>> = { colour: /colou?r/i, gray: /gr[ae]y/i };
const sourceNames: Readonly<Record<ScanSource, RegExp>> = {
  platen: /flatbed|glass|platen|document table/i,
  feeder: /^(?!.*duplex).*(?:feeder|adf)/i,
};

/** A device without the option has one source, and backends of sheet-fed ones all name theirs. */
function sourceArgument(option: SaneOption | undefined, source: ScanSource): readonly string[] | null {
  if (option === undefined || option.kind !== 'words') return source === 'platen' ? [] : null;
  const word = wordLike(option, sourceNames[source]);
  return word === null ? null : [`--source=${word}`];
}

function wordLike(option: SaneOption | undefined, like: RegExp): string | null {
  return option?.kind === 'words' ? (option.words.find((word) => like.test(word)) ?? null) : null;
}

function resolutionFor(option: SaneOption | undefined, dpi: number): number {
  if (option?.kind === 'range') return Math.min(option.most, Math.max(option.least, dpi));
  if (option?.kind !== 'words') return dpi;
  const steps = option.words.map((word) => Number.parseFloat(word)).filter((step) => step > 0);
  const finer = steps.filter((step) => step >= dpi);
  return finer.length > 0 ? Math.min(...finer) : Math.max(...steps, 1);
}

function lengthFor(option: SaneOption | undefined, mm: number): number | null {
  return option?.kind === 'range' && option.most > 0 ? Math.min(option.most, mm) : null;
}

/** One found by `scanimage --formatted-device-list`. */
export type SaneDevice = { readonly name: string; readonly vendor: string; readonly model: string };

/** Device names hold colons, slashes and blanks, never a tabulator. */
export const deviceListFormat = '%d\t%v\t%m%n';

export function parseDeviceList(listing: string): readonly SaneDevice[] {
  return listing
    .split('\n')
    .map((line) => line.split('\t'))
    .flatMap(([name, vendor, model]) =>
      name === undefined || vendor === undefined || model === undefined || name === ''
        ? []
        : [{ name, vendor, model }],
    );
}

/**
 * The one device a configured name means: `*` stands for any characters, since most backends name a scanner after
 * the USB address it has until the next boot (`epson2:libusb:001:004`).
 */
export function matchDevice(
  pattern: string,
  devices: readonly SaneDevice[],
): SaneDevice | 'none' | 'several' {
  const pieces = pattern.split('*');
  const fitting = devices.filter(({ name }) => fits(name, pieces));
  const [first] = fitting;
  if (first === undefined) return 'none';
  return fitting.length === 1 ? first : 'several';
}

function fits(name: string, pieces: readonly string[]): boolean {
  const [head = '', ...rest] = pieces;
  if (!name.startsWith(head)) return false;
  const tail = rest.pop();
  if (tail === undefined) return name === head;
  let at = head.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - tail.length >= at && name.endsWith(tail);
}
