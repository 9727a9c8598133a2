import { useState } from 'react';
import { useConsole } from '../console-context.ts';
import { useAnswer } from '../data/use-hall.ts';
import { civilDay, count, dayBefore, percent } from '../format.ts';
import { Icon } from '../parts/icon.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { hashOf } from '../route.ts';
import { type ConsoleLanguage, useWords } from '../words/console-words.ts';
import { names } from './catalogue-names.ts';
import { itemsUsed } from './funnel-view.ts';
import { availabilityOf, instantsOf } from './item-availability.ts';
import { ItemStatistics } from './item-statistics.tsx';

const DAYS = { today: 0, week: 6, month: 29 } as const;
type Range = keyof typeof DAYS;
/** The hall reckons them from a history of weeks. */
const EVERY_MS = 5 * 60_000;

const itemName = (item: string, language: ConsoleLanguage): string => names[item]?.name[language] ?? item;

/** How items are used: which, how many get through, and where the others give up. */
export function ServicesPage({
  now,
  query,
  chosen,
  onChoose,
}: {
  readonly now: number;
  readonly query: string;
  readonly chosen: string | null;
  readonly onChoose: (item: string | null) => void;
}) {
  const { t, language } = useWords();
  const { api } = useConsole();
  const [range, setRange] = useState<Range>('month');
  const [how, setHow] = useState<'chart' | 'table'>('chart');
  const from = dayBefore(now, DAYS[range]);
  const to = civilDay(now);
  const { answer } = useAnswer(`${from} ${to}`, 0, () => api.usage(from, to));
  const availability = useAnswer(`availability ${from} ${to}`, Math.floor(now / EVERY_MS), () =>
    api.itemAvailability(...instantsOf(from, now)),
  ).answer;
  const rows = answer?.rows ?? [];
  const items = itemsUsed(rows).filter(({ item }) =>
    `${item}${itemName(item, 'zh-CN')}${itemName(item, 'en')}`
      .toLowerCase()
      .includes(query.trim().toLowerCase()),
  );
  const current = items.find(({ item }) => item === chosen) ?? items[0];
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{t('services.title')}</h1>
        <Tabs
          label={t('services.range')}
          chosen={range}
          options={[
            ['today', t('services.today')],
            ['week', t('services.week')],
            ['month', t('services.month')],
          ]}
          onChoose={setRange}
        />
        <span className="right row">
          <Tabs
            label={t('machine.how')}
            chosen={how}
            options={[
              ['chart', t('machine.chart')],
              ['table', t('machine.table')],
            ]}
            onChoose={setHow}
          />
          <a className="button" href={`/api/usage?from=${from}&to=${to}&format=csv`} download>
            <Icon name="download" />
            {t('services.csv')}
          </a>
        </span>
      </div>
      {answer !== null && current === undefined && (
        <section className="panel">
          <p className="empty">{t('services.none')}</p>
        </section>
      )}
      {current !== undefined && (
        <div className="services">
          <section className="panel items" aria-labelledby="items">
            <div className="panel-head">
              <h2 id="items">{t('services.byVisits')}</h2>
              <span>{t('services.rate')}</span>
            </div>
            <ul>
              {items.map(({ item, begun, done }) => (
                <li key={item}>
                  <a
                    href={hashOf({ page: 'services', item })}
                    aria-current={item === current.item ? 'true' : undefined}
                    onClick={() => onChoose(item)}
                  >
                    <span>{itemName(item, language)}</span>
                    <b>{percent(done, begun, 0)}%</b>
                    <small>{t('services.visits', { count: count(begun) })}</small>
                    <small className="end">
                      {t('services.available', { share: availabilityOf(availability, item) ?? t('none') })}
                    </small>
                  </a>
                </li>
              ))}
            </ul>
          </section>
          <ItemStatistics
            key={current.item}
            item={current.item}
            name={itemName(current.item, language)}
            steps={names[current.item]?.steps ?? []}
            rows={rows}
            availability={availabilityOf(availability, current.item)}
            how={how}
          />
        </div>
      )}
    </>
  );
}
