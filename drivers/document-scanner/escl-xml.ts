import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { ScanRequest } from './document-scanner.ts';

/** eSCL 2.0 (Mopria Alliance, “eSCL Technical Specification”): what a scanner says of itself, and what it is asked for. */
export type EsclCapabilities = {
  readonly makeAndModel: string;
  readonly serialNumber: string;
  readonly platen: EsclSource | null;
  readonly feeder: EsclSource | null;
};
/** Lengths in three-hundredths of an inch. */
export type EsclSource = {
  readonly widest: number;
  readonly highest: number;
  readonly colourModes: readonly string[];
  readonly formats: readonly string[];
  readonly resolutions: EsclResolutions;
};
export type EsclResolutions =
  | { readonly kind: 'discrete'; readonly dpi: readonly number[] }
  | { readonly kind: 'range'; readonly least: number; readonly most: number };

export type EsclStatus = {
  readonly state: EsclState;
  /** `ScannerAdfLoaded`, `ScannerAdfJam` …; empty where there is no feeder. */
  readonly adfState: string;
  readonly jobs: readonly EsclJob[];
};
export const esclStates = ['Idle', 'Processing', 'Testing', 'Stopped', 'Down'] as const;
export type EsclState = (typeof esclStates)[number];
export type EsclJob = { readonly uri: string; readonly state: string; readonly reasons: readonly string[] };

export type Unreadable = { readonly kind: 'unreadable'; readonly detail: string };

/** A scanner's XML is a few kilobytes; more is none. */
export const mostXmlBytes = 262_144;
const deepestXml = 32;

const parser = new XMLParser({
  // Scanners choose their own prefixes for the two namespaces.
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  // No entity of a scanner's making is expanded.
  processEntities: false,
  maxNestedTags: deepestXml,
});

export function parseCapabilities(xml: string): EsclCapabilities | Unreadable {
  const root = rootOf(xml, 'ScannerCapabilities');
  if (root === null) return unreadable('no ScannerCapabilities');
  return {
    makeAndModel: textAt(root, 'MakeAndModel'),
    serialNumber: textAt(root, 'SerialNumber'),
    platen: sourceOf(at(root, 'Platen', 'PlatenInputCaps')),
    feeder: sourceOf(at(root, 'Adf', 'AdfSimplexInputCaps')),
  };
}

export function parseStatus(xml: string): EsclStatus | Unreadable {
  const root = rootOf(xml, 'ScannerStatus');
  if (root === null) return unreadable('no ScannerStatus');
  const state = esclStates.find((known) => known === textAt(root, 'State'));
  if (state === undefined) return unreadable('a state eSCL does not know');
  return {
    state,
    adfState: textAt(root, 'AdfState'),
    jobs: listAt(at(root, 'Jobs'), 'JobInfo').map((job) => ({
      uri: textAt(job, 'JobUri'),
      state: textAt(job, 'JobState'),
      reasons: listAt(at(job, 'JobStateReasons'), 'JobStateReason').map(textOf),
    })),
  };
}

function sourceOf(caps: unknown): EsclSource | null {
  if (caps === undefined) return null;
  const profiles = listAt(at(caps, 'SettingProfiles'), 'SettingProfile');
  const [profile] = profiles;
  const widest = numberAt(caps, 'MaxWidth');
  const highest = numberAt(caps, 'MaxHeight');
  if (widest === null || highest === null) return null;
  const formats = at(profile, 'DocumentFormats');
  return {
    widest,
    highest,
    colourModes: listAt(at(profile, 'ColorModes'), 'ColorMode').map(textOf),
    formats: [...listAt(formats, 'DocumentFormatExt'), ...listAt(formats, 'DocumentFormat')].map(textOf),
    resolutions: resolutionsOf(at(profile, 'SupportedResolutions')),
  };
}

function resolutionsOf(supported: unknown): EsclResolutions {
  const range = at(supported, 'ResolutionRange', 'XResolutionRange');
  const least = numberAt(range, 'Min');
  const most = numberAt(range, 'Max');
  if (least !== null && most !== null) return { kind: 'range', least, most };
  const dpi = listAt(at(supported, 'DiscreteResolutions'), 'DiscreteResolution')
    .map((resolution) => numberAt(resolution, 'XResolution'))
    .filter((value) => value !== null);
  return { kind: 'discrete', dpi };
}

