import type { Machine } from '../../../host/contract/screen.ts';
import { Seal } from '../../design/seal.tsx';
import { clock } from '../format.ts';
import { useWords } from '../kiosk-context.ts';
import { useNow } from '../timers.ts';

/** The top line: who speaks, where, when. Never a control: it is out of reach for a seated person. */
export function Masthead({
  machine,
  shows = 'clock',
}: {
  readonly machine: Machine;
  readonly shows?: 'clock' | 'machine';
}) {
  const { t, text } = useWords();
  const now = useNow();
  return (
    <header className="masthead">
      <Seal />
      <span className="masthead-brand">{t('brand')}</span>
      <span className="masthead-hall">{text(machine.hall)}</span>
      {shows === 'clock' ? (
        <time className="masthead-right masthead-clock">{clock(now)}</time>
      ) : (
        <span className="masthead-right">{t('machine', { id: machine.id })}</span>
      )}
    </header>
  );
}
