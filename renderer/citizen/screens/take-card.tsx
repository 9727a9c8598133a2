import type { ScreenOf } from '../../../host/contract/screen.ts';
import { TakeCard as TakeCardPicture } from '../../design/illustrations/reader.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Heading } from '../parts/page.tsx';
import { Working } from '../parts/working.tsx';
import { useSecondsLeft } from '../timers.ts';

/** The card goes back before the goal is reached: people who have their paper walk away. */
export function TakeCard({ screen }: { readonly screen: ScreenOf<'take-card'> }) {
  const { frame } = useKiosk();
  const { t, second, other } = useWords();
  const left = useSecondsLeft(screen.secondsLeft ?? 0, frame.seq);
  return (
    <Working picture={<TakeCardPicture />}>
      <Heading>{t('takeCard.title')}</Heading>
      <p className="second" lang={other}>
        {second('takeCard.title')}
      </p>
      <p className="working-subtitle">{t('takeCard.text')}</p>
      {screen.secondsLeft !== null && (
        <p className="badge badge-warn take-soon" role="timer">
          {t('takeCard.leaving', { seconds: left })}
        </p>
      )}
    </Working>
  );
}