export type EsclPlan = {
  readonly settings: string;
  readonly isFeeder: boolean;
  readonly dpi: number;
  /** What the glass must deliver at least; null where the sheet decides. */
  readonly heightMm: number | null;
};

/** A4 in three-hundredths of an inch. */
const a4Width = 2480;
const a4Height = 3508;
const mmPerUnit = 25.4 / 300;

/** The `ScanSettings` for a scan; a text when this scanner cannot do it. */
export function planEsclScan(
  capabilities: EsclCapabilities,
  request: ScanRequest,
): EsclPlan | { readonly lacking: string } {
  const source = request.source === 'platen' ? capabilities.platen : capabilities.feeder;
  if (source === null) return { lacking: request.source };
  if (source.formats.length > 0 && !source.formats.includes(jpeg)) return { lacking: jpeg };
  const colour = request.colour === 'colour' ? 'RGB24' : 'Grayscale8';
  if (source.colourModes.length > 0 && !source.colourModes.includes(colour)) return { lacking: colour };
  const dpi = resolutionFor(source.resolutions, request.dpi);
  const width = Math.min(a4Width, source.widest);
  const height = Math.min(a4Height, source.highest);
  const isFeeder = request.source === 'feeder';
  return {
    dpi,
    isFeeder,
    heightMm: isFeeder ? null : height * mmPerUnit,
    settings: [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"',
      ' xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">',
      '<pwg:Version>2.0</pwg:Version><scan:Intent>Document</scan:Intent>',
      '<pwg:ScanRegions><pwg:ScanRegion>',
      '<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>',
      '<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>',
      `<pwg:Width>${width}</pwg:Width><pwg:Height>${height}</pwg:Height>`,
      '</pwg:ScanRegion></pwg:ScanRegions>',
      `<pwg:InputSource>${isFeeder ? 'Feeder' : 'Platen'}</pwg:InputSource>`,
      `<pwg:DocumentFormat>${jpeg}</pwg:DocumentFormat>`,
      `<scan:DocumentFormatExt>${jpeg}</scan:DocumentFormatExt>`,
      `<scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution>`,
      `<scan:ColorMode>${colour}</scan:ColorMode>`,
      ...(isFeeder ? ['<scan:Duplex>false</scan:Duplex>'] : []),
      '</scan:ScanSettings>',
    ].join(''),
  };
}

const jpeg = 'image/jpeg';

/** The next finer of the scanner's steps, else its finest. */
function resolutionFor(resolutions: EsclResolutions, dpi: number): number {
  if (resolutions.kind === 'range') return Math.min(resolutions.most, Math.max(resolutions.least, dpi));
  const finer = resolutions.dpi.filter((step) => step >= dpi);
  return finer.length > 0 ? Math.min(...finer) : Math.max(...resolutions.dpi, dpi);
}

const unreadable = (detail: string): Unreadable => ({ kind: 'unreadable', detail });

function rootOf(xml: string, name: string): unknown {
  if (xml.length > mostXmlBytes) return null;
  try {
    if (XMLValidator.validate(xml) !== true) return null;
    const document: unknown = parser.parse(xml);
    return at(document, name) ?? null;
  } catch {
    // The parser throws on what it refuses to read: too deep, a forbidden name.
    return null;
  }
}

function at(node: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (parent, name) =>
      typeof parent === 'object' && parent !== null && !Array.isArray(parent)
        ? Object.getOwnPropertyDescriptor(parent, name)?.value
        : undefined,
    node,
  );
}

/** An element that may stand once or many times. */
function listAt(node: unknown, name: string): readonly unknown[] {
  const found = at(node, name);
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

const textOf = (node: unknown): string => (typeof node === 'string' ? node.trim().slice(0, 200) : '');
const textAt = (node: unknown, name: string): string => textOf(at(node, name));
function numberAt(node: unknown, name: string): number | null {
  const text = textAt(node, name);
  return /^[0-9]{1,6}$/.test(text) ? Number(text) : null;
}
