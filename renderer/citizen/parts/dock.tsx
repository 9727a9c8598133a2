import { useState } from 'react';
import type { Intent } from '../../../host/contract/intent.ts';
import type { DockButton } from '../../../host/contract/screen.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Phrase } from './phrase.tsx';
import { Press } from './press.tsx';

type Slot = {
  readonly key: 'back' | 'home' | 'exit';
  readonly icon: IconName;
  readonly button: DockButton;
  readonly intent: Intent;
};

export function HelpButton({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useWords();
  return (
    <Press className="dock-button dock-help" onClick={onHelp} data-dock="help">
      <Icon name="headset" size="lg" />
      <span>{t('dock.help')}</span>
    </Press>
  );
}

/**
 * The fixed buttons, the same pixels on every screen. One that cannot act keeps its place, is dashed, and says why
 * when pressed; the reason stays until the next touch, so nobody has to read against a timer.
 */
export function Dock({ onHelp }: { readonly onHelp: () => void }) {
  const { frame, send } = useKiosk();
  const { t, text, other } = useWords();
  const [whyOff, setWhyOff] = useState<string | null>(null);
  const { back, home, exit } = frame.dock;

  const slot = ({ key, icon, button, intent }: Slot) => (
    <Press
      key={key}
      className={button.kind === 'live' ? 'dock-button' : 'dock-button dock-off'}
      aria-disabled={button.kind === 'off'}
      data-dock={key}
      onClick={() => (button.kind === 'live' ? send(intent) : setWhyOff(text(button.why)))}
    >
      <Icon name={icon} size="lg" />
      <span>{t(`dock.${key}`)}</span>
    </Press>
  );

  return (
    <nav className="dock" aria-label={t('dock.name')} onPointerDownCapture={() => setWhyOff(null)}>
      <div className="dock-why" role="status">
        {whyOff !== null && (
          <p>
            <Icon name="info" size="sm" />
            <span>
              <Phrase>{whyOff}</Phrase>
            </span>
          </p>
        )}
      </div>
      {slot({ key: 'back', icon: 'arrow-left', button: back, intent: { kind: 'back' } })}
      {slot({ key: 'home', icon: 'home', button: home, intent: { kind: 'home' } })}
      <Press
        className="dock-button"
        data-dock="language"
        lang={other}
        onClick={() => send({ kind: 'language', language: other })}
      >
        <Icon name="globe" size="lg" />
        <span>{t('language.other')}</span>
      </Press>
      {slot({ key: 'exit', icon: 'exit', button: exit, intent: { kind: 'exit' } })}
      <HelpButton onHelp={onHelp} />
    </nav>
  );
}

/** Where there is nothing to go back to: one sentence, and 求助 in its own place. */
export function SayingDock({
  icon,
  title,
  text,
  onHelp,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly onHelp: () => void;
}) {
  const { t } = useWords();
  return (
    <nav className="dock" aria-label={t('dock.name')}>
      <div className="dock-saying">
        <span className={`dock-sign dock-sign-${icon}`}>
          <Icon name={icon} size="xxl" />
          {icon === 'chevron-down' && <Icon name={icon} size="xxl" />}
        </span>
        <span>
          <span className="dock-saying-title">{title}</span>
          <span className="dock-saying-text">{text}</span>
        </span>
      </div>
      <HelpButton onHelp={onHelp} />
    </nav>
  );
}
