import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Exchanging } from '../../design/illustrations/exchange.tsx';
import { useWords } from '../kiosk-context.ts';
import { Note, Title } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Steps } from '../parts/steps.tsx';
import { Working as WorkingPage } from '../parts/working.tsx';

/** The machine is talking with the exchange; the current step is bold and the times are real. */
export function Working({ screen }: { readonly screen: ScreenOf<'working'> }) {
  const { t, text } = useWords();
  return (
    <WorkingPage picture={<Exchanging />}>
      <Title text={screen.title} />
      {screen.subtitle && (
        <p className="working-subtitle">
          <Phrase>{text(screen.subtitle)}</Phrase>
        </p>
      )}
      <Steps steps={screen.steps} />
      <Note icon="shield-check">{screen.note ? text(screen.note) : t('working.keep')}</Note>
    </WorkingPage>
  );
}
