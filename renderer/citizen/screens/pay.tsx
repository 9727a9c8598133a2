import type { ScreenOf } from '../../../host/contract/screen.ts';
import { minutesAndSeconds, yuan } from '../format.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Heading, Note, Page } from '../parts/page.tsx';
import { Button } from '../parts/press.tsx';
import { QrCode } from '../parts/qr-code.tsx';
import { useSecondsUntil } from '../timers.ts';

/** The code, the amount, how long it lasts. Leaving asks the exchange first, so the screen never guesses about money. */
export function Pay({ screen }: { readonly screen: ScreenOf<'pay'> }) {
  const { send } = useKiosk();
  const { t, text, second, other } = useWords();
  const left = useSecondsUntil(screen.until);
  const title =
    screen.stage === 'closing' ? 'pay.closing' : screen.stage === 'opening' ? 'pay.opening' : 'pay.title';
  const waits = screen.stage === 'waiting';
  return (
    <Page
      kind="pay"
      head={
        <>
          <Heading>{t(title)}</Heading>
          <p className="second" lang={other}>
            {second(title)}
          </p>
          <dl className="panel bill">
            <dt>{text(screen.subject)}</dt>
            <dd>
              <span>{t('pay.amount')}</span>
              <b>{yuan(screen.amountFen)}</b>
              <span>{t('pay.yuan')}</span>
            </dd>
          </dl>
        </>
      }
      aside={
        <>
          {screen.stage === 'closing' && <Note icon="info">{t('pay.closingText')}</Note>}
          {waits && <Note icon="phone">{t('pay.how')}</Note>}
          {waits && <Note icon="shield-check">{t('pay.nothingPersonal')}</Note>}
        </>
      }
      action={
        waits && (
          <>
            <Button onPress={() => send({ kind: 'cancel-payment' })} icon="close">
              {t('pay.cancel')}
            </Button>
            {screen.canExtend && (
              <Button look="accent" onPress={() => send({ kind: 'extend-payment' })} icon="clock">
                {t('pay.extend')}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="qr-place" aria-live="polite">
        {waits && screen.qr !== null ? (
          <QrCode text={screen.qr} label={t('pay.code')} />
        ) : (
          <span className="working-arc working-arc-large" />
        )}
        {waits && left !== null && (
          <p className="qr-left">
            {t('pay.validFor')} <b>{minutesAndSeconds(left)}</b>
          </p>
        )}
      </div>
    </Page>
  );
}
