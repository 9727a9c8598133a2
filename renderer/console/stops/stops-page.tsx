import { useState } from 'react';
import type { FleetAnswer, StopsAnswer } from '../../../hall/api/contract.ts';
import { mayActEverywhere, useConsole } from '../console-context.ts';
import { useAnswer } from '../data/use-hall.ts';
import { count, masked, shortMoment } from '../format.ts';
import { lookOf, TONES } from '../look.ts';
import { Ask } from '../parts/ask.tsx';
import { Icon } from '../parts/icon.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { names } from '../services/catalogue-names.ts';
import { useWords } from '../words/console-words.ts';
import { AskStop } from './ask-stop.tsx';

/** Machines answer within seconds; the hall looks through all of them. */
const EVERY_MS = 5000;

/** Items nobody may begin anywhere: which, since when, why, and which machines have not said that they know. */
export function StopsPage({ now, fleet }: { readonly now: number; readonly fleet: FleetAnswer | null }) {
  const { t } = useWords();
  const { api, who } = useConsole();
  const { answer, error, again } = useAnswer('stops', Math.floor(now / EVERY_MS), api.stops);
  const [isAsked, setAsked] = useState(false);
  const [lifted, setLifted] = useState<string | null>(null);
  const name = useItemName();
  const mayStop = mayActEverywhere(who, 'ops');
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{t('stops.title')}</h1>
        {mayStop && !isAsked && (
          <button type="button" className="button danger right" onClick={() => setAsked(true)}>
            <Icon name="octagon" />
            {t('stops.stop')}
          </button>
        )}
      </div>
      <p className="quiet">
        {t('stops.lead')} {!mayStop && t('stops.not')}
      </p>
      {isAsked && <AskStop onDone={again} onClose={() => setAsked(false)} />}
      {error !== null && answer === null && (
        <p className="mistake" role="alert">
          {t('signIn.away')}
        </p>
      )}
      {answer !== null && (
        <div className="stops">
          <InForce answer={answer} now={now} mayLift={mayStop} onLift={setLifted} />
          {answer.version > 0 && <Results answer={answer} fleet={fleet} />}
        </div>
      )}
      {lifted !== null && (
        <Ask
          title={t('stops.liftAsk', { name: name(lifted) })}
          verb={t('stops.lift')}
          onDo={async (reason) => {
            await api.stop(lifted, false, reason);
            again();
          }}
          onClose={() => setLifted(null)}
        >
          <p className="quiet">{t('stops.liftHint')}</p>
        </Ask>
      )}
    </>
  );
}

function useItemName(): (item: string) => string {
  const { text } = useWords();
  return (item) => {
    const known = names[item];
    return known === undefined ? item : text(known.name);
  };
}

function InForce({
  answer: { stops },
  now,
  mayLift,
  onLift,
}: {
  readonly answer: StopsAnswer;
  readonly now: number;
  readonly mayLift: boolean;
  readonly onLift: (item: string) => void;
}) {
  const { t } = useWords();
  const name = useItemName();
  return (
    <section className="panel" aria-labelledby="in-force">
      <div className="panel-head">
        <h2 id="in-force">{t('stops.inForce')}</h2>
        <span>{t('stops.count', { count: stops.length })}</span>
      </div>
      {stops.length === 0 && <p className="empty">{t('stops.none')}</p>}
      <ul className="in-force">
        {stops.map(({ item, by, at, reason }) => (
          <li key={item}>
            <Icon name="octagon" />
            <div>
              <b>{name(item)}</b> {name(item) !== item && <code>{item}</code>}
              <p>{reason}</p>
              <p className="quiet small">
                {masked(by)} {shortMoment(at, now)}
              </p>
            </div>
            {mayLift && (
              <button
                type="button"
                className="button"
                aria-label={`${t('stops.lift')} ${name(item)}`}
                onClick={() => onLift(item)}
              >
                {t('stops.lift')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const SHOWN = 60;

/** What is known of each machine: it has said that it goes by this, or it has not. */
function Results({
  answer: { behind },
  fleet,
}: {
  readonly answer: StopsAnswer;
  readonly fleet: FleetAnswer | null;
}) {
  const { t } = useWords();
  const machines = new Map(fleet?.machines.map((machine) => [machine.kiosk, machine]));
  return (
    <section className="panel" aria-labelledby="results">
      <div className="panel-head">
        <h2 id="results">{t('stops.results')}</h2>
        {machines.size > 0 && (
          <span>{t('unit.of', { part: machines.size - behind.length, whole: machines.size })}</span>
        )}
      </div>
      {behind.length === 0 ? (
        <StateMark tone="ok">{t('stops.everybody')}</StateMark>
      ) : (
        <>
          <StateMark tone="warn">{t('stops.behind', { count: count(behind.length) })}</StateMark>
          <p className="quiet small">{t('stops.behindHint')}</p>
          <ul className="behind">
            {behind.slice(0, SHOWN).map((kiosk) => {
              const machine = machines.get(kiosk);
              const look = machine ? lookOf(machine) : 'unknown';
              return (
                <li key={kiosk}>
                  <a href={hashOf({ page: 'machine', kiosk })}>{kiosk}</a>
                  <StateMark tone={TONES[look]}>{t(`state.${look}`)}</StateMark>
                </li>
              );
            })}
          </ul>
          {behind.length > SHOWN && (
            <p className="quiet small">{t('stops.more', { count: behind.length - SHOWN })}</p>
          )}
        </>
      )}
    </section>
  );
}
