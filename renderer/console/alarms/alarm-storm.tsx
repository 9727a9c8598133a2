import { useState } from 'react';
import type { AlarmView } from '../../../hall/api/contract.ts';
import { mayAct, useConsole } from '../console-context.ts';
import { Refusal, type Why, whyOf } from '../data/hall-api.ts';
import { masked } from '../format.ts';
import { Ask } from '../parts/ask.tsx';
import { Icon } from '../parts/icon.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { useWords } from '../words/console-words.ts';
import { AssignTo } from './alarm-acts.tsx';

type Many = readonly [AlarmView, ...AlarmView[]];
/** What shall be done to all of a row. */
export type StormAsked = { readonly do: 'ack' | 'assign'; readonly alarms: Many };
/** What came of it, of each. */
export type StormResult = {
  readonly do: StormAsked['do'];
  readonly to: string;
  readonly done: number;
  readonly refused: readonly { readonly alarm: AlarmView; readonly why: Why }[];
};

/** Under a row of many: what can be done to all of it. */
export function StormActs({
  alarms,
  onAsk,
}: {
  readonly alarms: Many;
  readonly onAsk: (asked: StormAsked) => void;
}) {
  const { t } = useWords();
  const { who } = useConsole();
  const open = alarms.filter(({ state }) => state !== 'closed');
  const unseen = open.filter(({ acked }) => acked === null);
  if (!mayAct(who) || !isSome(open)) return null;
  return (
    <div className="row storm-acts">
      {isSome(unseen) && (
        <button type="button" className="button" onClick={() => onAsk({ do: 'ack', alarms: unseen })}>
          <Icon name="check" />
          {t('storm.ackAll', { count: unseen.length })}
        </button>
      )}
      <button type="button" className="button" onClick={() => onAsk({ do: 'assign', alarms: open })}>
        <Icon name="person" />
        {t('storm.assignAll', { count: open.length })}
      </button>
    </div>
  );
}

const isSome = (alarms: readonly AlarmView[]): alarms is Many => alarms.length > 0;

/** Asks once more, naming how many and which; hands over what came of each. */
export function AskStorm({
  asked,
  onResult,
  onClose,
}: {
  readonly asked: StormAsked;
  readonly onResult: (result: StormResult) => void;
  readonly onClose: () => void;
}) {
  const { t, text } = useWords();
  const { api, who } = useConsole();
  const [to, setTo] = useState(who.name);
  const { do: what, alarms } = asked;
  const count = alarms.length;
  return (
    <Ask
      title={t(`storm.${what}Title`, { count, title: text(alarms[0].title) })}
      verb={t(`storm.${what}Verb`, { count })}
      needsReason="if-any"
      onDo={async (reason) => {
        const send = (ids: readonly string[]) =>
          what === 'ack' ? api.ackMany(ids, reason) : api.assignMany(ids, to.trim(), reason);
        const whys = await toldOfEach(alarms, send);
        const refused = alarms.flatMap((alarm) => {
          const why = whys.get(alarm.id) ?? null;
          return why === null ? [] : [{ alarm, why }];
        });
        onResult({ do: what, to: to.trim(), done: count - refused.length, refused });
      }}
      onClose={onClose}
    >
      <p>{t('storm.about', { machines: named(alarms), count })}</p>
      {what === 'assign' && <AssignTo to={to} onChange={setTo} />}
    </Ask>
  );
}

const NAMED = 6;
const named = (alarms: Many): string =>
  alarms
    .slice(0, NAMED)
    .flatMap(({ kiosk }) => kiosk ?? [])
    .join(' ');

/** The hall takes so many at once. */
const AT_ONCE = 1000;

/** Of each, why it was not done, or null. What could not be asked for after the first was done is said to be so. */
async function toldOfEach(
  alarms: readonly AlarmView[],
  send: (ids: readonly string[]) => Promise<{
    readonly results: readonly { readonly id: string; readonly why: Why | null }[];
  }>,
): Promise<ReadonlyMap<string, Why | null>> {
  // Who is not answered for has not been done.
  const whys = new Map<string, Why | null>(alarms.map(({ id }) => [id, 'away']));
  for (let from = 0; from < alarms.length; from += AT_ONCE) {
    try {
      const { results } = await send(alarms.slice(from, from + AT_ONCE).map(({ id }) => id));
      for (const { id, why } of results) whys.set(id, why);
    } catch (error) {
      if (from === 0 || !(error instanceof Refusal)) throw error;
      for (const { id } of alarms.slice(from)) whys.set(id, whyOf(error));
      break;
    }
  }
  return whys;
}

/** How many it was done to, and of the others why not. */
export function StormTold({
  result: { do: what, to, done, refused },
  onClose,
}: {
  readonly result: StormResult;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const isAll = refused.length === 0;
  return (
    <div className={`notice storm-told tone-${isAll ? 'ok' : 'warn'}`} role="status">
      <div>
        <StateMark tone={isAll ? 'ok' : 'warn'}>
          {t(what === 'ack' ? 'storm.acked' : 'storm.assigned', { count: done, to: masked(to) })}
          {!isAll && t('storm.not', { count: refused.length })}
        </StateMark>
        <ul>
          {refused.map(({ alarm, why }) => (
            <li key={alarm.id}>
              {alarm.kiosk} {t(`refusal.${why}`)}
            </li>
          ))}
        </ul>
      </div>
      <button type="button" className="button" onClick={onClose}>
        {t('close')}
      </button>
    </div>
  );
}
