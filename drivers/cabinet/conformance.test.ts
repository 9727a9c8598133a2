import { setUpCabinet } from '../testing/cabinet-bench.ts';
import { describeConformance } from '../testing/conformance.ts';

describeConformance('cabinet', () => {
  const { clock, transport, board, cabinet, logged } = setUpCabinet();
  board.givePowerBack(clock);
  return {
    clock,
    device: cabinet,
    operate: (options) => cabinet.powerCycle('code-scanner', options),
    plug: transport.plug,
    unplug: transport.unplug,
    silence: (isSilent) => board.behave(isSilent ? 'silent' : 'well'),
    babble: transport.deliver,
    asked: () => transport.written.length,
    logged,
    // Nothing a cabinet says is anybody's.
    personal: [],
  };
});
