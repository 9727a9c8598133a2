import type { ScreenOf } from '../../../host/contract/screen.ts';
import { useWords } from '../kiosk-context.ts';

/** A number in front is set large, its unit small; words without a number are large as a whole. */
export function figureOf(words: string): { readonly figure: string; readonly unit: string } {
  const match = /^(\d[\d,.]*)\s*(.*)$/u.exec(words);
  return match ? { figure: match[1] ?? words, unit: match[2] ?? '' } : { figure: words, unit: '' };
}

function Fact({
  label,
  words,
  small,
}: {
  readonly label: string;
  readonly words: string;
  readonly small?: string;
}) {
  const { figure, unit } = figureOf(words);
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        <b className={figure.length > 6 ? 'fact-words' : undefined}>{figure}</b>
        {unit !== '' && <span> {unit}</span>}
        {small !== undefined && <small>{small}</small>}
      </dd>
    </div>
  );
}

/** The four numbers that matter before one begins: minutes, money, answer, visits. Flat, never pressable. */
export function FactStrip({ screen }: { readonly screen: ScreenOf<'item'> }) {
  const { t, text } = useWords();
  const { legal } = screen.answer;
  return (
    <dl className="facts panel">
      <Fact label={t('item.here')} words={`${screen.minutes} ${t('item.minutesUnit')}`} />
      <Fact label={t('item.fee')} words={text(screen.fee)} />
      <Fact
        label={t('item.answer')}
        words={text(screen.answer.value)}
        {...(legal ? { small: text(legal) } : {})}
      />
      <Fact
        label={t('item.visits')}
        words={`${screen.visits} ${t('item.visitsUnit', { count: screen.visits })}`}
      />
    </dl>
  );
}
