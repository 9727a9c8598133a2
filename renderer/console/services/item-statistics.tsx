import { useState } from 'react';
import type { UsageAnswer } from '../../../hall/api/contract.ts';
import { count, percent, span } from '../format.ts';
import { Icon } from '../parts/icon.tsx';
import { Scrolled } from '../parts/scrolled.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { type ConsoleLanguage, useWords } from '../words/console-words.ts';
import { type Funnel, type FunnelRow, funnelOf, tableOf, versionsOf } from './funnel-view.ts';

type Step = { readonly id: string; readonly name: Readonly<Record<ConsoleLanguage, string>> | null };
type Row = UsageAnswer['rows'][number];

/** One item: its funnel, or the numbers it is drawn of; by version where there are several. */
export function ItemStatistics({
  item,
  name,
  steps,
  rows,
  availability,
  how,
}: {
  readonly item: string;
  readonly name: string;
  readonly steps: readonly Step[];
  readonly rows: readonly Row[];
  /** `99.6%`; null where nothing is known of it. */
  readonly availability: string | null;
  readonly how: 'chart' | 'table';
}) {
  const { t, text } = useWords();
  const [version, setVersion] = useState<string>('all');
  const versions = versionsOf(rows, item);
  const mine = rows.filter(
    (row) => row.item === item && (version === 'all' || String(row.version) === version),
  );
  const funnel = funnelOf(
    mine,
    steps.map(({ id }) => id),
  );
  const stepName = (id: string): string => {
    const found = steps.find((step) => step.id === id)?.name;
    return found ? text(found) : id;
  };
  const [only] = versions;
  return (
    <section className="panel funnel" aria-labelledby="item">
      <div className="funnel-head">
        <div>
          <h2 id="item">{name}</h2>
          {versions.length === 1 && only !== undefined && (
            <span className="quiet small">{t('services.versionNo', { version: only })}</span>
          )}
          {versions.length > 1 && (
            <Tabs
              label={t('services.version')}
              chosen={version}
              options={[
                ['all', t('services.allVersions')],
                ...versions.map(
                  (each) => [String(each), t('services.versionNo', { version: each })] as const,
                ),
              ]}
              onChoose={setVersion}
            />
          )}
        </div>
        <dl className="impact">
          <Figure name={t('services.rate')} value={shareOf(funnel.done, funnel.begun)} />
          <Figure name={t('services.availability')} value={availability ?? t('none')} />
          <Figure
            name={t('services.mean')}
            value={funnel.meanSeconds === null ? t('none') : span(funnel.meanSeconds * 1000, t)}
          />
          <Figure name={t('services.machineShare')} value={shareOf(funnel.byMachine, funnel.begun)} />
        </dl>
      </div>
      {how === 'chart' ? (
        <FunnelChart funnel={funnel} stepName={stepName} />
      ) : (
        <FunnelTable rows={mine} stepName={stepName} />
      )}
      <p className="merged">{t('services.merged')}</p>
      {funnel.worst !== null && (
        <p className="notice tone-warn worst">
          <Icon name="info" />
          {t('services.worst', {
            step: stepName(funnel.worst.step),
            share: shareOf(funnel.worst.left, funnel.begun),
            count: count(funnel.worst.left),
          })}
        </p>
      )}
    </section>
  );
}

const shareOf = (part: number, whole: number): string => {
  const share = percent(part, whole, 1);
  return share === null ? '—' : `${share}%`;
};

const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd className="value">{value}</dd>
  </div>
);

function FunnelChart({
  funnel,
  stepName,
}: {
  readonly funnel: Funnel;
  readonly stepName: (id: string) => string;
}) {
  const { t } = useWords();
  const nameOf = ({ at }: FunnelRow): string => {
    switch (at.kind) {
      case 'start':
        return t('services.start');
      case 'step':
        return stepName(at.step);
      case 'other-steps':
        return t('services.otherSteps');
      case 'ineligible':
        return t('services.ineligible');
      case 'machine':
        return t('services.machine');
      case 'finish':
        return t('services.finish');
    }
  };
  const width = (n: number) => `${funnel.begun === 0 ? 0 : (100 * n) / funnel.begun}%`;
  const most = Math.max(1, ...funnel.rows.map(({ came, past }) => came - past));
  return (
    <>
      <table className="bars">
        <thead>
          <tr>
            <th scope="col">{t('services.step')}</th>
            <th scope="col" className="wide">
              {t('services.reached')}
            </th>
            <th scope="col" className="end">
              {t('services.count')}
            </th>
            <th scope="col">{t('services.dropped')}</th>
          </tr>
        </thead>
        <tbody>
          {funnel.rows.map((row) => (
            <tr key={nameOf(row)}>
              <th scope="row">{nameOf(row)}</th>
              <td className="wide">
                <div className="came" style={{ width: width(row.came) }}>
                  <div
                    className="past"
                    style={{ width: row.came === 0 ? 0 : `${(100 * row.past) / row.came}%` }}
                  />
                </div>
              </td>
              <td className="end">
                <b>{count(row.past)}</b>
              </td>
              <td>
                {row.came === row.past ? (
                  <span className="quiet">{t('none')}</span>
                ) : (
                  <span className="drop">
                    <i
                      className={row.at.kind}
                      style={{ width: `${(110 * (row.came - row.past)) / most}px` }}
                    />
                    {count(row.came - row.past)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="keys">
        <li>
          <i className="step" />
          {t('services.left')}
        </li>
        <li>
          <i className="machine" />
          <b>{t('services.machine')}</b>
        </li>
        <li>
          <i className="ineligible" />
          {t('services.ineligible')}
        </li>
      </ul>
    </>
  );
}

function FunnelTable({
  rows,
  stepName,
}: {
  readonly rows: readonly Row[];
  readonly stepName: (id: string) => string;
}) {
  const { t } = useWords();
  return (
    <Scrolled label={t('machine.table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('services.outcome')}</th>
            <th scope="col">{t('services.step')}</th>
            <th scope="col" className="end">
              {t('services.count')}
            </th>
            <th scope="col" className="end">
              {t('services.meanTime')}
            </th>
            <th scope="col" className="end">
              {t('services.ratings')}
            </th>
          </tr>
        </thead>
        <tbody>
          {tableOf(rows).map(({ outcome, step, n, seconds, ratings }) => (
            <tr key={`${outcome} ${step}`}>
              <th scope="row">{t(`outcome.${outcome}`)}</th>
              <td>
                {step === null ? t(outcome === 'left' ? 'services.otherSteps' : 'none') : stepName(step)}
              </td>
              <td className="end">{count(n)}</td>
              <td className="end">{span((1000 * seconds) / n, t)}</td>
              <td className="end quiet">
                {ratings.some((each) => each > 0) ? ratings.join(' / ') : t('none')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
