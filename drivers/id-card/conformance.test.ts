import { describeConformance } from '../testing/conformance.ts';
import { setUpReader } from '../testing/reader-bench.ts';
import { baseMessage } from '../testing/vectors.ts';

describeConformance('id-card', () => {
  const { clock, reader, sam, transport, logged } = setUpReader({ isPlugged: false });
  sam.answer('find', 'find_ok');
  return {
    clock,
    device: reader,
    operate: reader.read,
    plug: transport.plug,
    unplug: transport.unplug,
    silence: (isSilent) => {
      sam.isSilent = isSilent;
    },
    babble: transport.deliver,
    asked: () => sam.asked.length,
    logged,
    personal: [baseMessage('base_resident').frame_hex.slice(28, 88)],
  };
});
