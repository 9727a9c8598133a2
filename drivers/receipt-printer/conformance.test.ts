import { describeConformance, type Specimen } from '../testing/conformance.ts';
import { sampleReceipt, sampleTitleHex, setUpPresenter, setUpPrinter } from '../testing/printer-bench.ts';

type Bench = ReturnType<typeof setUpPrinter> | ReturnType<typeof setUpPresenter>;

function specimenOf({ clock, transport, device, printer, logged }: Bench): Specimen {
  return {
    clock,
    device: printer,
    operate: (options) => printer.print(sampleReceipt, options),
    plug: transport.plug,
    unplug: transport.unplug,
    silence: (isSilent) => {
      device.isSilent = isSilent;
    },
    babble: transport.deliver,
    asked: () => transport.written.length,
    logged,
    personal: [sampleTitleHex, 'D0D5C3FB'],
  };
}

describeConformance('receipt-printer', () => specimenOf(setUpPrinter({ isPlugged: false })));
describeConformance('receipt-printer', () => specimenOf(setUpPresenter({ isPlugged: false })));
