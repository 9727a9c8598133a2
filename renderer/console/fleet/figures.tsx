import type { AvailabilityAnswer, FleetMachine, UsageAnswer } from '../../../hall/api/contract.ts';
import { useConsole } from '../console-context.ts';
import { useAnswer } from '../data/use-hall.ts';
import { civilDay, count, percent } from '../format.ts';
import { type Look, TONES } from '../look.ts';
import { Shape, StateMark } from '../parts/state-mark.tsx';
import { useWords } from '../words/console-words.ts';
import { tally } from './filter.ts';

export type FleetFigures = {
  readonly availability: AvailabilityAnswer | null;
  readonly usage: UsageAnswer | null;
};

const DAY_MS = 24 * 3_600_000;
/** They are reckoned from the whole history: a look each five minutes is enough for a figure of a day. */
const EVERY_MS = 5 * 60_000;

export function useFigures(now: number): FleetFigures {
  const { api } = useConsole();
  const turn = Math.floor(now / EVERY_MS);
  const availability = useAnswer('availability', turn, () => api.availability(now - DAY_MS, now));
  const usage = useAnswer('usage', turn, () => api.usage(civilDay(now), civilDay(now)));
  return { availability: availability.answer, usage: usage.answer };
}

/** What of some machines' minutes were good. */
export const share = (
  answer: AvailabilityAnswer | null,
  isOf: (machine: { readonly kiosk: string; readonly hall: string }) => boolean,
  which: 'any' | 'all',
  digits?: number,
): string | null => {
  const mine = (answer?.machines ?? []).filter(isOf);
  const sum = (of: 'any' | 'all' | 'measured') => mine.reduce((total, each) => total + each[of], 0);
  return percent(sum(which), sum('measured'), digits);
};

const MACHINE_ENDS: readonly string[] = ['failed', 'payment-unknown', 'not-charged'];

/** The figures of a day, and how many machines stand how; a state is pressed to see only its machines. */
export function Figures({
  figures: { availability, usage },
  machines,
  scope,
  look,
  onLook,
}: {
  readonly figures: FleetFigures;
  readonly machines: readonly FleetMachine[];
  readonly scope: string | null;
  readonly look: Look | null;
  readonly onLook: (look: Look | null) => void;
}) {
  const { t } = useWords();
  const isOf = ({ hall }: { readonly hall: string }) => scope === null || hall === scope;
  const ended = (is: (outcome: string) => boolean) =>
    (usage?.rows ?? []).filter(({ outcome }) => is(outcome)).reduce((sum, { n }) => sum + n, 0);
  const interrupted = ended((outcome) => MACHINE_ENDS.includes(outcome));
  const counts = tally(machines);
  return (
    <section className="panel figures" aria-label={t('fleet.states')}>
      <Figure
        name={t('fleet.availability')}
        value={share(availability, isOf, 'any')}
        unit={t('unit.percent')}
        hint={t('fleet.availabilityHint')}
      />
      <Figure
        name={t('fleet.allItems')}
        value={share(availability, isOf, 'all')}
        unit={t('unit.percent')}
        hint={t('fleet.allItemsHint')}
      />
      <Figure
        name={t('fleet.done')}
        value={usage && count(ended((outcome) => outcome === 'done' || outcome === 'pending'))}
        unit={t('unit.pieces')}
        hint={
          interrupted === 0
            ? t('fleet.interruptedFew')
            : t('fleet.interrupted', { count: count(interrupted) })
        }
      />
      <div className="figure">
        <div className="name">{t('fleet.states')}</div>
        <div className="stack" aria-hidden="true">
          {counts.map(([each, n]) => (
            <i key={each} className={`tone-${TONES[each]}`} style={{ flexGrow: n }}>
              <Shape tone={TONES[each]} />
            </i>
          ))}
        </div>
        <div className="legend">
          {counts.map(([each, n]) => (
            <button
              key={each}
              type="button"
              aria-pressed={look === each}
              aria-label={`${t('fleet.filter', { state: t(`state.${each}`) })} ${n}`}
              onClick={() => onLook(look === each ? null : each)}
            >
              <StateMark tone={TONES[each]}>
                {t(`state.${each}`)} {n}
              </StateMark>
            </button>
          ))}
        </div>
      </div>
    </section>
  );
}

function Figure({
  name,
  value,
  unit,
  hint,
}: {
  readonly name: string;
  readonly value: string | null;
  readonly unit: string;
  readonly hint: string;
}) {
  const { t } = useWords();
  return (
    <div className="figure">
      <div className="name">{name}</div>
      <div className="value">
        {value ?? t('none')}
        {value !== null && <small>{unit}</small>}
      </div>
      <div className="hint">{value === null ? t('fleet.noData') : hint}</div>
    </div>
  );
}
