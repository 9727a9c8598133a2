import type { ScreenOf } from '../../../host/contract/screen.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { QueueLine } from '../parts/elsewhere.tsx';
import { Page, Primary, Title } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Scale } from '../parts/scale.tsx';
import { TileRow } from '../parts/tile.tsx';
import { Advice } from '../parts/verdict.tsx';

/** A refusal in ink, never in red: the rule, one's own figure on it, since when it changes, what one can do today, whom to ask. */
export function Refusal({ screen }: { readonly screen: ScreenOf<'refusal'> }) {
  const { frame, send } = useKiosk();
  const { t, text } = useWords();
  const { help } = frame.machine;
  return (
    <Page
      kind="refusal"
      head={
        <>
          <Title
            text={screen.title}
            before={
              <p className="department">
                <Phrase>{`${text(screen.department)} · ${text(screen.itemName)}`}</Phrase>
              </p>
            }
          />
          <div className="panel rule">
            <p>
              <b>
                <Phrase>{text(screen.rule)}</Phrase>
              </b>
            </p>
            {screen.scale && <Scale scale={screen.scale} />}
          </div>
        </>
      }
      aside={
        <Advice icon="counter" title={t('refusal.doubt')}>
          <Phrase>
            {t('refusal.doubtText', {
              place: text(screen.window.place),
              hours: text(screen.window.hours),
              phone: help.phone,
            })}
          </Phrase>
          <QueueLine queue={screen.queue} />
        </Advice>
      }
      action={
        <Primary icon="home" onPress={() => send({ kind: 'continue' })}>
          {t('action.home')}
        </Primary>
      }
    >
      <Advice icon="calendar" tone="tint" title={screen.since ? text(screen.since) : text(screen.next)}>
        <Phrase>{screen.since ? text(screen.next) : ''}</Phrase>
      </Advice>
      {screen.instead.length > 0 && (
        <section className="instead">
          <header className="section-line">
            <h2>{t('refusal.instead')}</h2>
          </header>
          {screen.instead.slice(0, 3).map((tile) => (
            <TileRow key={tile.id} tile={tile} />
          ))}
        </section>
      )}
    </Page>
  );
}
