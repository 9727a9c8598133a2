import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { matchDevice, parseDeviceList, parseSaneOptions, planSaneScan } from './sane-options.ts';

/** Cut from `scanimage -d test:0 -A` of Debian 12. */
const testBackend = `
All options specific to device \`test:0':
  Scan Mode:
    --mode Gray|Color [Gray]
        Selects the scan mode (e.g., lineart, monochrome, or color).
    --three-pass[=(yes|no)] [inactive]
        Simulate a three-pass scanner.
    --resolution 1..1200dpi (in steps of 1) [50]
        Sets the resolution of the scanned image.
    --source Flatbed|Automatic Document Feeder [Flatbed]
        If Automatic Document Feeder is selected, the feeder will be 'empty'
  Geometry:
    -l 0..200mm (in steps of 1) [0]
        Top-left x position of scan area.
    -t 0..200mm (in steps of 1) [0]
    -x 0..200mm (in steps of 1) [80]
    -y 0..200mm (in steps of 1) [100]
`;
/** Of an office scanner with a feeder only, and steps of resolution. */
const sheetFed = `
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
    --mode Lineart|Gray|24bit Color[Fast] [24bit Color[Fast]]
    --resolution auto||75|100|200|240|400dpi [200]
    -x 0..215.9mm [215.9]
    -y 0..355.6mm [279.4]
`;

describe('the plan of a scan', () => {
  it('asks for A4 in colour, cut to the glass there is', () => {
    const plan = planSaneScan(parseSaneOptions(testBackend), {
      source: 'platen',
      dpi: 300,
      colour: 'colour',
    });
    expect(plan).toEqual({
      arguments: [
        '--source=Flatbed',
        '--mode=Color',
        '--resolution=300',
        ...['-l', '0', '-x', '200'],
        ...['-t', '0', '-y', '200'],
      ],
      dpi: 300,
      heightMm: 200,
    });
  });

  it('takes the next finer resolution, never the back of the sheet, and lets the sheet decide its length', () => {
    const plan = planSaneScan(parseSaneOptions(sheetFed), { source: 'feeder', dpi: 300, colour: 'gray' });
    expect(plan).toMatchObject({ dpi: 400, heightMm: null });
    expect('arguments' in plan && plan.arguments.slice(0, 3)).toEqual([
      '--source=ADF Front',
      '--mode=Gray',
      '--resolution=400',
    ]);
  });

  it('says what a scanner lacks', () => {
    expect(planSaneScan(parseSaneOptions(sheetFed), { source: 'platen', dpi: 300, colour: 'gray' })).toEqual({
      lacking: 'platen',
    });
    expect(planSaneScan(new Map(), { source: 'feeder', dpi: 300, colour: 'gray' })).toEqual({
      lacking: 'feeder',
    });
  });

  it('leaves options alone that are inactive', () => {
    expect(parseSaneOptions(testBackend).has('three-pass')).toBe(false);
  });

  it('is made from any listing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000, unit: 'binary' }), (listing) => {
        const options = parseSaneOptions(`    --mode ${listing}\n    ${listing}`);
        const plan = planSaneScan(options, { source: 'platen', dpi: 300, colour: 'colour' });
        expect('lacking' in plan || plan.dpi > 0).toBe(true);
      }),
      { numRuns: fuzzRuns(500) },
    );
  });

  it('is made in no time from a line of brackets a megabyte long', () => {
    const begun = performance.now();
    parseSaneOptions(`    --mode ${' ['.repeat(500_000)}`);
    parseSaneOptions(`    --mode ${' ['.repeat(1900)}`);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe('which device a name means', () => {
  const list =
    'epson2:libusb:001:004\tEpson\tPerfection V39\ntest:0\tNoname\tfrontend-tester\ntest:1\tNoname\tfrontend-tester\n';
  const devices = parseDeviceList(list);

  it.each([
    ['epson2:libusb:*', 'epson2:libusb:001:004'],
    ['*:1', 'test:1'],
    ['epson*libusb*4', 'epson2:libusb:001:004'],
    ['test:0', 'test:0'],
  ])('%s is %s', (pattern, name) => {
    expect(matchDevice(pattern, devices)).toMatchObject({ name });
  });

  it('a pattern that fits two is refused, as one that fits none', () => {
    expect(matchDevice('test:*', devices)).toBe('several');
    expect(matchDevice('*', devices)).toBe('several');
    expect(matchDevice('hp*', devices)).toBe('none');
    expect(matchDevice('test:*test:0', devices)).toBe('none');
  });

  it('a pattern made from a name by putting a star in fits it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat(), (name, from, length) => {
        const start = from % name.length;
        const pattern = `${name.slice(0, start)}*${name.slice(start + (length % (name.length - start + 1)))}`;
        fc.pre(!name.includes('*'));
        expect(matchDevice(pattern, [{ name, vendor: '', model: '' }])).toMatchObject({ name });
      }),
    );
  });

  it('lines that are none of a device are passed over', () => {
    expect(parseDeviceList('No scanners were identified.\n\n\t\t\n')).toEqual([]);
  });
});
