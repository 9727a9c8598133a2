import type { ReminderRow, Reminders as State } from '../../../host/contract/screen.ts';
import { Icon, iconNamed } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Phrase } from './phrase.tsx';
import { Button, Press } from './press.tsx';

/** 为您提醒: asked for first, then what is due, the most pressing over the whole width. Nothing at all when nothing is. */
export function Reminders({ reminders }: { readonly reminders: State }) {
  const { t } = useWords();
  if (reminders.state === 'told' && reminders.rows.length === 0)
    return <p className="reminders-none">{t('reminders.none')}</p>;
  return (
    <section className="reminders">
      <header className="section-line">
        <h2>{t('reminders.title')}</h2>
        {reminders.state === 'told' && <span>{t('reminders.private')}</span>}
      </header>
      {reminders.state === 'told' ? (
        <div className="reminder-rows">
          {reminders.rows.map((row, index) => (
            <Row key={row.id} row={row} isWide={index === 0 || reminders.rows.length === 2} />
          ))}
        </div>
      ) : (
        <Offer state={reminders.state} />
      )}
    </section>
  );
}

/** Looking people up for reminders is a purpose of its own: nothing is asked before they agree to it. */
function Offer({ state }: { readonly state: Exclude<State['state'], 'told'> }) {
  const { send } = useKiosk();
  const { t } = useWords();
  return (
    <p className="panel reminder-offer">
      <span className="icon-block">
        <Icon name="clock" />
      </span>
      <span className="reminder-words">
        <b>{t(state === 'failed' ? 'reminders.failed' : 'reminders.offer')}</b>
        <span>
          <Phrase>{t(state === 'asking' ? 'reminders.asking' : 'reminders.offerWhat')}</Phrase>
        </span>
      </span>
      {state !== 'asking' && (
        <Button look="small" icon="check" onPress={() => send({ kind: 'remind' })}>
          {t(state === 'failed' ? 'reminders.again' : 'reminders.agree')}
        </Button>
      )}
    </p>
  );
}

function Row({ row, isWide }: { readonly row: ReminderRow; readonly isWide: boolean }) {
  const { send } = useKiosk();
  const { t, text } = useWords();
  return (
    <div
      className={`tile reminder${isWide ? ' reminder-wide' : ''}${row.isPressing ? ' reminder-pressing' : ''}`}
    >
      <Press className="reminder-open" onClick={() => send({ kind: 'open-item', item: row.item })}>
        <span className="icon-block">
          <Icon name={iconNamed(row.icon)} />
        </span>
        <span className="reminder-words">
          <b>{text(row.title)}</b>
          <span>
            <Phrase>
              {row.daysLeft === null
                ? text(row.reason)
                : t('reminders.daysLeft', { reason: text(row.reason), count: row.daysLeft })}
            </Phrase>
          </span>
        </span>
        {isWide && (
          <span className="reminder-verb">
            {text(row.verb)}
            <Icon name="chevron-right" />
          </span>
        )}
      </Press>
      <Press
        className="reminder-dismiss"
        aria-label={t('reminders.dismiss', { title: text(row.title) })}
        onClick={() => send({ kind: 'dismiss-reminder', reminder: row.id })}
      >
        <Icon name="close" />
      </Press>
    </div>
  );
}
