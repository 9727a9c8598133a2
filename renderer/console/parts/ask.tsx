import { type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { type Why, whyOf } from '../data/hall-api.ts';
import { useWords } from '../words/console-words.ts';

/** A question before something is done, with a reason where one is needed; closes once it was done. */
export function Ask({
  title,
  verb,
  isDanger = false,
  needsReason = true,
  children,
  onDo,
  onClose,
}: {
  readonly title: string;
  /** What the button does. */
  readonly verb: string;
  readonly isDanger?: boolean;
  /** `if-any`: it may be left out. */
  readonly needsReason?: boolean | 'if-any';
  readonly children?: ReactNode;
  /** Throws a `Refusal` where it was not done. */
  readonly onDo: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const [why, setWhy] = useState<Why | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setBusy(true);
    onDo(reason.trim()).then(onClose, (error: unknown) => {
      setWhy(whyOf(error));
      setBusy(false);
    });
  };
  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose}>
      <form onSubmit={submit}>
        <h2>{title}</h2>
        {children}
        {needsReason !== false && (
          <label className="field">
            <span>
              {t('orders.reason')}{' '}
              <small>{t(needsReason === true ? 'orders.reasonHint' : 'orders.reasonIfAny')}</small>
            </span>
            <input
              required={needsReason === true}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        )}
        {why !== null && (
          <p className="mistake" role="alert">
            {t(`refusal.${why}`)}
          </p>
        )}
        <div className="row">
          <button type="submit" className={`button ${isDanger ? 'danger' : 'primary'}`} disabled={isBusy}>
            {verb}
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
