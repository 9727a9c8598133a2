import { describe } from 'vitest';
import { describeConformance } from '../testing/conformance.ts';
import { setUpHidImager, setUpSerialImager } from '../testing/imager-bench.ts';

const code = 'SECRET-OF-SOMEBODY';
const personal = [code, Buffer.from(code).toString('hex').toUpperCase()];

describe('on a serial line', () => {
  describeConformance('code-scanner', () => {
    const { clock, transport, scanner, logged, show, mute } = setUpSerialImager();
    show(code);
    return {
      clock,
      device: scanner,
      operate: scanner.scan,
      plug: transport.plug,
      unplug: transport.unplug,
      silence: mute,
      babble: transport.deliver,
      asked: () => transport.written.length,
      logged,
      personal,
    };
  });
});

describe('as a HID scanner', () => {
  describeConformance('code-scanner', () => {
    const { clock, bus, scanner, logged, plug, unplug, babble, show, mute } = setUpHidImager();
    show(code);
    return {
      clock,
      device: scanner,
      operate: scanner.scan,
      plug,
      unplug,
      silence: mute,
      babble,
      asked: () => bus.written.length,
      logged,
      personal,
    };
  });
});
