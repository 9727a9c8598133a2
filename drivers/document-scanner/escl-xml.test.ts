import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import {
  type EsclCapabilities,
  mostXmlBytes,
  parseCapabilities,
  parseStatus,
  planEsclScan,
} from './escl-xml.ts';

/** Shortened from what an HP ENVY of the field answers: other prefixes, attributes, an order of its own. */
const capabilitiesXml = `<?xml version="1.0" encoding="UTF-8"?>
<escl:ScannerCapabilities xmlns:p="http://www.pwg.org/schemas/2010/12/sm" xmlns:escl="http://schemas.hp.com/imaging/escl/2011/05/03">
 <p:Version>2.63</p:Version><p:MakeAndModel>HP ENVY 5530 series</p:MakeAndModel><p:SerialNumber>CN0000000000</p:SerialNumber>
 <escl:Platen><escl:PlatenInputCaps>
  <escl:MinWidth>8</escl:MinWidth><escl:MaxWidth>2550</escl:MaxWidth><escl:MaxHeight>3508</escl:MaxHeight>
  <escl:SettingProfiles><escl:SettingProfile name="p1">
   <escl:ColorModes><escl:ColorMode>Grayscale8</escl:ColorMode><escl:ColorMode>RGB24</escl:ColorMode></escl:ColorModes>
   <escl:DocumentFormats><p:DocumentFormat>application/pdf</p:DocumentFormat><p:DocumentFormat>image/jpeg</p:DocumentFormat></escl:DocumentFormats>
   <escl:SupportedResolutions><escl:DiscreteResolutions>
    <escl:DiscreteResolution><escl:XResolution>75</escl:XResolution><escl:YResolution>75</escl:YResolution></escl:DiscreteResolution>
    <escl:DiscreteResolution><escl:XResolution>200</escl:XResolution><escl:YResolution>200</escl:YResolution></escl:DiscreteResolution>
    <escl:DiscreteResolution><escl:XResolution>400</escl:XResolution><escl:YResolution>400</escl:YResolution></escl:DiscreteResolution>
   </escl:DiscreteResolutions></escl:SupportedResolutions>
  </escl:SettingProfile></escl:SettingProfiles>
 </escl:PlatenInputCaps></escl:Platen>
</escl:ScannerCapabilities>`;

const capabilities = (): EsclCapabilities => {
  const parsed = parseCapabilities(capabilitiesXml);
  if ('kind' in parsed) throw new Error(parsed.detail);
  return parsed;
};

const statusXml = (inside: string) =>
  `<?xml version="1.0"?><scan:ScannerStatus xmlns:scan="s" xmlns:pwg="p">${inside}</scan:ScannerStatus>`;

describe('capabilities', () => {
  it('are read whatever the prefixes', () => {
    expect(capabilities()).toMatchObject({
      makeAndModel: 'HP ENVY 5530 series',
      serialNumber: 'CN0000000000',
      feeder: null,
      platen: {
        widest: 2550,
        highest: 3508,
        colourModes: ['Grayscale8', 'RGB24'],
        formats: ['application/pdf', 'image/jpeg'],
        resolutions: { kind: 'discrete', dpi: [75, 200, 400] },
      },
    });
  });

  it('make a plan: A4, JPEG, the next finer resolution', () => {
    const plan = planEsclScan(capabilities(), { source: 'platen', dpi: 300, colour: 'colour' });
    expect(plan).toMatchObject({ dpi: 400, isFeeder: false, heightMm: expect.closeTo(297, 0) });
    const settings = 'settings' in plan ? plan.settings : '';
    for (const element of [
      '<pwg:InputSource>Platen</pwg:InputSource>',
      '<pwg:Width>2480</pwg:Width><pwg:Height>3508</pwg:Height>',
      '<scan:XResolution>400</scan:XResolution><scan:YResolution>400</scan:YResolution>',
      '<scan:ColorMode>RGB24</scan:ColorMode>',
    ]) {
      expect(settings).toContain(element);
    }
  });

  it('say what is lacking', () => {
    expect(planEsclScan(capabilities(), { source: 'feeder', dpi: 300, colour: 'gray' })).toEqual({
      lacking: 'feeder',
    });
  });
});

