import { useState } from 'react';
import type { AlarmView } from '../../../hall/api/contract.ts';
import { useConsole } from '../console-context.ts';
import { type HallView, useAnswer } from '../data/use-hall.ts';
import { Tabs } from '../parts/tabs.tsx';
import { useWords } from '../words/console-words.ts';
import { AlarmDetail } from './alarm-detail.tsx';
import { AlarmList } from './alarm-list.tsx';
import { says, type Tab, under } from './inbox.ts';

const SEVERITIES = ['S1', 'S2', 'S3', 'S4'] as const;
const TABS = ['open', 'mine', 'shelved', 'closed'] as const;

/** The inbox: what is wrong, worst first, and what to do about the one that is chosen. */
export function AlarmsPage({
  hall,
  now,
  query,
  scope,
  chosen,
  onChoose,
}: {
  readonly hall: HallView;
  readonly now: number;
  readonly query: string;
  readonly scope: string | null;
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}) {
  const { t, text } = useWords();
  const { api, who } = useConsole();
  const [tab, setTab] = useState<Tab>('open');
  const [severity, setSeverity] = useState<string>('');
  const { answer } = useAnswer('all', hall.alarmChanges, () => api.alarms('all'));
  const of = { open: hall.alarms ?? [], all: answer?.alarms ?? [], me: who.name, now };
  const nameOf = (alarm: AlarmView): string => {
    const found = hall.fleet?.halls.find(({ id }) => id === alarm.hall);
    return found ? text(found.name) : (alarm.hall ?? t('alarms.realm'));
  };
  const shown = under(tab, of)
    .filter((alarm) => scope === null || alarm.hall === scope)
    .filter((alarm) => severity === '' || alarm.severity === severity)
    .filter((alarm) => says(alarm, nameOf(alarm), query));
  const everything = [...of.open, ...of.all];
  // Where nothing was chosen the first is shown; on a phone the list is, until one is pressed.
  const current = chosen === null ? shown[0] : everything.find(({ id }) => id === chosen);
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{t('alarms.title')}</h1>
        <Tabs
          label={t('alarms.tabs')}
          chosen={tab}
          options={TABS.map(
            (each) => [each, t(`alarms.${each}`, { count: under(each, of).length })] as const,
          )}
          onChoose={(each) => {
            setTab(each);
            onChoose(null);
          }}
        />
        <select
          className="scope right"
          aria-label={t('alarms.severity')}
          value={severity}
          onChange={(event) => setSeverity(event.target.value)}
        >
          <option value="">{t('alarms.anySeverity')}</option>
          {SEVERITIES.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </div>
      <div className={chosen === null ? 'inbox' : 'inbox opened'}>
        <section className="panel list" aria-label={t('alarms.title')}>
          {shown.length === 0 && <p className="empty">{t('alarms.none')}</p>}
          <AlarmList
            alarms={shown}
            onDone={hall.again}
            now={now}
            current={current?.id}
            chosen={chosen}
            nameOf={nameOf}
          />
          <p className="levels">{t('alarms.levels')}</p>
        </section>
        {current ? (
          <AlarmDetail
            key={current.id}
            alarm={current}
            fleet={hall.fleet}
            hallName={nameOf(current)}
            now={now}
            onDone={hall.again}
            onBack={() => onChoose(null)}
          />
        ) : (
          <section className="panel detail">
            <p className="empty">{t('alarms.pick')}</p>
          </section>
        )}
      </div>
    </>
  );
}
