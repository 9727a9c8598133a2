import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Heading, Note, Page } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Press } from '../parts/press.tsx';

const ICONS: Readonly<Record<'face' | 'password', IconName>> = { face: 'camera', password: 'grid' };

/** Two ways, each enough. One that cannot be used now keeps its place and says why. */
function Way({ way, screen }: { readonly way: 'face' | 'password'; readonly screen: ScreenOf<'prove'> }) {
  const { send } = useKiosk();
  const { t, text } = useWords();
  const button = screen.ways[way];
  const isLive = button.kind === 'live';
  return (
    <Press
      className={isLive ? 'way' : 'way way-off'}
      aria-disabled={!isLive}
      onClick={() => isLive && send({ kind: 'prove', way })}
    >
      <span className="icon-block">
        <Icon name={ICONS[way]} size="lg" />
      </span>
      <span className="way-words">
        <b>{t(`prove.${way}`)}</b>
        <span>
          <Phrase>{button.kind === 'live' ? t(`prove.${way}How`) : text(button.why)}</Phrase>
        </span>
      </span>
      {isLive && <Icon name="arrow-right" />}
    </Press>
  );
}

/** An item that must be surer of the citizen than the card makes it. */
export function Prove({ screen }: { readonly screen: ScreenOf<'prove'> }) {
  const { frame } = useKiosk();
  const { t, second, other, text } = useWords();
  const { help } = frame.machine;
  const ways = screen.first === 'face' ? (['face', 'password'] as const) : (['password', 'face'] as const);
  return (
    <Page
      kind="prove"
      head={
        <>
          <Heading>{t('prove.title')}</Heading>
          <p className="second" lang={other}>
            {second('prove.title')}
          </p>
          <p className="lead">
            <Phrase>{t('prove.why', { item: text(screen.itemName) })}</Phrase>
          </p>
        </>
      }
      aside={
        <Note icon="counter">{t('prove.neither', { desk: text(help.desk), hours: text(help.hours) })}</Note>
      }
    >
      {ways.map((way) => (
        <Way key={way} way={way} screen={screen} />
      ))}
    </Page>
  );
}