describe('status', () => {
  it('is read with its jobs, one or many', () => {
    const job = (uri: string, state: string) =>
      `<scan:JobInfo><pwg:JobUri>${uri}</pwg:JobUri><pwg:JobState>${state}</pwg:JobState>` +
      '<pwg:JobStateReasons><pwg:JobStateReason>JobScanning</pwg:JobStateReason></pwg:JobStateReasons></scan:JobInfo>';
    const xml = statusXml(
      `<pwg:State>Processing</pwg:State><scan:AdfState>ScannerAdfLoaded</scan:AdfState><scan:Jobs>${job('/eSCL/ScanJobs/2', 'Processing')}${job('/eSCL/ScanJobs/1', 'Canceled')}</scan:Jobs>`,
    );
    expect(parseStatus(xml)).toEqual({
      state: 'Processing',
      adfState: 'ScannerAdfLoaded',
      jobs: [
        { uri: '/eSCL/ScanJobs/2', state: 'Processing', reasons: ['JobScanning'] },
        { uri: '/eSCL/ScanJobs/1', state: 'Canceled', reasons: ['JobScanning'] },
      ],
    });
    expect(parseStatus(statusXml('<pwg:State>Idle</pwg:State>'))).toEqual({
      state: 'Idle',
      adfState: '',
      jobs: [],
    });
  });
});

describe('what is no eSCL', () => {
  it.each([
    ['a login page', '<html><title>Login</title></html>'],
    ['nothing', ''],
    ['half of it', statusXml('<pwg:State>Idle</pwg:State>').slice(0, 90)],
    ['a state of its own', statusXml('<pwg:State>Sleeping</pwg:State>')],
    ['a list of states', statusXml('<pwg:State>Idle</pwg:State><pwg:State>Down</pwg:State>')],
    ['a hundred thousand levels', '<a>'.repeat(80_000)],
    ['well-formed, and fifty levels deep', `${'<a>'.repeat(50)}${'</a>'.repeat(50)}`],
    ['a megabyte', statusXml(`<pwg:State>Idle</pwg:State>${' '.repeat(mostXmlBytes)}`)],
  ])('%s is said to be unreadable', (_, xml) => {
    expect(parseStatus(xml)).toMatchObject({ kind: 'unreadable' });
    expect(parseCapabilities(xml)).toMatchObject({ kind: 'unreadable' });
  });

  it('expands no entity: a billion laughs stay one', () => {
    const lol = (level: number): string =>
      level === 0
        ? '<!ENTITY e0 "ha">'
        : `${lol(level - 1)}<!ENTITY e${level} "${`&e${level - 1};`.repeat(10)}">`;
    const xml = `<?xml version="1.0"?><!DOCTYPE x [${lol(9)}]><ScannerStatus><State>Idle</State><AdfState>&e9;</AdfState></ScannerStatus>`;
    const parsed = parseStatus(xml);
    if (!('kind' in parsed)) expect(parsed.adfState.length).toBeLessThanOrEqual(200);
  });

  it('names of the language’s own objects are no elements', () => {
    expect(
      parseStatus('<ScannerStatus><constructor/><__proto__><State>Idle</State></__proto__></ScannerStatus>'),
    ).toMatchObject({
      kind: 'unreadable',
    });
  });

  const runs = { numRuns: fuzzRuns(1000) };
  const tag = fc.constantFrom(
    '<ScannerStatus>',
    '</ScannerStatus>',
    '<State>Idle</State>',
    '<Jobs><JobInfo>',
    '</JobInfo></Jobs>',
    '<JobUri>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '<!DOCTYPE x [',
    '&#x0;',
    '&lt;',
    '"',
    '<?xml version="1.0"?>',
  );

  it('any text is a value or unreadable', () => {
    const text = fc.array(fc.oneof(tag, fc.string({ maxLength: 20, unit: 'binary' })), { maxLength: 20 });
    fc.assert(
      fc.property(text, (pieces) => {
        for (const parsed of [parseStatus(pieces.join('')), parseCapabilities(pieces.join(''))]) {
          if ('kind' in parsed) expect(parsed.kind).toBe('unreadable');
        }
      }),
      runs,
    );
  });

  it('capabilities broken anywhere make a plan, a lack, or nothing', () => {
    fc.assert(
      fc.property(
        fc.nat(capabilitiesXml.length),
        fc.nat(30),
        fc.string({ maxLength: 10 }),
        (at, length, text) => {
          const parsed = parseCapabilities(
            capabilitiesXml.slice(0, at) + text + capabilitiesXml.slice(at + length),
          );
          if ('kind' in parsed) return;
          const plan = planEsclScan(parsed, { source: 'platen', dpi: 300, colour: 'colour' });
          if (!('lacking' in plan)) expect(plan.dpi).toBeGreaterThan(0);
        },
      ),
      runs,
    );
  });
});
