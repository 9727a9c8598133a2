import { useDeferredValue, useMemo, useState } from 'react';
import type { FleetAnswer } from '../../../hall/api/contract.ts';
import type { HallView } from '../data/use-hall.ts';
import { civilDay } from '../format.ts';
import { HallMap } from '../map/hall-map.tsx';
import { HallPlan } from '../map/hall-plan.tsx';
import { Icon } from '../parts/icon.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { useWords } from '../words/console-words.ts';
import { Figures } from './figures.tsx';
import { type Filter, matching } from './filter.ts';
import { useFigures } from './fleet-figures.ts';
import { HallFloor } from './hall-floor.tsx';
import { HallWeek } from './hall-week.tsx';
import { MachineTable } from './machine-table.tsx';
import { SuppliesToBring, ToDo } from './to-do.tsx';
import { weeksOf, weekUntil } from './week.ts';

export type FleetView = 'halls' | 'map' | 'table';

type Shown = {
  readonly hall: HallView;
  readonly now: number;
  readonly filter: Filter;
  readonly view: FleetView;
  readonly onView: (view: FleetView) => void;
  readonly onFilter: (filter: Filter) => void;
};

/** All machines: how many stand how, hall by hall, and what wants somebody. */
export function FleetPage(shown: Shown) {
  const { t } = useWords();
  const { fleet } = shown.hall;
  // Its figures are asked for after the machines: the hall reckons them from a whole day's history.
  return fleet === null ? <h1 tabIndex={-1}>{t('nav.fleet')}</h1> : <Fleet fleet={fleet} {...shown} />;
}

function Fleet({
  fleet,
  hall,
  now,
  filter,
  view,
  onView,
  onFilter,
}: Shown & { readonly fleet: FleetAnswer }) {
  const { t, text } = useWords();
  const { query, scope, look } = filter;
  const figures = useFigures(now, scope);
  const [how, setHow] = useState<'chart' | 'table'>('chart');
  const today = civilDay(now);
  const [days, weeks] = useMemo(() => {
    const until = weekUntil(Date.parse(today));
    return [until, weeksOf(figures.week, until)] as const;
  }, [figures.week, today]);
  const { alarms } = hall;
  const inScope = useMemo(() => matching(fleet, { query: '', scope, look: null }), [fleet, scope]);
  // What is typed or pressed is seen to be so at once; a thousand machines follow as soon as they are drawn.
  const wanted = useDeferredValue(query);
  const wantedLook = useDeferredValue(look);
  const found = useMemo(
    () => matching(fleet, { query: wanted, scope, look: wantedLook }),
    [fleet, wanted, scope, wantedLook],
  );
  const where = fleet.halls.find(({ id }) => id === scope);
  const titleOf = (): string => {
    if (view === 'table') return t('fleet.machine');
    if (view === 'halls') return t('fleet.hall');
    return scope === null ? t('map.title') : t('map.plan', { hall: where ? text(where.name) : scope });
  };
  const hintOf = (): string => {
    if (view === 'map') return t(scope === null ? 'map.hint' : 'map.planHint');
    return t(view === 'halls' && how === 'table' ? 'fleet.weekHint' : 'fleet.open');
  };
  const clear = (): void => onFilter({ ...filter, query: '', look: null });
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
              ['map', t('map.tab')],
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
      <Figures
        figures={figures}
        machines={inScope}
        scope={scope}
        look={look}
        onLook={(next) => onFilter({ ...filter, look: next })}
      />
      <div className={view === 'table' ? 'fleet whole' : 'fleet'}>
        <section className="panel" aria-labelledby="machines">
          <div className="panel-head">
            <h2 id="machines">{titleOf()}</h2>
            <span className="row">
              <span>
                {t('fleet.halls', { count: new Set(found.map((machine) => machine.hall)).size })}
                <i className="dot" aria-hidden="true" />
                {hintOf()}
              </span>
              {view === 'halls' && (
                <Tabs
                  label={t('fleet.week')}
                  chosen={how}
                  options={[
                    ['chart', t('machine.chart')],
                    ['table', t('machine.table')],
                  ]}
                  onChoose={setHow}
                />
              )}
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
            how === 'chart' ? (
              <HallFloor fleet={fleet} machines={found} figures={figures} weeks={weeks} now={now} />
            ) : (
              <HallWeek fleet={fleet} machines={found} weeks={weeks} days={days} />
            )
          ) : view === 'map' ? (
            scope === null ? (
              <HallMap fleet={fleet} machines={found} onScope={(to) => onFilter({ ...filter, scope: to })} />
            ) : (
              <HallPlan machines={found} now={now} onBack={() => onFilter({ ...filter, scope: null })} />
            )
          ) : (
            <MachineTable fleet={fleet} machines={found} now={now} />
          )}
        </section>
        {view !== 'table' && (
          <div className="fleet-side">
            <ToDo alarms={alarms ?? []} all={figures.alarms ?? []} fleet={fleet} scope={scope} now={now} />
            <SuppliesToBring scope={scope} now={now} />
          </div>
        )}
      </div>
    </>
  );
}
