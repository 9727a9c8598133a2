import { useState } from 'react';
import type { AlarmView } from '../../../hall/api/contract.ts';
import { useConsole } from '../console-context.ts';
import { type Why, whyOf } from '../data/hall-api.ts';
import { Ask } from '../parts/ask.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { useWords, type WordKey } from '../words/console-words.ts';

const HOURS = ['1', '4', '8', '24'] as const;
const HOUR_MS = 3_600_000;
type Asked = 'assign' | 'shelve' | 'clear' | 'unack' | 'unassign' | 'unshelve';

/** What can be done to one alarm. All but closing is taken back again by its opposite, with a reason. */
export function AlarmActs({
  alarm,
  now,
  onDone,
}: {
  readonly alarm: AlarmView;
  readonly now: number;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const { api, who } = useConsole();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [to, setTo] = useState(who.name);
  const [hours, setHours] = useState<string>('4');
  const [why, setWhy] = useState<Why | null>(null);
  const ack = (): void => {
    setWhy(null);
    void api.ack(alarm.id).then(onDone, (error: unknown) => setWhy(whyOf(error)));
  };
  const act = (action: Asked, reason: string) => {
    switch (action) {
      case 'assign':
        return api.assign(alarm.id, to.trim(), reason);
      case 'shelve':
        // A second less: the hall's clock may be a little behind, and takes a day at most.
        return api.shelve(alarm.id, now + Number(hours) * HOUR_MS - 1000, reason);
      default:
        return api.alarmAct(alarm.id, action, reason);
    }
  };
  const button = (action: Asked, icon: IconName, word: WordKey = `alarms.${action}`) => (
    <button type="button" className="button" onClick={() => setAsked(action)}>
      <Icon name={icon} />
      {t(word)}
    </button>
  );
  const isShelved = alarm.shelved !== null && alarm.shelved.until > now;
  return (
    <>
      {alarm.acked === null ? (
        <button type="button" className="button primary" onClick={ack}>
          <Icon name="check" />
          {t('alarms.ack')}
        </button>
      ) : (
        button('unack', 'refresh')
      )}
      {button('assign', 'person', alarm.assigned === null ? 'alarms.assign' : 'alarms.reassign')}
      {alarm.assigned !== null && button('unassign', 'refresh')}
      {isShelved ? button('unshelve', 'refresh') : button('shelve', 'clock')}
      {button('clear', 'close')}
      {why !== null && (
        <p className="mistake" role="alert">
          {t(`refusal.${why}`)}
        </p>
      )}
      {asked !== null && (
        <Ask
          key={asked}
          title={t(`alarms.${asked}`)}
          verb={t(`alarms.${asked}`)}
          needsReason={asked === 'assign' ? 'if-any' : true}
          onDo={(reason) => act(asked, reason).then(onDone)}
          onClose={() => setAsked(null)}
        >
          {asked === 'assign' && <AssignTo to={to} onChange={setTo} />}
          {asked === 'shelve' && (
            <label className="field">
              <span>{t('alarms.shelveFor')}</span>
              <select value={hours} onChange={(event) => setHours(event.target.value)}>
                {HOURS.map((each) => (
                  <option key={each} value={each}>
                    {t('alarms.shelveHours', { hours: each })}
                  </option>
                ))}
              </select>
            </label>
          )}
        </Ask>
      )}
    </>
  );
}

/** Whose it shall be. */
export function AssignTo({ to, onChange }: { readonly to: string; readonly onChange: (to: string) => void }) {
  const { t } = useWords();
  return (
    <label className="field">
      <span>{t('alarms.assignTo')}</span>
      <input
        required
        autoCapitalize="none"
        autoComplete="off"
        value={to}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
