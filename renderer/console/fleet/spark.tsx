import { useWords } from '../words/console-words.ts';
import { type DayShare, type Point, runsOf, shareText } from './week.ts';

const WIDTH = 72;
const HEIGHT = 20;
/** Room for a line and the dot of today. */
const EDGE = 3;

const xOf = ({ x }: Point): number => EDGE + x * (WIDTH - 2 * EDGE);
const yOf = ({ y }: Point): number => EDGE + y * (HEIGHT - 2 * EDGE);

/** Seven days as a small line between 90 and 100 %; its figures are its name. */
export function Spark({ week }: { readonly week: readonly DayShare[] }) {
  const { t } = useWords();
  const runs = runsOf(week);
  const days = week.map((each) => {
    const share = shareText(each);
    return t('fleet.dayShare', {
      day: each.day.slice(5),
      share: share === null ? t('fleet.noShare') : `${share}${t('unit.percent')}`,
    });
  });
  if (runs.length === 0) return t('none');
  const last = runs.at(-1)?.at(-1);
  return (
    <svg className="spark" role="img" viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <title>{t('fleet.weekOf', { days: days.join(t('fleet.between')) })}</title>
      {runs.map((run) => (
        <polyline key={run[0]?.x} points={run.map((point) => `${xOf(point)},${yOf(point)}`).join(' ')} />
      ))}
      {last && <circle cx={xOf(last)} cy={yOf(last)} r="2.5" />}
    </svg>
  );
}
