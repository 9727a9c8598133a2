import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { LayPaper, ScanPaper } from '../../design/illustrations/scanner.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Note, Page, Primary, Title } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Button } from '../parts/press.tsx';
import { Advice } from '../parts/verdict.tsx';

type Props = { readonly screen: ScreenOf<'scan'> };

/** A paper on the glass: how to lay it, then what the scanner saw of it, and only then is it kept. */
export function Scan({ screen }: Props) {
  const { t, text } = useWords();
  const { finding, later, maxPages, pageNumber } = screen;
  return (
    <Page
      kind="scan"
      head={
        <Title
          text={screen.question}
          before={
            maxPages > 1 && <p className="kicker">{t('scan.page', { page: pageNumber, max: maxPages })}</p>
          }
        />
      }
      aside={
        <>
          {finding ? (
            <Advice icon="warning" tone="warn" title={text(finding.title)}>
              <Phrase>{text(finding.text)}</Phrase>
            </Advice>
          ) : (
            screen.stage === 'reviewing' && (
              <Advice icon="check-circle" tone="tint" title={t('scan.good')}>
                <Phrase>{t('scan.goodHow')}</Phrase>
              </Advice>
            )
          )}
          <Kept screen={screen} />
          <Note icon="info">{t('choose.why', { why: text(screen.why) })}</Note>
          {later && <Note icon="calendar">{t('scan.laterHow', { until: text(later) })}</Note>}
        </>
      }
      {...(screen.stage === 'scanning' ? {} : { action: <Actions screen={screen} /> })}
    >
      <Glass screen={screen} />
    </Page>
  );
}

/** What lies on the glass, or what came of it. The picture is of the citizen's own paper and leaves with the visit. */
function Glass({ screen }: Props) {
  const { t, text } = useWords();
  return (
    <div className={`glass glass-${screen.stage}`}>
      {screen.picture !== null && (
        <span className="paper-seen">
          <img src={screen.picture} alt={t('scan.preview')} />
        </span>
      )}
      {screen.stage === 'laying' && (
        <>
          <LayPaper />
          <p>
            <Phrase>{text(screen.lay)}</Phrase>
          </p>
        </>
      )}
      {screen.stage === 'scanning' && (
        <>
          <ScanPaper />
          <p aria-live="polite">
            <Phrase>{t('scan.scanning')}</Phrase>
          </p>
        </>
      )}
    </div>
  );
}

function Kept({ screen: { step, pages, stage } }: Props) {
  const { send } = useKiosk();
  const { t } = useWords();
  if (pages.length === 0) return null;
  return (
    <div className="kept-pages">
      <Icon name="check-circle" />
      <b>{t('scan.kept', { count: pages.length })}</b>
      {stage === 'laying' && (
        <Button look="small" icon="rewrite" onPress={() => send({ kind: 'discard-pages', step })}>
          {t('scan.discard')}
        </Button>
      )}
    </div>
  );
}

/** The bold one is what helps most: a good page is kept, a bad one scanned again, and one tried too often goes to people. */
function Actions({ screen: { step, stage, finding, later, canScan, canKeep, canFinish } }: Props) {
  const { send } = useKiosk();
  const { t } = useWords();
  const putOff = later !== null && (
    <Button icon="calendar" onPress={() => send({ kind: 'bring-later', step })}>
      {t('scan.later')}
    </Button>
  );
  const again = stage === 'laying' ? t('scan.start') : t('scan.again');
  const scan = () => send({ kind: 'scan', step });
  const keep = () => send({ kind: 'keep-page', step });
  const finish = () => send({ kind: 'continue', step });
  if (canKeep && (finding === null || !canScan))
    return (
      <>
        {canScan && (
          <Button icon="rewrite" onPress={scan}>
            {again}
          </Button>
        )}
        <Primary icon="check" onPress={keep}>
          {t('scan.keep')}
        </Primary>
      </>
    );
  if (canScan)
    return (
      <>
        {canKeep && (
          <Button icon="check" onPress={keep}>
            {t('scan.keep')}
          </Button>
        )}
        {canFinish ? (
          <Button icon="check" onPress={finish}>
            {t('scan.finish')}
          </Button>
        ) : (
          !canKeep && putOff
        )}
        <Primary icon="scan" onPress={scan}>
          {again}
        </Primary>
      </>
    );
  if (canFinish)
    return (
      <Primary iconAfter="arrow-right" onPress={finish}>
        {t('scan.finish')}
      </Primary>
    );
  return (
    <>
      {putOff}
      <Primary icon="home" onPress={() => send({ kind: 'home' })}>
        {t('action.home')}
      </Primary>
    </>
  );
}
