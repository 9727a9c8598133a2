import type { Text } from '../../../flows/language/text.ts';
import type { MachineElsewhere } from '../../../host/contract/screen.ts';
import { useWords } from '../kiosk-context.ts';
import { Phrase } from './phrase.tsx';
import { Advice } from './verdict.tsx';

/** Machines that can do it now, the nearest first: which, where, how far. */
export function MachineList({ machines }: { readonly machines: readonly MachineElsewhere[] }) {
  const { t, text } = useWords();
  return machines.map(({ id, where }) => (
    <Advice key={id} icon="pin" tone="tint" title={t('machine', { id })}>
      <Phrase>{text(where)}</Phrase>
    </Advice>
  ));
}

/** How long one waits at a counter, as of when; nothing where nobody knows it. */
export function QueueLine({ queue }: { readonly queue: Text | null }) {
  const { text } = useWords();
  return (
    queue && (
      <b className="queue">
        <Phrase>{text(queue)}</Phrase>
      </b>
    )
  );
}
