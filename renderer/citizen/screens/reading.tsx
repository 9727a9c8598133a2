import type { ScreenOf } from '../../../host/contract/screen.ts';
import { ReadCard } from '../../design/illustrations/reader.tsx';
import { useWords } from '../kiosk-context.ts';
import { Heading, Note } from '../parts/page.tsx';
import { Steps } from '../parts/steps.tsx';
import { Working } from '../parts/working.tsx';

/** The card lies on the reader. Nothing to choose, so it is centred. */
export function Reading({ screen }: { readonly screen: ScreenOf<'reading'> }) {
  const { t, second, other } = useWords();
  return (
    <Working picture={<ReadCard />}>
      <Heading>{t('reading.title')}</Heading>
      <p className="second" lang={other}>
        {second('reading.title')}
      </p>
      <Steps steps={screen.steps} />
      <Note icon="lock">{t('reading.privacy')}</Note>
    </Working>
  );
}
