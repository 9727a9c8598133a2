import type { ScreenOf } from '../../../host/contract/screen.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Page, Primary, Title } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Button } from '../parts/press.tsx';
import { Advice, Verdict } from '../parts/verdict.tsx';

/** Paper would not come. The application, or the certificate, stands without it; say that before anything else. */
export function PrintProblem({ screen }: { readonly screen: ScreenOf<'print-problem'> }) {
  const { frame, send } = useKiosk();
  const { help } = frame.machine;
  const { t, text } = useWords();
  const goOn = () => send({ kind: 'continue' });
  return (
    <Page
      kind="print-problem"
      head={
        <Verdict icon="printer" tone="warn">
          <Title text={screen.title} />
        </Verdict>
      }
      action={
        screen.canRetry ? (
          <>
            <Button onPress={goOn}>{t('printProblem.done')}</Button>
            <Primary icon="printer" onPress={() => send({ kind: 'retry' })}>
              {t('action.retry')}
            </Primary>
          </>
        ) : (
          <Primary iconAfter="arrow-right" onPress={goOn}>
            {t('action.continue')}
          </Primary>
        )
      }
    >
      <Advice
        icon="shield-check"
        tone="tint"
        title={t(screen.paper === 'document' ? 'printProblem.stillDocument' : 'printProblem.still')}
      >
        <Phrase>{text(screen.text)}</Phrase>
      </Advice>
      {screen.number !== null && (
        <Advice icon="clipboard-plus" title={screen.number}>
          <Phrase>{t('printProblem.number')}</Phrase>
        </Advice>
      )}
      <Advice icon="counter" title={text(help.desk)}>
        <Phrase>{`${text(help.hours)} · **${help.phone}**`}</Phrase>
      </Advice>
    </Page>
  );
}
