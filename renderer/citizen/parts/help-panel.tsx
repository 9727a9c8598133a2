import { useEffect, useRef } from 'react';
import type { Machine } from '../../../host/contract/screen.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { useWords } from '../kiosk-context.ts';
import { Phrase } from './phrase.tsx';
import { Button } from './press.tsx';

function Way({
  icon,
  title,
  big,
  children,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly big: string;
  readonly children: string;
}) {
  return (
    <li className="help-way">
      <span className="icon-block">
        <Icon name={icon} />
      </span>
      <span>
        <span className="help-what">{title}</span>
        <b className="help-big">{big}</b>
        <span className="help-text">
          <Phrase>{children}</Phrase>
        </span>
      </span>
    </li>
  );
}

/**
 * 求助: what, where, whom to call, the neighbour machine. It belongs to the renderer alone, so it works while the
 * host is away, and it covers the screen because somebody else may be about to look at it.
 */
export function HelpPanel({ machine, onClose }: { readonly machine: Machine; readonly onClose: () => void }) {
  const { t, text, second } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { help } = machine;
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={onClose}>
      <header>
        <h1 id="help-title">{t('help.title')}</h1>
        <p className="second">{second('help.title')}</p>
      </header>
      <ul className="help-ways">
        <Way icon="phone" title={t('help.call')} big={help.phone}>
          {t('help.callText', { machine: t('machine', { id: machine.id }), place: text(help.place) })}
        </Way>
        <Way icon="counter" title={t('help.desk')} big={text(help.desk)}>
          {text(help.hours)}
        </Way>
        {help.neighbour && (
          <Way icon="pin" title={t('help.neighbour')} big={t('machine', { id: help.neighbour.id })}>
            {text(help.neighbour.where)}
          </Way>
        )}
      </ul>
      <p className="note">
        <Icon name="shield-check" size="sm" />
        <span>{t('help.safe')}</span>
      </p>
      <Button look="primary" icon="check" onPress={() => dialog.current?.close()}>
        {t('help.close')}
      </Button>
    </dialog>
  );
}
