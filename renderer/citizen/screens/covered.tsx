import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Cover } from '../parts/cover.tsx';
import { Heading } from '../parts/page.tsx';
import { Press } from '../parts/press.tsx';

/** 遮住屏幕: somebody is standing too near. The host keeps the visit, the document keeps nothing of it. */
export function Covered(_: { readonly screen: ScreenOf<'covered'> }) {
  const { send } = useKiosk();
  const { t, second, other } = useWords();
  return (
    <Cover>
      <span className="cover-sign">
        <Icon name="eye-off" size="xxl" />
      </span>
      <Heading>{t('covered.title')}</Heading>
      <p className="cover-line">{t('covered.text')}</p>
      <p className="second" lang={other}>
        {second('covered.title')}
      </p>
      <Press className="btn cover-primary" onClick={() => send({ kind: 'cover', covered: false })}>
        <Icon name="eye" />
        <span>{t('covered.open')}</span>
      </Press>
    </Cover>
  );
}
