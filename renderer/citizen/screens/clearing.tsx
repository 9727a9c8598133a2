import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { useWords } from '../kiosk-context.ts';
import { Cover } from '../parts/cover.tsx';
import { Heading } from '../parts/page.tsx';

/** The visit is being forgotten. Short, but told: people want to see it happen. */
export function Clearing(_: { readonly screen: ScreenOf<'clearing'> }) {
  const { t, second, other } = useWords();
  return (
    <Cover role="status">
      <span className="cover-sign">
        <Icon name="shield-check" size="xxl" />
      </span>
      <Heading>{t('clearing.title')}</Heading>
      <p className="cover-line">{t('clearing.text')}</p>
      <p className="second" lang={other}>
        {second('clearing.title')}
      </p>
    </Cover>
  );
}
