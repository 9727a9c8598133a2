import { useEffect, useLayoutEffect, useState } from 'react';
import type { CardsTaken, Frame, Screen } from '../../host/contract/screen.ts';
import { type Kiosk, KioskContext, LanguageContext, useWords } from './kiosk-context.ts';
import { Dock, SayingDock } from './parts/dock.tsx';
import { HelpPanel } from './parts/help-panel.tsx';
import { Masthead } from './parts/masthead.tsx';
import { Phases } from './parts/phases.tsx';
import { ScreenView } from './screen-view.tsx';
import { cardWords } from './words/card-words.ts';

/** Screens of the same key keep what is half typed; another key starts afresh and takes the focus to its heading. */
export function screenKey(frame: Frame): string {
  const { screen } = frame;
  const step = 'step' in screen ? screen.step : '';
  return [frame.visit, screen.kind, frame.item?.id, step].join(' ');
}

/** Screens on which the machine covers the citizen's business or serves nobody: the item header is left out there. */
const showsItem = (screen: Screen): boolean =>
  screen.kind === 'choose' ||
  screen.kind === 'ask' ||
  screen.kind === 'book' ||
  screen.kind === 'sign' ||
  screen.kind === 'scan' ||
  screen.kind === 'check' ||
  screen.kind === 'show' ||
  screen.kind === 'pay';

const isGlazed = (screen: Screen): boolean =>
  screen.kind === 'idle-warning' || screen.kind === 'covered' || screen.kind === 'clearing';

type DockForProps = {
  readonly screen: Screen;
  readonly cards: CardsTaken;
  readonly onHelp: () => void;
};

function DockFor({ screen, cards, onHelp }: DockForProps) {
  const { t } = useWords();
  if (screen.kind === 'attract')
    return (
      <SayingDock
        icon="chevron-down"
        title={t('attract.readerBelow')}
        text={t(cardWords[cards].lay)}
        onHelp={onHelp}
      />
    );
  if (screen.kind === 'out-of-service')
    return (
      <SayingDock
        icon="pause"
        title={t('outOfService.doNotLay')}
        text={t('outOfService.orHelp')}
        onHelp={onHelp}
      />
    );
  return <Dock onHelp={onHelp} />;
}

/** The page is laid out in millimetres: the panel profile of the machine says how many px one is. */
export function usePanel({ pxPerMm, orientation }: Frame['machine']['panel'], language: string): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.style.setProperty('--mm', `${pxPerMm}px`);
    root.dataset.orientation = orientation;
    root.lang = language;
  }, [pxPerMm, orientation, language]);
}

/** One frame: masthead, the item's progress, the screen, the dock; 求助 over all of it. */
export function FrameView({ kiosk }: { readonly kiosk: Kiosk }) {
  const { frame } = kiosk;
  const { screen, machine } = frame;
  const { language } = frame.preferences;
  const key = screenKey(frame);
  usePanel(machine.panel, language);
  /* Help closes by itself when the screen under it changes: what it explained is over. */
  const [helpFor, setHelpFor] = useState<string | null>(null);
  const isHelping = helpFor === key;
  const { send } = kiosk;
  useEffect(() => {
    if (!isHelping) return;
    send({ kind: 'help', open: true });
    return () => send({ kind: 'help', open: false });
  }, [isHelping, send]);
  return (
    <KioskContext value={kiosk}>
      <LanguageContext value={language}>
        <div
          className={`screen screen-${screen.kind}${isGlazed(screen) ? ' screen-glazed' : ''}`}
          data-seq={frame.seq}
          data-screen={screen.kind}
        >
          <Masthead machine={machine} shows={screen.kind === 'attract' ? 'machine' : 'clock'} />
          <main className="stage" key={key}>
            {frame.item && showsItem(screen) && <Phases item={frame.item} />}
            <ScreenView screen={screen} />
          </main>
          <DockFor screen={screen} cards={frame.cards} onHelp={() => setHelpFor(key)} />
          {isHelping && <HelpPanel machine={machine} onClose={() => setHelpFor(null)} />}
        </div>
      </LanguageContext>
    </KioskContext>
  );
}
