import type { ScreenOf } from '../../../host/contract/screen.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Page, Primary, Title } from '../parts/page.tsx';
import { PartList } from '../parts/part-list.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Button } from '../parts/press.tsx';
import { Advice, Verdict } from '../parts/verdict.tsx';

/** No department took its part: each with its reason and what to do about it. Nothing is printed, nothing was charged. */
export function NoneAccepted({ screen }: { readonly screen: ScreenOf<'none-accepted'> }) {
  const { frame, send } = useKiosk();
  const { t, text } = useWords();
  const { help } = frame.machine;
  return (
    <Page
      kind="none-accepted"
      head={
        <>
          <Verdict icon="info" tone="neutral">
            <Title text={screen.title} />
          </Verdict>
          <p className="lead">
            <Phrase>{text(screen.itemName)}</Phrase>
          </p>
          <PartList parts={screen.parts} />
        </>
      }
      action={
        <>
          <Button icon="rewrite" onPress={() => send({ kind: 'retry' })}>
            {t('noneAccepted.again')}
          </Button>
          <Primary icon="home" onPress={() => send({ kind: 'continue' })}>
            {t('action.home')}
          </Primary>
        </>
      }
    >
      <Advice icon="counter" title={text(help.desk)}>
        <Phrase>{`${text(help.hours)} · **${help.phone}**`}</Phrase>
      </Advice>
    </Page>
  );
}
