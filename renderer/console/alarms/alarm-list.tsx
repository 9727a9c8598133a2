import { type ReactNode, useState } from 'react';
import type { AlarmView } from '../../../hall/api/contract.ts';
import { masked, span } from '../format.ts';
import { More, useGrowing } from '../parts/growing.tsx';
import { Icon } from '../parts/icon.tsx';
import { Dot, SeverityMark, StateMark } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { useWords } from '../words/console-words.ts';
import { AskStorm, StormActs, type StormAsked, type StormResult, StormTold } from './alarm-storm.tsx';
import { type InboxRow, rowsOf, statesOf } from './inbox-rows.ts';
import { isOverdue } from './restore-view.ts';

type Told = {
  readonly now: number;
  /** The one whose detail is shown. */
  readonly current: string | undefined;
  /** The one somebody asked for: what it is folded into is unfolded. */
  readonly chosen: string | null;
  readonly nameOf: (alarm: AlarmView) => string;
};
type Asking = { readonly onAsk: (asked: StormAsked) => void };

/** The inbox: a row an alarm, or a row for many machines with the same. */
export function AlarmList({
  alarms,
  onDone,
  ...told
}: Told & { readonly alarms: readonly AlarmView[]; readonly onDone: () => void }) {
  const [asked, setAsked] = useState<StormAsked | null>(null);
  const [result, setResult] = useState<StormResult | null>(null);
  const rows = rowsOf(alarms);
  const growing = useGrowing(rows.length);
  return (
    <>
      {result !== null && <StormTold result={result} onClose={() => setResult(null)} />}
      {asked !== null && (
        <AskStorm
          asked={asked}
          onResult={(told) => {
            setResult(told);
            onDone();
          }}
          onClose={() => setAsked(null)}
        />
      )}
      <ul>
        {rows.slice(0, growing.shown).map((row) => (
          <Row key={row.kind === 'one' ? row.alarm.id : row.key} row={row} onAsk={setAsked} {...told} />
        ))}
      </ul>
      <More growing={growing} />
    </>
  );
}

function Row({ row, onAsk, ...told }: Told & Asking & { readonly row: InboxRow }) {
  const { t } = useWords();
  if (row.kind === 'many') return <Many alarms={row.alarms} onAsk={onAsk} {...told} />;
  return (
    <li>
      <AlarmLink alarm={row.alarm} {...told} />
      {row.explained.length > 0 && (
        <Folded alarms={row.explained} {...told}>
          <span className="about">{t('alarms.explains', { count: row.explained.length })}</span>
        </Folded>
      )}
    </li>
  );
}

/** Many machines with the same alarm: how many, where, since when, and in which states. */
function Many({
  alarms,
  onAsk,
  ...told
}: Told & Asking & { readonly alarms: readonly [AlarmView, ...AlarmView[]] }) {
  const { t, text } = useWords();
  const [first] = alarms;
  const halls = new Set(alarms.map(({ hall }) => hall));
  const isSame = alarms.every(({ effect }) => text(effect) === text(first.effect));
  const raisedAt = Math.min(...alarms.map((alarm) => alarm.raisedAt ?? told.now));
  const overdue = alarms.filter((alarm) => isOverdue(alarm, told.now)).length;
  const goneAt = Math.max(...alarms.map(({ clearedAt }) => clearedAt ?? told.now));
  return (
    <li className="many">
      <Folded alarms={alarms} acts={<StormActs alarms={alarms} onAsk={onAsk} />} {...told}>
        <SeverityMark alarm={first} />
        <b>
          {t('alarms.machines', { count: alarms.length })} {text(first.title)}
        </b>
        <time>{span(goneAt - raisedAt, t)}</time>
        <span className="about">
          {halls.size === 1 ? told.nameOf(first) : t('alarms.halls', { count: halls.size })}
          {isSame && (
            <>
              <Dot />
              {text(first.effect)}
            </>
          )}
        </span>
        <span className="about held">
          {statesOf(alarms)
            .map(([state, count]) => `${t(`alarms.state.${state}`)} ${count}`)
            .join('  ')}
          {overdue > 0 && <Overdue>{t('restore.overdueCount', { count: overdue })}</Overdue>}
        </span>
      </Folded>
    </li>
  );
}

/** A button that unfolds these, with what can be done to all of them below; unfolded where one of them was chosen. */
function Folded({
  alarms,
  acts,
  children,
  ...told
}: Told & {
  readonly alarms: readonly AlarmView[];
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(() => alarms.some(({ id }) => id === told.chosen));
  const growing = useGrowing(alarms.length);
  const hidesCurrent = !isOpen && alarms.some(({ id }) => id === told.current);
  return (
    <>
      <button
        type="button"
        className="fold"
        aria-expanded={isOpen}
        aria-current={hidesCurrent ? 'true' : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size="sm" />
      </button>
      {acts}
      {isOpen && (
        <>
          <ul className="folded">
            {alarms.slice(0, growing.shown).map((alarm) => (
              <li key={alarm.id}>
                <AlarmLink alarm={alarm} {...told} />
              </li>
            ))}
          </ul>
          <More growing={growing} />
        </>
      )}
    </>
  );
}

function AlarmLink({ alarm, now, current, nameOf }: Told & { readonly alarm: AlarmView }) {
  const { t, text } = useWords();
  return (
    <a
      href={hashOf({ page: 'alarms', alarm: alarm.id })}
      aria-current={alarm.id === current ? 'true' : undefined}
    >
      <SeverityMark alarm={alarm} />
      <b>
        {alarm.kiosk ?? nameOf(alarm)} {text(alarm.title)}
      </b>
      <time>{span((alarm.clearedAt ?? now) - (alarm.raisedAt ?? now), t)}</time>
      <span className="about">
        {nameOf(alarm)}
        <Dot />
        {text(alarm.effect)}
      </span>
      <span className="about held">
        {alarm.assigned && alarm.state !== 'closed'
          ? t('alarms.assignedShort', { to: masked(alarm.assigned.to) })
          : t(`alarms.state.${alarm.state}`)}
        {alarm.phase === 'clearing' && (
          <>
            <Dot />
            {t('alarms.clearing')}
          </>
        )}
        {isOverdue(alarm, now) && <Overdue>{t('restore.overdue')}</Overdue>}
      </span>
    </a>
  );
}

const Overdue = ({ children }: { readonly children: ReactNode }) => (
  <>
    <Dot />
    <StateMark tone="down">{children}</StateMark>
  </>
);
