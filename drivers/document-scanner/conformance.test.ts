import { describeConformance } from '../testing/conformance.ts';
import { samplePnm, setUpSaneScanner } from '../testing/scanner-bench.ts';

describeConformance('document-scanner', () => {
  const { clock, scanner, scanimage, logged } = setUpSaneScanner();
  return {
    clock,
    device: scanner,
    operate: async (options) => {
      const scan = await scanner.scan({ source: 'platen', dpi: 150, colour: 'gray' }, options);
      if (scan.ok) return scan;
      const { pages: _, ...error } = scan.error;
      return { ok: false, error };
    },
    plug: scanimage.plug,
    unplug: scanimage.unplug,
    silence: scanimage.setSilent,
    babble: scanimage.garble,
    asked: scanimage.runs,
    logged,
    personal: [samplePnm.subarray(-64).toString('hex').toUpperCase()],
  };
});
