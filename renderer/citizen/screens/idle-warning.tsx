import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { CountdownRing } from '../parts/countdown-ring.tsx';
import { Cover } from '../parts/cover.tsx';
import { Note } from '../parts/page.tsx';
import { Press } from '../parts/press.tsx';
import { useSecondsLeft } from '../timers.ts';

/** Seconds are shown only in the last half: earlier they hurry people who are reading. 我还在 has the focus. */
export function IdleWarning({ screen }: { readonly screen: ScreenOf<'idle-warning'> }) {
  const { frame, send } = useKiosk();
  const { t, second, other } = useWords();
  const left = useSecondsLeft(screen.secondsLeft, frame.seq);
  const isLate = left <= screen.seconds / 2;
  return (
    <Cover role="alertdialog">
      <CountdownRing left={left} of={screen.seconds} unit={t('secondsUnit')} showsNumber={isLate} />
      <h1>{t('idle.title')}</h1>
      <p className="cover-line">{isLate ? t('idle.inSeconds', { count: left }) : t('idle.soon')}</p>
      <p className="second" lang={other}>
        {isLate ? second('idle.inSeconds', { count: left }) : second('idle.soon')}
      </p>
      {/* Focused: a key press here must mean 我还在, whatever was focused before */}
      <Press className="btn cover-primary" autoFocus onClick={() => send({ kind: 'stay' })}>
        <Icon name="check" />
        <span>{t('idle.stay')}</span>
      </Press>
      <Press className="btn cover-secondary" onClick={() => send({ kind: 'exit' })}>
        <Icon name="exit" />
        <span>{t('idle.exit')}</span>
      </Press>
      <Note icon="lock">{t('idle.privacy')}</Note>
    </Cover>
  );
}
