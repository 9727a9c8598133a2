import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { ListTable } from '../parts/list-table.tsx';
import { Note, Page, Primary, Title } from '../parts/page.tsx';
import { Paged } from '../parts/pager.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Rows } from '../parts/rows.tsx';

const PAGE = { portrait: 9, landscape: 4 } as const;

/** What a record says, or that there is none. Read, then go on. */
export function Show({ screen }: { readonly screen: ScreenOf<'show'> }) {
  const { frame, send } = useKiosk();
  const { t, text } = useWords();
  const { orientation } = frame.machine.panel;
  const rowsBeside = screen.table !== null && screen.rows.length > 0 && <Rows rows={screen.rows} />;
  return (
    <Page
      kind={screen.table ? 'show page-list' : 'show'}
      head={<Title text={screen.title} />}
      aside={
        (screen.note || (rowsBeside && orientation === 'landscape')) && (
          <>
            {orientation === 'landscape' && rowsBeside}
            {screen.note && <Note icon="info">{text(screen.note)}</Note>}
          </>
        )
      }
      action={
        <Primary iconAfter="arrow-right" onPress={() => send({ kind: 'continue', step: screen.step })}>
          {t('action.continue')}
        </Primary>
      }
    >
      {screen.empty ? (
        <div className="panel when">
          <span className="icon-block">
            <Icon name="check-circle" />
          </span>
          <span>
            <b>{text(screen.empty.title)}</b>
            <span>
              <Phrase>{text(screen.empty.text)}</Phrase>
            </span>
          </span>
        </div>
      ) : screen.table ? (
        <>
          {orientation === 'portrait' && rowsBeside}
          <ListTable table={screen.table} title={screen.title} />
        </>
      ) : (
        <Paged entries={screen.rows} size={PAGE[orientation]} spare={1}>
          {(rows) => <Rows rows={rows} />}
        </Paged>
      )}
    </Page>
  );
}
