import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Printing as PrintingPicture } from '../../design/illustrations/printer.tsx';
import { useWords } from '../kiosk-context.ts';
import { Note, Title } from '../parts/page.tsx';
import { Steps } from '../parts/steps.tsx';
import { Working } from '../parts/working.tsx';

/** The paper is coming. Steps with times, no invented percentage. */
export function Printing({ screen }: { readonly screen: ScreenOf<'printing'> }) {
  const { t } = useWords();
  return (
    <Working picture={<PrintingPicture />}>
      <Title text={screen.title} />
      <Steps steps={screen.steps} />
      <Note icon="shield-check">{t('printing.keep')}</Note>
    </Working>
  );
}
