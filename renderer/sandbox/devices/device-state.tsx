import type { MissingDevice } from '../../../sandbox/devices/contract.ts';
import { StateWord } from '../controls/state-word.tsx';
import { useWords } from '../words/use-words.ts';

export const isMissing = (state: object): state is MissingDevice => 'missing' in state;

const isUnplugged = (state: object) => 'plugged' in state && state.plugged === false;
const isFaulty = (state: object) => 'fault' in state && state.fault !== 'none';

/** How a device is, in one word: no cable outweighs a fault, a fault outweighs what its class finds worth saying. */
export function DeviceState({ state, trouble }: { readonly state: object; readonly trouble: string | null }) {
  const { device } = useWords();
  if (isMissing(state))
    return (
      <StateWord tone="idle">
        {device.missing} {state.missing}
      </StateWord>
    );
  if (isUnplugged(state)) return <StateWord tone="down">{device.unplugged}</StateWord>;
  if (isFaulty(state)) return <StateWord tone="warn">{device.faulty}</StateWord>;
  if (trouble !== null) return <StateWord tone="warn">{trouble}</StateWord>;
  return <StateWord tone="ok">{device.plugged}</StateWord>;
}
