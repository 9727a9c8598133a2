import { useEffect, useRef, useState } from 'react';
import type { Issued } from '../data/hall-api.ts';
import { shortMoment } from '../format.ts';
import { useWords } from '../words/console-words.ts';

/** An activation code, shown once: the hall keeps its hash only. */
export function IssuedCode({
  name,
  issued: { code, expiresAt },
  now,
  onClose,
}: {
  readonly name: string;
  readonly issued: Issued;
  readonly now: number;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const copy = (): void =>
    // A console that is not served over TLS has no clipboard; the code can be read.
    void navigator.clipboard?.writeText(code).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <dialog ref={dialog} aria-labelledby="issued-title" onClose={onClose}>
      <div className="issued">
        <h2 id="issued-title">{t('accounts.codeTitle', { name })}</h2>
        <p className="code">
          <span className="visually-hidden">{t('accounts.code')}</span>
          <code>{code}</code>
        </p>
        <p>{t('accounts.codeOnce')}</p>
        <p className="quiet">{t('accounts.codeUntil', { until: shortMoment(expiresAt, now) })}</p>
        <div className="row">
          <button type="button" className="button primary" onClick={() => dialog.current?.close()}>
            {t('accounts.handedOver')}
          </button>
          {navigator.clipboard !== undefined && (
            <button type="button" className="button" onClick={copy}>
              {t(isCopied ? 'accounts.copied' : 'accounts.copy')}
            </button>
          )}
        </div>
      </div>
    </dialog>
  );
}
