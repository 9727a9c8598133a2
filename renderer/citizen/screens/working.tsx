import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Exchanging } from '../../design/illustrations/exchange.tsx';
import { Printing as PrintingPicture } from '../../design/illustrations/printer.tsx';
import { useWords } from '../kiosk-context.ts';
import { Note, Title } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Steps } from '../parts/steps.tsx';
import { Working as WorkingPage } from '../parts/working.tsx';

/** The machine asks the exchange, or prints, or clears; the current step is bold and the times are real. */
export function Working({ screen }: { readonly screen: ScreenOf<'working'> }) {
  const { t, text } = useWords();
  return (
    <WorkingPage picture={screen.picture === 'printing' ? <PrintingPicture /> : <Exchanging />}>
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
