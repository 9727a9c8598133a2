import { type SyntheticEvent, useState } from 'react';
import { type HallApi, whyOf } from '../data/hall-api.ts';
import { useWords } from '../words/console-words.ts';
import { DoorField, DoorTitle } from './door-parts.tsx';
import { QrCode } from './qr-code.tsx';

/** An account comes to life: its code, then an authenticator and a password of its owner's own. */
export function Activation({
  api,
  onDone,
  onBack,
}: {
  readonly api: HallApi;
  readonly onDone: () => void;
  readonly onBack: () => void;
}) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [otpauth, setOtpauth] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const failed =
    (word: 'signIn.badCode' | 'signIn.badFinish') =>
    (error: unknown): void =>
      setMistake(t(whyOf(error) === 'away' ? 'signIn.away' : word));
  const account = { name: name.trim(), code: code.trim() };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setMistake(null);
    if (otpauth === null)
      void api.activate(account).then((answer) => setOtpauth(answer.otpauth), failed('signIn.badCode'));
    else
      void api
        .finishActivation({ ...account, password, totp: totp.replaceAll(' ', '') })
        .then(onDone, failed('signIn.badFinish'));
  };
  return (
    <form onSubmit={submit}>
      <DoorTitle>{t('signIn.activate')}</DoorTitle>
      {otpauth === null ? (
        <>
          <DoorField label={t('signIn.name')} value={name} onValue={setName} autoComplete="username" />
          <DoorField
            label={t('signIn.code')}
            hint={t('signIn.codeHint')}
            value={code}
            onValue={setCode}
            autoComplete="off"
          />
        </>
      ) : (
        <>
          <p>{t('signIn.scan')}</p>
          <QrCode text={otpauth} label={t('signIn.scan')} />
          <p className="quiet small">{t('signIn.orType')}</p>
          <code className="key">{new URL(otpauth).searchParams.get('secret')}</code>
          <DoorField
            label={t('signIn.totp')}
            hint={t('signIn.totpHint')}
            value={totp}
            onValue={setTotp}
            autoComplete="one-time-code"
            isDigits
          />
          <DoorField
            label={t('signIn.newPassword')}
            hint={t('signIn.passwordHint')}
            value={password}
            onValue={setPassword}
            type="password"
            autoComplete="new-password"
          />
        </>
      )}
      {mistake !== null && (
        <p className="mistake" role="alert">
          {mistake}
        </p>
      )}
      <button type="submit" className="button primary">
        {t(otpauth === null ? 'signIn.next' : 'signIn.finish')}
      </button>
      <button type="button" className="plain" onClick={onBack}>
        {t('signIn.back')}
      </button>
    </form>
  );
}
