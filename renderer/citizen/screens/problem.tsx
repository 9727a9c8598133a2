import type { ScreenOf } from '../../../host/contract/screen.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { QueueLine } from '../parts/elsewhere.tsx';
import { Note, Page, Primary, Title } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Button } from '../parts/press.tsx';
import { Advice, Verdict } from '../parts/verdict.tsx';

/** Something failed: what happened to the application and the money first, then what to do, the code last and small. */
export function Problem({ screen }: { readonly screen: ScreenOf<'problem'> }) {
  const { frame, send } = useKiosk();
  const { t, text } = useWords();
  const { help } = frame.machine;
  const { without } = screen;
  const aside = without
    ? {
        icon: 'arrow-right' as const,
        label: text(without.label),
        press: { kind: 'continue', step: without.step } as const,
      }
    : { icon: 'home' as const, label: t('action.home'), press: { kind: 'continue' } as const };
  return (
    <Page
      kind="problem"
      head={
        <>
          <Verdict icon={screen.tone === 'warn' ? 'warning' : 'info'} tone={screen.tone}>
            <Title text={screen.title} />
          </Verdict>
          <p className="lead">
            <Phrase>{text(screen.text)}</Phrase>
          </p>
        </>
      }
      aside={<Note icon="info">{t('problem.code', { code: screen.code })}</Note>}
      action={
        screen.canRetry ? (
          <>
            <Button icon={aside.icon} onPress={() => send(aside.press)}>
              {aside.label}
            </Button>
            <Primary icon="rewrite" onPress={() => send({ kind: 'retry' })}>
              {t('action.retry')}
            </Primary>
          </>
        ) : (
          <Primary icon={aside.icon} onPress={() => send(aside.press)}>
            {aside.label}
          </Primary>
        )
      }
    >
      <Advice icon="arrow-right" tone="tint" title={t('problem.next')}>
        <Phrase>{text(screen.next)}</Phrase>
        <QueueLine queue={screen.queue} />
      </Advice>
      {screen.caseNo !== null && (
        <Advice icon="clipboard-plus" title={screen.caseNo}>
          <Phrase>{t('problem.caseNo')}</Phrase>
        </Advice>
      )}
      <Advice icon="counter" title={text(help.desk)}>
        <Phrase>{`${text(help.hours)} · **${help.phone}**`}</Phrase>
      </Advice>
    </Page>
  );
}
