import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Heading, Page, Primary } from '../parts/page.tsx';
import { Paged } from '../parts/pager.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Rows } from '../parts/rows.tsx';

const PAGE = { portrait: 9, landscape: 4 } as const;

/** Everything once more before it is sent, and the honest word that it is not sent yet. */
export function Check({ screen }: { readonly screen: ScreenOf<'check'> }) {
  const { frame, send } = useKiosk();
  const { t, text, second, other } = useWords();
  return (
    <Page
      kind="check"
      head={
        <>
          <div className="check-title">
            <Heading>{t('check.title')}</Heading>
            <span className="badge badge-warn">
              <Icon name="clock" size="xs" />
              {t('check.notSent')}
            </span>
          </div>
          <p className="second" lang={other}>
            {second('check.title')}
          </p>
          <p className="panel person">
            <span className="icon-block icon-block-small">
              <Icon name="id-card" />
            </span>
            <b>
              <Phrase>{screen.person.maskedName}</Phrase>
            </b>
            <span className="person-number">{screen.person.maskedNumber}</span>
            <span className="person-source">{t('check.fromCard')}</span>
          </p>
        </>
      }
      action={
        <Primary iconAfter="arrow-right" onPress={() => send({ kind: 'confirm', step: screen.step })}>
          {text(screen.button)}
        </Primary>
      }
    >
      <Paged entries={screen.rows} size={PAGE[frame.machine.panel.orientation]} spare={1}>
        {(rows) => <Rows rows={rows} onEdit={(step) => send({ kind: 'edit', step })} />}
      </Paged>
    </Page>
  );
}
