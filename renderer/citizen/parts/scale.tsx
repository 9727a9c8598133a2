import type { ScreenOf } from '../../../host/contract/screen.ts';
import { useWords } from '../kiosk-context.ts';

type RuleScale = NonNullable<ScreenOf<'refusal'>['scale']>;

const WIDTH = 872;

/** Round numbers to write under the rail: both ends and what is needed always, others where there is room. */
export function ticksOf({ from, to, needs }: Pick<RuleScale, 'from' | 'to' | 'needs'>): readonly number[] {
  const step =
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((size) => (to - from) / size <= 6) ?? (to - from) / 4;
  const first = Math.ceil(from / step) * step;
  const round = Array.from(
    { length: Math.floor((to - first) / step) + 1 },
    (_, index) => first + index * step,
  );
  const near = (value: number) => Math.abs(value - needs) < step * 0.6 && value !== needs;
  return [...new Set([...round.filter((value) => !near(value)), needs])].toSorted((a, b) => a - b);
}

/** The citizen's own figure on the scale of the rule: where they stand, and from where it is granted. */
export function Scale({ scale }: { readonly scale: RuleScale }) {
  const { t, text } = useWords();
  const unit = text(scale.unit);
  const x = (value: number) =>
    ((Math.min(scale.to, Math.max(scale.from, value)) - scale.from) / (scale.to - scale.from)) * WIDTH;
  const you = x(scale.value);
  const needs = x(scale.needs);
  const anchor = (at: number) => (at < 90 ? 'start' : at > WIDTH - 90 ? 'end' : 'middle');
  return (
    <svg
      className="scale"
      viewBox={`-16 0 ${WIDTH + 32} 168`}
      role="img"
      aria-label={`${t('refusal.you', { value: scale.value, unit })} ${t('refusal.eligible')} ${scale.needs} ${unit}`}
    >
      <path className="scale-rail" d={`M0 92H${WIDTH}`} />
      <path className="scale-granted" d={`M${needs} 92H${WIDTH}`} />
      <circle className="scale-you" cx={you} cy="92" r="13" />
      <text className="scale-label" x={you} y="40" textAnchor={anchor(you)}>
        {t('refusal.you', { value: scale.value, unit })}
      </text>
      {Math.abs(needs + (WIDTH - needs) / 2 - you) > 190 && (
        <text
          className="scale-label scale-label-granted"
          x={needs + (WIDTH - needs) / 2}
          y="66"
          textAnchor="middle"
        >
          {t('refusal.eligible')}
        </text>
      )}
      {ticksOf(scale).map((value) => (
        <text
          key={value}
          className={value === scale.needs ? 'scale-tick scale-tick-needs' : 'scale-tick'}
          x={x(value)}
          y="148"
          textAnchor="middle"
        >
          {value}
        </text>
      ))}
    </svg>
  );
}
