import { useState } from 'react';
import type { FleetAnswer } from '../../../hall/api/contract.ts';
import { useConsole } from '../console-context.ts';
import { useAnswer } from '../data/use-hall.ts';
import { type Filter, matching, upTo } from '../fleet/filter.ts';
import { age, civilDay, count, hourTime, shortMoment } from '../format.ts';
import { More, useGrowing } from '../parts/growing.tsx';
import { Icon } from '../parts/icon.tsx';
import { Scrolled } from '../parts/scrolled.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { hashOf } from '../route.ts';
import { useWords } from '../words/console-words.ts';
import { byHall, isToBring, type Needed, type SupplyName, toLoad, withNeed } from './pick-list.ts';
import { Lasts, NeedMark, SUPPLY_ICONS } from './supply-parts.tsx';

/** Forecasts are of days; what is used up is an alarm as well. */
const EVERY_MS = 60_000;
/** Older than this, a machine's word may be otherwise by now. */
const STALE_MS = 100_000;

/** What to bring on the next round, hall by hall; printed, it is the list somebody takes along. */
export function SuppliesPage({
  fleet,
  now,
  query,
  scope,
}: {
  readonly fleet: FleetAnswer | null;
  readonly now: number;
} & Pick<Filter, 'query' | 'scope'>) {
  const { t, text } = useWords();
  const { api } = useConsole();
  const [which, setWhich] = useState<'soon' | 'all'>('soon');
  const [supply, setSupply] = useState<SupplyName | 'any'>('any');
  const { answer, error } = useAnswer('supplies', Math.floor(now / EVERY_MS), api.supplies);
  const fitting = new Set(
    fleet ? matching(fleet, { query, scope, look: null }).map(({ kiosk }) => kiosk) : [],
  );
  const found = withNeed(answer?.supplies ?? [], now)
    .filter(({ kiosk }) => fitting.has(kiosk))
    .filter((each) => supply === 'any' || each.supply === supply);
  const shown = which === 'all' ? found : found.filter(isToBring);
  const load = toLoad(found);
  const growing = useGrowing(shown.length);
  const halls = byHall(shown);
  // What is to bring is printed, and so there is all of it.
  const drawn = which === 'all' ? upTo(halls, growing.shown, ({ needed }) => needed.length) : halls;
  const nameOf = (id: string): string => {
    const hall = fleet?.halls.find((each) => each.id === id);
    return hall ? text(hall.name) : id;
  };
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{t('supplies.title')}</h1>
        <Tabs
          label={t('supplies.which')}
          chosen={which}
          options={[
            ['soon', t('supplies.within')],
            ['all', t('supplies.all')],
          ]}
          onChoose={setWhich}
        />
        <select
          className="scope"
          aria-label={t('supplies.supply')}
          value={supply}
          onChange={(event) => setSupply(NAMES.find((name) => name === event.target.value) ?? 'any')}
        >
          <option value="any">{t('supplies.any')}</option>
          {NAMES.map((name) => (
            <option key={name} value={name}>
              {t(`supply.${name}`)}
            </option>
          ))}
        </select>
        <span className="right row">
          <button type="button" className="button" onClick={() => print()}>
            <Icon name="printer" />
            {t('supplies.print')}
          </button>
          <a className="button" href="/api/supplies?format=csv" download>
            <Icon name="download" />
            {t('fleet.csv')}
          </a>
        </span>
      </div>
      {error !== null && (
        <p className="notice tone-lost" role="status">
          <StateMark tone="lost">
            {answer === null ? t('supplies.away') : t('supplies.stale', { age: age(answer.at, now, t) })}
          </StateMark>
        </p>
      )}
      <section className="panel to-load" aria-labelledby="to-load">
        <h2 id="to-load">{t('supplies.load')}</h2>
        <ul className="row">
          {load.map(({ supply: name, count: n }) => (
            <li key={name}>
              <Icon name={SUPPLY_ICONS[name]} />
              <b>{t(`supplies.pack.${name}`, { count: count(n) })}</b>
            </li>
          ))}
          {load.length === 0 && answer !== null && <li className="quiet">{t('supplies.nothing')}</li>}
        </ul>
        <p className="quiet small">
          {t('supplies.round')}
          {answer !== null && (
            <> {t('supplies.at', { at: `${civilDay(answer.at)} ${hourTime(answer.at)}` })}</>
          )}
        </p>
      </section>
      {answer !== null && found.length === 0 && (
        <section className="panel">
          <p className="empty">{t(answer.supplies.length === 0 ? 'supplies.none' : 'supplies.noMatch')}</p>
        </section>
      )}
      {drawn.map(({ hall, needed }) => (
        <div key={hall} className="panel">
          <div className="panel-head">
            <h2>{nameOf(hall)}</h2>
            <span>
              {toLoad(needed)
                .map(({ supply: name, count: n }) => t(`supplies.pack.${name}`, { count: n }))
                .join(' · ')}
            </span>
          </div>
          <HallList needed={needed} name={nameOf(hall)} now={now} />
        </div>
      ))}
      {which === 'all' && <More growing={growing} />}
    </>
  );
}

const NAMES = ['receipt-paper', 'document-paper', 'toner'] as const satisfies readonly SupplyName[];

function HallList({
  needed,
  name,
  now,
}: {
  readonly needed: readonly Needed[];
  readonly name: string;
  readonly now: number;
}) {
  const { t, text } = useWords();
  return (
    <Scrolled label={name}>
      <table className="machines pick-list">
        <thead>
          <tr>
            <th scope="col">{t('fleet.machine')}</th>
            <th scope="col">{t('supplies.supply')}</th>
            <th scope="col">{t('supplies.need')}</th>
            <th scope="col">{t('fleet.place')}</th>
            <th scope="col" className="end">
              {t('supplies.left')}
            </th>
            <th scope="col" className="end">
              {t('supplies.lasts')}
            </th>
            <th scope="col" className="end">
              {t('supplies.until')}
            </th>
            <th scope="col" className="end">
              {t('fleet.heard')}
            </th>
          </tr>
        </thead>
        <tbody>
          {needed.map((each) => (
            <tr key={`${each.kiosk} ${each.supply}`}>
              <th scope="row">
                <a href={hashOf({ page: 'machine', kiosk: each.kiosk })}>{each.kiosk}</a>
              </th>
              <td>{t(`supply.${each.supply}`)}</td>
              <td>
                <NeedMark of={each} />
              </td>
              <td className="quiet">{text(each.place)}</td>
              <td className="end">
                {each.remaining === null ? t('none') : count(Math.max(0, Math.round(each.remaining)))}
              </td>
              <td className="end">
                <Lasts of={each} now={now} />
              </td>
              <td className="end">
                {each.p90At === null || each.need === 'used-up' ? t('none') : shortMoment(each.p90At, now)}
              </td>
              <td className="end quiet">
                {each.heardAt === null ? (
                  t('fleet.neverHeard')
                ) : now - each.heardAt > STALE_MS ? (
                  <StateMark tone="stale">{age(each.heardAt, now, t)}</StateMark>
                ) : (
                  age(each.heardAt, now, t)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
