import type { ScreenOf } from '../../../host/contract/screen.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Heading, Page, Primary } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Advice, Verdict } from '../parts/verdict.tsx';

/** We do not know whether money moved, and say so. The order number and the phone are larger than everything else. */
export function PaymentUnknown({ screen }: { readonly screen: ScreenOf<'payment-unknown'> }) {
  const { send } = useKiosk();
  const { t, second, other } = useWords();
  return (
    <Page
      kind="payment-unknown"
      head={
        <>
          <Verdict icon="clock" tone="warn">
            <Heading>{t('paymentUnknown.title')}</Heading>
            <p className="second" lang={other}>
              {second('paymentUnknown.title')}
            </p>
          </Verdict>
          <dl className="panel case">
            <dt>{t('paymentUnknown.order')}</dt>
            <dd>{screen.orderNo}</dd>
          </dl>
        </>
      }
      action={
        <Primary iconAfter="arrow-right" onPress={() => send({ kind: 'continue', step: screen.step })}>
          {t('action.continue')}
        </Primary>
      }
    >
      <Advice icon="yuan" tone="warn" title={t('paymentUnknown.dontPayAgain')}>
        {t('paymentUnknown.dontPayAgainText')}
      </Advice>
      <Advice icon="receipt" title={t('paymentUnknown.keepSlip')}>
        {t('paymentUnknown.keepSlipText')}
        <br />
        <Phrase>{t('paymentUnknown.call', { phone: screen.phone })}</Phrase>
      </Advice>
    </Page>
  );
}
