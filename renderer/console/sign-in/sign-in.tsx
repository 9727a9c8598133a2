import { type SyntheticEvent, useState } from 'react';
import type { SessionAnswer } from '../../../hall/api/contract.ts';
import { type HallApi, Refusal } from '../data/hall-api.ts';
import { clockTime } from '../format.ts';
import { type ConsoleWords, useWords, type WordKey } from '../words/console-words.ts';
import { DoorField, DoorTitle } from './door-parts.tsx';

export function SignIn({
  api,
  word,
  onIn,
  onActivate,
}: {
  readonly api: HallApi;
  /** Why somebody is here, where there is something to say. */
  readonly word: WordKey | null;
  readonly onIn: (who: SessionAnswer) => void;
  readonly onActivate: () => void;
}) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setBusy(true);
    api
      .signIn({ name: name.trim(), password, totp: totp.replaceAll(' ', '') })
      .then(onIn, (error: unknown) => {
        setMistake(mistakeOf(error, t));
        setTotp('');
        setBusy(false);
      });
  };
  return (
    <form onSubmit={submit}>
      <DoorTitle>{t('signIn.title')}</DoorTitle>
      {word !== null && <p role="status">{t(word)}</p>}
      <DoorField label={t('signIn.name')} value={name} onValue={setName} autoComplete="username" />
      <DoorField
        label={t('signIn.password')}
        value={password}
        onValue={setPassword}
        type="password"
        autoComplete="current-password"
      />
      <DoorField
        label={t('signIn.totp')}
        hint={t('signIn.totpHint')}
        value={totp}
        onValue={setTotp}
        autoComplete="one-time-code"
        isDigits
      />
      {mistake !== null && (
        <p className="mistake" role="alert">
          {mistake}
        </p>
      )}
      <button type="submit" className="button primary" disabled={isBusy}>
        {t('signIn.submit')}
      </button>
      <button type="button" className="plain" onClick={onActivate}>
        {t('signIn.first')}
      </button>
    </form>
  );
}

/** Which of the three was wrong is not said to somebody who guesses. */
function mistakeOf(error: unknown, t: ConsoleWords): string {
  if (!(error instanceof Refusal) || error.why === 'away') return t('signIn.away');
  const until = Date.parse(error.detail);
  return error.why === 'locked' && Number.isFinite(until)
    ? t('signIn.locked', { until: clockTime(until) })
    : t('signIn.refused');
}
