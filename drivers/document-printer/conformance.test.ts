import { describeConformance } from '../testing/conformance.ts';
import { samplePdf, setUpDocumentPrinter } from '../testing/document-bench.ts';

describeConformance('document-printer', () => {
  const { clock, device, printer, logged } = setUpDocumentPrinter();
  return {
    clock,
    device: printer,
    operate: (options) => printer.print(samplePdf, { jobName: 'once', ...options }),
    plug: device.plug,
    unplug: device.unplug,
    silence: device.setSilent,
    babble: device.garble,
    asked: () => device.asked.length,
    logged,
    personal: [samplePdf.toString('hex').toUpperCase(), samplePdf.toString(), '110101199003070000'],
  };
});
