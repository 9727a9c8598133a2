import type { ScreenOf } from '../../../host/contract/screen.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Note, Page, Primary, Title } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Button } from '../parts/press.tsx';
import { Advice, Verdict } from '../parts/verdict.tsx';

/** It was not proven: why, and what can be done now. The other way first, because the same may fail again. */
export function ProofProblem({ screen }: { readonly screen: ScreenOf<'proof-problem'> }) {
  const { frame, send } = useKiosk();
  const { t, text } = useWords();
  const { help } = frame.machine;
  const other = screen.way === 'face' ? 'password' : 'face';
  const canRetry = screen.ways[screen.way].kind === 'live';
  const hasOther = screen.ways[other].kind === 'live';
  return (
    <Page
      kind="problem"
      head={
        <>
          <Verdict icon="info" tone="neutral">
            <Title text={screen.title} />
          </Verdict>
          <p className="lead">
            <Phrase>{text(screen.text)}</Phrase>
          </p>
        </>
      }
      aside={<Note icon="info">{t('problem.code', { code: screen.code })}</Note>}
      action={
        <>
          {canRetry && (
            <Button icon="rewrite" onPress={() => send({ kind: 'retry' })}>
              {t('action.retry')}
            </Button>
          )}
          {hasOther ? (
            <Primary
              icon={other === 'face' ? 'camera' : 'grid'}
              onPress={() => send({ kind: 'prove', way: other })}
            >
              {t(`prove.${other}Instead`)}
            </Primary>
          ) : (
            <Primary icon="home" onPress={() => send({ kind: 'home' })}>
              {t('action.home')}
            </Primary>
          )}
        </>
      }
    >
      <Advice icon="arrow-right" tone="tint" title={t('problem.next')}>
        <Phrase>{text(screen.next)}</Phrase>
      </Advice>
      {canRetry && screen.triesLeft !== null && (
        <Advice icon="camera" title={t('prove.triesLeft', { count: screen.triesLeft })}>
          <Phrase>{t('prove.triesText')}</Phrase>
        </Advice>
      )}
      <Advice icon="counter" title={text(help.desk)}>
        <Phrase>{`${text(help.hours)} · **${help.phone}**`}</Phrase>
      </Advice>
    </Page>
  );
}
