import { type ReactNode, useEffect, useState } from 'react';
import type { AuditSearchAnswer } from '../../../hall/api/contract.ts';
import { useConsole } from '../console-context.ts';
import { useAnswer } from '../data/use-hall.ts';
import { civilDay, clockTime, count } from '../format.ts';
import { Icon } from '../parts/icon.tsx';
import { Scrolled } from '../parts/scrolled.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { useWords } from '../words/console-words.ts';
import { actionWords } from './action-words.ts';
import { ANYTHING, type AuditSearch, auditQuery } from './audit-query.ts';
import { RefusedPanel } from './refused-panel.tsx';

const KINDS = [
  'sign-in',
  'account',
  'alarm',
  'command',
  'wish',
  'item',
  'machine',
  'hall',
  'maintenance',
] as const;

/** How often the trail is looked at again while it is open. */
const EVERY_MS = 15_000;

/** Each look is at the whole trail: it waits until somebody has typed. */
const SETTLED_MS = 300;

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Who did what, to what, when and why; and whether the trail says so still. */
export function AuditPage({ now }: { readonly now: number }) {
  const { t } = useWords();
  const { api } = useConsole();
  const [search, setSearch] = useState(ANYTHING);
  const query = useSettled(auditQuery(search));
  const { answer, error } = useAnswer(query, Math.floor(now / EVERY_MS), () => api.audit(query));
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{t('audit.title')}</h1>
        <a
          className="button right"
          href={`/api/audit/search?${query === '' ? '' : `${query}&`}format=csv`}
          download
        >
          <Icon name="download" />
          {t('audit.csv')}
        </a>
      </div>
      <Verdict chain={answer?.chain ?? null} />
      <SearchForm search={search} onSearch={setSearch} />
      <div className="panel">
        {error !== null && answer === null && (
          <p className="mistake" role="alert">
            {t('signIn.away')}
          </p>
        )}
        {answer !== null && <Found key={query} search={search} answer={answer} />}
      </div>
      <RefusedPanel now={now} />
    </>
  );
}

/** Whether the whole trail hangs together, as the hall has just found. */
function Verdict({ chain }: { readonly chain: AuditSearchAnswer['chain'] | null }) {
  const { t } = useWords();
  if (chain === null) return <p className="notice quiet">{t('audit.checking')}</p>;
  const { broken, since, entries } = chain;
  if (broken !== null)
    return (
      <p className="notice verdict tone-down" role="alert">
        <StateMark tone="down">{t('audit.broken', { seq: broken })}</StateMark>
      </p>
    );
  return (
    <p className="notice verdict tone-ok">
      <StateMark tone="ok">
        {since === null
          ? t('audit.wholeEmpty')
          : t('audit.whole', { entries: count(entries), since: civilDay(since) })}
      </StateMark>
      <span className="quiet">{t('audit.verified')}</span>
    </p>
  );
}

function SearchForm({
  search,
  onSearch,
}: {
  readonly search: AuditSearch;
  readonly onSearch: (search: AuditSearch) => void;
}) {
  const { t } = useWords();
  const put = (part: keyof AuditSearch) => (event: { readonly target: { readonly value: string } }) =>
    onSearch({ ...search, [part]: event.target.value });
  return (
    <search className="panel audit-search">
      <Labelled label={t('audit.who')}>
        <input value={search.who} onChange={put('who')} placeholder={t('audit.whoHint')} maxLength={60} />
      </Labelled>
      <Labelled label={t('audit.what')}>
        <select value={search.what} onChange={put('what')}>
          <option value="">{t('audit.anything')}</option>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`audit.kind.${kind}`)}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={t('audit.target')}>
        <input
          value={search.target}
          onChange={put('target')}
          placeholder={t('audit.targetHint')}
          maxLength={60}
        />
      </Labelled>
      <Labelled label={t('audit.from')}>
        <input type="date" value={search.from} max={search.to || undefined} onChange={put('from')} />
      </Labelled>
      <Labelled label={t('audit.to')}>
        <input type="date" value={search.to} min={search.from || undefined} onChange={put('to')} />
      </Labelled>
      <button type="button" className="button" onClick={() => onSearch(ANYTHING)}>
        {t('audit.reset')}
      </button>
    </search>
  );
}

const Labelled = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is given
  <label className="field">
    <span>{label}</span>
    {children}
  </label>
);

/** The newest that fit, and older ones as they are asked for. */
function Found({ search, answer }: { readonly search: AuditSearch; readonly answer: AuditSearchAnswer }) {
  const { t } = useWords();
  const { api } = useConsole();
  const [older, setOlder] = useState<Pick<AuditSearchAnswer, 'entries' | 'more'> | null>(null);
  const known = new Set(answer.entries.map(({ seq }) => seq));
  const entries = [...answer.entries, ...(older?.entries ?? []).filter(({ seq }) => !known.has(seq))];
  const last = entries.at(-1);
  const more = older === null ? answer.more : older.more;
  if (last === undefined) return <p className="empty">{t('audit.none')}</p>;
  const goOn = (): void =>
    void api.audit(auditQuery(search, last.seq)).then(
      (next) =>
        setOlder((before) => ({
          entries: [...(before?.entries ?? answer.entries), ...next.entries],
          more: next.more,
        })),
      // Whoever presses again tries again.
      () => undefined,
    );
  return (
    <>
      <Scrolled label={t('audit.title')}>
        <table className="audit">
          <thead>
            <tr>
              <th scope="col">{t('audit.time')}</th>
              <th scope="col">{t('audit.who')}</th>
              <th scope="col">{t('audit.what')}</th>
              <th scope="col">{t('audit.target')}</th>
              <th scope="col">{t('audit.reason')}</th>
              <th scope="col" className="end">
                {t('audit.number')}
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ seq, at, by, action, target, reason }) => (
              <tr key={seq}>
                <td className="when">
                  <span className="quiet">{civilDay(at)}</span> {clockTime(at)}
                </td>
                <th scope="row">{by}</th>
                <td>{actionWords(action, t)}</td>
                <td className="target">{target}</td>
                <td className="why">{reason || t('none')}</td>
                <td className="end quiet">{seq}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
      <div className="row audit-foot">
        <span className="quiet small">{t('audit.shown', { count: count(entries.length) })}</span>
        {more && (
          <button type="button" className="button" onClick={goOn}>
            {t('audit.older')}
          </button>
        )}
      </div>
    </>
  );
}
