import type { ScannerStatus, ScanTicket } from './scanner.ts';

/** The scanner's side of eSCL's XML: what it says, and the little it reads. */

const NAMESPACES =
  'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"';
const PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Sizes in three-hundredths of an inch: an A4 glass. */
export const GLASS = { width: 2480, height: 3508 } as const;
export const RESOLUTIONS = [75, 150, 200, 300, 600] as const;

const inputCaps = (element: string) => `<scan:${element}>
    <scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>${GLASS.width}</scan:MaxWidth>
    <scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>${GLASS.height}</scan:MaxHeight>
    <scan:MaxScanRegions>1</scan:MaxScanRegions>
    <scan:SettingProfiles><scan:SettingProfile>
      <scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
      <scan:DocumentFormats>
        <pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat><scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt>
      </scan:DocumentFormats>
      <scan:SupportedResolutions><scan:DiscreteResolutions>
        ${RESOLUTIONS.map((dpi) => `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`).join('')}
      </scan:DiscreteResolutions></scan:SupportedResolutions>
    </scan:SettingProfile></scan:SettingProfiles>
    <scan:SupportedIntents><scan:Intent>Document</scan:Intent></scan:SupportedIntents>
  </scan:${element}>`;

export const capabilities = (): string => `${PROLOGUE}<scan:ScannerCapabilities ${NAMESPACES}>
  <pwg:Version>2.63</pwg:Version>
  <pwg:MakeAndModel>Sandbox Flatbed A4</pwg:MakeAndModel>
  <pwg:SerialNumber>SB-0001</pwg:SerialNumber>
  <scan:Platen>${inputCaps('PlatenInputCaps')}</scan:Platen>
  <scan:Adf>${inputCaps('AdfSimplexInputCaps')}<scan:FeederCapacity>35</scan:FeederCapacity></scan:Adf>
</scan:ScannerCapabilities>
`;

export const status = ({
  state,
  adfState,
  jobs,
}: ScannerStatus): string => `${PROLOGUE}<scan:ScannerStatus ${NAMESPACES}>
  <pwg:Version>2.63</pwg:Version>
  <pwg:State>${state}</pwg:State>
  <scan:AdfState>${adfState}</scan:AdfState>
  <scan:Jobs>${[...jobs].reverse().map(jobInfo).join('')}</scan:Jobs>
</scan:ScannerStatus>
`;

const jobInfo = ({ id, state, reason, pages }: ScannerStatus['jobs'][number]) => `
    <scan:JobInfo>
      <pwg:JobUri>/eSCL/ScanJobs/${id}</pwg:JobUri><pwg:JobUuid>urn:uuid:sandbox-${id}</pwg:JobUuid>
      <scan:Age>1</scan:Age><pwg:ImagesCompleted>${pages}</pwg:ImagesCompleted>
      <pwg:JobState>${state}</pwg:JobState>
      <pwg:JobStateReasons><pwg:JobStateReason>${reason}</pwg:JobStateReason></pwg:JobStateReasons>
    </scan:JobInfo>`;

/** What a job is asked for in `scan:ScanSettings`; null for settings this scanner refuses. */
export function readSettings(xml: string): ScanTicket | null {
  if (!/<(\w+:)?ScanSettings[\s>]/.test(xml)) return null;
  const value = (element: string) =>
    new RegExp(`<(?:\\w+:)?${element}>\\s*([^<\\s]+)\\s*</(?:\\w+:)?${element}>`).exec(xml)?.[1];
  const source = value('InputSource') ?? 'Platen';
  const colourMode = value('ColorMode') ?? 'RGB24';
  const dpi = Number(value('XResolution') ?? 300);
  const format = value('DocumentFormatExt') ?? value('DocumentFormat') ?? 'image/jpeg';
  const isKnown =
    (source === 'Platen' || source === 'Feeder') &&
    (colourMode === 'RGB24' || colourMode === 'Grayscale8') &&
    RESOLUTIONS.some((known) => known === dpi) &&
    value('YResolution') === value('XResolution') &&
    format === 'image/jpeg';
  return isKnown ? { source, colourMode, dpi } : null;
}
