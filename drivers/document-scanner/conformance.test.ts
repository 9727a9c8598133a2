import type { Result } from '../status.ts';
import { describeConformance } from '../testing/conformance.ts';
import { samplePnm, setUpEsclScanner, setUpSaneScanner } from '../testing/scanner-bench.ts';
import type { ScanFault, ScanRequest } from './document-scanner.ts';

const glass: ScanRequest = { source: 'platen', dpi: 150, colour: 'gray' };

/** Without the pages that came before the fault: the suite asks what happened, not what is kept of it. */
const faultOnly = (scan: Result<unknown, ScanFault>) => {
  if (scan.ok) return scan;
  const { pages: _, ...error } = scan.error;
  return { ok: false, error } as const;
};
const sample = samplePnm.subarray(-64).toString('hex').toUpperCase();

describeConformance('document-scanner', () => {
  const { clock, scanner, scanimage, logged } = setUpSaneScanner();
  return {
    clock,
    device: scanner,
    operate: async (options) => faultOnly(await scanner.scan(glass, options)),
    plug: scanimage.plug,
    unplug: scanimage.unplug,
    silence: scanimage.setSilent,
    babble: scanimage.garble,
    asked: scanimage.runs,
    logged,
    personal: [sample],
  };
});

describeConformance('document-scanner', () => {
  const { clock, scanner, escl, logged } = setUpEsclScanner();
  escl.setOff(true);
  return {
    clock,
    device: scanner,
    operate: async (options) => {
      escl.script('page', { status: 200, body: samplePnm }, { status: 404 });
      return faultOnly(await scanner.scan(glass, options));
    },
    plug: () => escl.setOff(false),
    unplug: () => escl.setOff(true),
    address: 'http://scanner.invalid/eSCL',
    // The job is deleted once its page is here.
    tidyingMs: 20,
    silence: escl.setSilent,
    babble: escl.garble,
    asked: () => escl.asked.length,
    logged,
    personal: [sample],
  };
});
