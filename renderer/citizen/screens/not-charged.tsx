import type { ScreenOf } from '../../../host/contract/screen.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Heading, Page, Primary } from '../parts/page.tsx';
import { Advice, Verdict } from '../parts/verdict.tsx';

/** Proven by the exchange: the order is closed and no money moved. */
export function NotCharged({ screen }: { readonly screen: ScreenOf<'not-charged'> }) {
  const { send } = useKiosk();
  const { t, text, second, other } = useWords();
  return (
    <Page
      kind="not-charged"
      head={
        <Verdict icon="check" tone="good">
          <Heading>{t('notCharged.title')}</Heading>
          <p className="second" lang={other}>
            {second('notCharged.title')}
          </p>
        </Verdict>
      }
      action={
        <Primary icon="home" onPress={() => send({ kind: 'continue' })}>
          {t('action.home')}
        </Primary>
      }
    >
      <Advice icon="yuan" tone="tint" title={text(screen.subject)}>
        {t('notCharged.text')}
      </Advice>
    </Page>
  );
}
