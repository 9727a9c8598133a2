import { useState } from 'react';
import type { HallView } from '../data/use-hall.ts';
import type { Look } from '../look.ts';
import { Icon } from '../parts/icon.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { useWords } from '../words/console-words.ts';
import { Figures, useFigures } from './figures.tsx';
import { matching } from './filter.ts';
import { HallFloor } from './hall-floor.tsx';
import { MachineTable } from './machine-table.tsx';
import { SuppliesToBring, ToDo } from './to-do.tsx';

/** All machines: how many stand how, hall by hall, and what wants somebody. */
export function FleetPage({
  hall,
  now,
  query,
  scope,
  view,
  onView,
  onClearQuery,
}: {
  readonly hall: HallView;
  readonly now: number;
  readonly query: string;
  readonly scope: string | null;
  readonly view: 'halls' | 'table';
  readonly onView: (view: 'halls' | 'table') => void;
  readonly onClearQuery: () => void;
}) {
  const { t, text } = useWords();
  const [look, setLook] = useState<Look | null>(null);
  const figures = useFigures(now);
  const { fleet, alarms } = hall;
  if (fleet === null) return <h1 tabIndex={-1}>{t('nav.fleet')}</h1>;
  const inScope = matching(fleet, { query: '', scope, look: null });
  const found = matching(fleet, { query, scope, look });
  const where = fleet.halls.find(({ id }) => id === scope);
  const clear = (): void => {
    setLook(null);
    onClearQuery();
  };
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>
          {t('fleet.title', {
            where: where ? text(where.name) : t('top.everywhere'),
            count: inScope.length,
          })}
        </h1>
        <span className="right row">
          <Tabs
            label={t('fleet.view')}
            chosen={view}
            options={[
              ['halls', t('fleet.byHall')],
              ['table', t('fleet.asTable')],
            ]}
            onChoose={onView}
          />
          <a className="button" href="/api/fleet?format=csv" download>
            <Icon name="download" />
            {t('fleet.csv')}
          </a>
        </span>
      </div>
      <Figures figures={figures} machines={inScope} scope={scope} look={look} onLook={setLook} />
      <div className={view === 'halls' ? 'fleet' : 'fleet whole'}>
        <section className="panel" aria-labelledby="machines">
          <div className="panel-head">
            <h2 id="machines">{t(view === 'halls' ? 'fleet.hall' : 'fleet.machine')}</h2>
            <span>
              {t('fleet.halls', { count: new Set(found.map((machine) => machine.hall)).size })}
              <i className="dot" aria-hidden="true" />
              {t('fleet.open')}
            </span>
          </div>
          {found.length === 0 ? (
            <div className="empty">
              <p>{t(fleet.machines.length === 0 ? 'fleet.empty' : 'fleet.noMatch')}</p>
              {(query !== '' || look !== null) && (
                <button type="button" className="button" onClick={clear}>
                  {t('fleet.clear')}
                </button>
              )}
            </div>
          ) : view === 'halls' ? (
            <HallFloor fleet={fleet} machines={found} availability={figures.availability} now={now} />
          ) : (
            <MachineTable fleet={fleet} machines={found} now={now} />
          )}
        </section>
        {view === 'halls' && (
          <div className="fleet-side">
            <ToDo alarms={alarms ?? []} fleet={fleet} scope={scope} now={now} />
            <SuppliesToBring alarms={alarms ?? []} fleet={fleet} scope={scope} now={now} />
          </div>
        )}
      </div>
    </>
  );
}
