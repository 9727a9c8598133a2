import type { ReactNode } from 'react';
import type { FleetMachine } from '../../../hall/api/contract.ts';
import { count } from '../format.ts';
import { type Look, TONES } from '../look.ts';
import { Shape, StateMark } from '../parts/state-mark.tsx';
import { useWords } from '../words/console-words.ts';
import { tally } from './filter.ts';
import { againstTarget, doneIn, type FleetFigures, share } from './fleet-figures.ts';

/** In per cent: of the time something can be done, and of what people come for. */
const TARGETS = { any: 99.5, weighted: 98 } as const;

const MACHINE_ENDS: readonly string[] = ['failed', 'payment-unknown', 'not-charged'];

/** The figures of a day, and how many machines stand how; a state is pressed to see only its machines. */
export function Figures({
  figures: { availability, items, usage, served },
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
  const done = doneIn(served, scope);
  const interrupted = (usage?.rows ?? [])
    .filter(({ outcome }) => MACHINE_ENDS.includes(outcome))
    .reduce((sum, { n }) => sum + n, 0);
  const counts = tally(machines);
  return (
    <section className="panel figures" aria-label={t('fleet.states')}>
      <TargetFigure
        name={t('fleet.availability')}
        part={share((availability?.machines ?? []).filter(isOf))}
        target={TARGETS.any}
      />
      <TargetFigure name={t('fleet.weighted')} part={items?.weighted ?? null} target={TARGETS.weighted} />
      <Figure
        name={t('fleet.done')}
        value={served && (done === null ? t('fleet.fewerThanFive') : count(done))}
        unit={done === null ? '' : t('unit.pieces')}
      >
        {scope !== null
          ? t('fleet.doneSoFar')
          : interrupted === 0
            ? t('fleet.interruptedFew')
            : t('fleet.interrupted', { count: count(interrupted) })}
      </Figure>
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

/** A share beside what was promised. */
function TargetFigure({
  name,
  part,
  target,
}: {
  readonly name: string;
  readonly part: number | null;
  readonly target: number;
}) {
  const { t } = useWords();
  const reached = againstTarget(part, target);
  const said = { target: target.toFixed(1) };
  return (
    <Figure name={name} value={reached?.value ?? null} unit={t('unit.percent')}>
      {reached?.isMet ? (
        t('fleet.targetMet', said)
      ) : (
        <StateMark tone="warn">{t('fleet.targetMissed', said)}</StateMark>
      )}
    </Figure>
  );
}

function Figure({
  name,
  value,
  unit,
  children,
}: {
  readonly name: string;
  readonly value: string | null;
  readonly unit: string;
  /** What it is held against. */
  readonly children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <div className="figure">
      <div className="name">{name}</div>
      <div className="value">
        {value ?? t('none')}
        {value !== null && <small>{unit}</small>}
      </div>
      <div className="hint">{value === null ? t('fleet.noData') : children}</div>
    </div>
  );
}
