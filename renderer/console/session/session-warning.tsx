import { useEffect, useRef, useState } from 'react';
import { useConsole } from '../console-context.ts';
import { useWords } from '../words/console-words.ts';
import { countdown } from './idle.ts';
import { type SessionEnd, useSessionEnd } from './use-session-end.ts';

/** Two minutes before a session ends; any key and any press say that somebody is there. */
export function SessionWarning({ now, onSignOut }: { readonly now: number; readonly onSignOut: () => void }) {
  const { api, who } = useConsole();
  const end = useSessionEnd(api, who, now);
  const [isUnderstood, setUnderstood] = useState(false);
  if (end.phase !== 'ending' || (end.isFinal && isUnderstood)) return null;
  return <Warning end={end} now={now} onSignOut={onSignOut} onUnderstood={() => setUnderstood(true)} />;
}

function Warning({
  end: { endsAt, isFinal, stay },
  now,
  onSignOut,
  onUnderstood,
}: {
  readonly end: SessionEnd;
  readonly now: number;
  readonly onSignOut: () => void;
  readonly onUnderstood: () => void;
}) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const goOn = isFinal ? onUnderstood : stay;
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby="session-title"
      aria-describedby="session-words"
      onCancel={(event) => {
        event.preventDefault();
        goOn();
      }}
    >
      <div className="session-end">
        <h2 id="session-title">{t('session.title')}</h2>
        {/* Read once when the dialog opens; a second is not worth an announcement. */}
        <p id="session-words">
          {t(isFinal ? 'session.final' : 'session.idle', { left: countdown(endsAt, now) })}
        </p>
        <div className="row">
          <button type="button" className="button primary" onClick={goOn}>
            {t(isFinal ? 'session.understood' : 'session.stay')}
          </button>
          <button type="button" className="button" onClick={onSignOut}>
            {t('session.leave')}
          </button>
        </div>
      </div>
    </dialog>
  );
}
