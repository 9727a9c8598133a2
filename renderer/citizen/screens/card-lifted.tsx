import type { ScreenOf } from '../../../host/contract/screen.ts';
import { PlaceCard } from '../../design/illustrations/reader.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Heading, Note } from '../parts/page.tsx';
import { Working } from '../parts/working.tsx';
import { useSecondsLeft } from '../timers.ts';

/** A card lifted early pauses the visit, it does not end it. Nothing personal shows meanwhile. */
export function CardLifted({ screen }: { readonly screen: ScreenOf<'card-lifted'> }) {
  const { frame } = useKiosk();
  const { t, second, other } = useWords();
  const left = useSecondsLeft(screen.secondsLeft, frame.seq);
  return (
    <Working picture={<PlaceCard />}>
      <Heading>{t('cardLifted.title')}</Heading>
      <p className="second" lang={other}>
        {second('cardLifted.title')}
      </p>
      <div className="panel problem-next">
        <p>{t('cardLifted.text')}</p>
        <p className="do-next" role="timer">
          {t('cardLifted.ring', { seconds: left })}
        </p>
      </div>
      <Note icon="lock">{t('reading.privacy')}</Note>
    </Working>
  );
}
