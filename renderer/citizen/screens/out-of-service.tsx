import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Machine } from '../../design/illustrations/machine.tsx';
import { clock } from '../format.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { MachineList } from '../parts/elsewhere.tsx';
import { Note, Page, Title } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Advice } from '../parts/verdict.tsx';

/** What is broken, since when, and which machine works. Not red: it is nobody's error. */
export function OutOfService({ screen }: { readonly screen: ScreenOf<'out-of-service'> }) {
  const { frame } = useKiosk();
  const { t, text } = useWords();
  const { help } = frame.machine;
  return (
    <Page
      kind="out-of-service"
      head={
        <>
          <div className="stopped">
            <div>
              <Title text={screen.title} />
            </div>
            <Machine state="stopped" />
          </div>
          <dl className="panel cause">
            <div>
              <dt>{t('outOfService.reason')}</dt>
              <dd>
                <Phrase>{text(screen.text)}</Phrase>
              </dd>
            </div>
            <div>
              <dt>{t('outOfService.since')}</dt>
              <dd>{clock(new Date(screen.since))}</dd>
            </div>
          </dl>
          <Note icon="shield-check">{t('outOfService.submittedSafe')}</Note>
        </>
      }
    >
      <header className="section-line">
        <h2>{t(screen.elsewhere.length > 0 ? 'outOfService.elsewhere' : 'outOfService.desk')}</h2>
      </header>
      <MachineList machines={screen.elsewhere} />
      <Advice icon="counter" title={text(help.desk)}>
        <Phrase>{`${text(help.hours)} · **${help.phone}**`}</Phrase>
      </Advice>
    </Page>
  );
}
