import type { ScreenOf } from '../../../host/contract/screen.ts';
import { TakePaper as TakePaperPicture } from '../../design/illustrations/printer.tsx';
import { useWords } from '../kiosk-context.ts';
import { Note, Title } from '../parts/page.tsx';
import { Working } from '../parts/working.tsx';

export function TakePaper({ screen }: { readonly screen: ScreenOf<'take-paper'> }) {
  const { t } = useWords();
  return (
    <Working picture={<TakePaperPicture />}>
      <Title text={screen.title} />
      <p className="working-subtitle">{t('takePaper.below')}</p>
      <Note icon="finger">{t('takePaper.hold')}</Note>
    </Working>
  );
}
