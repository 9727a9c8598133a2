import { StateWord } from '../controls/state-word.tsx';
import { useWords } from '../words/use-words.ts';

/** How a device is, in one word: no cable outweighs a fault, a fault outweighs all else. */
export function DeviceState({
  isPlugged,
  isFaulty,
}: {
  readonly isPlugged: boolean;
  readonly isFaulty: boolean;
}) {
  const words = useWords();
  if (!isPlugged) return <StateWord tone="down">{words.device.unplugged}</StateWord>;
  if (isFaulty) return <StateWord tone="warn">{words.device.faulty}</StateWord>;
  return <StateWord tone="ok">{words.device.plugged}</StateWord>;
}
