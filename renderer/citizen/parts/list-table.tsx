import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Text } from '../../../flows/language/text.ts';
import type { Table } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { useWords } from '../kiosk-context.ts';
import { pageStarts } from './page-starts.ts';
import { Phrase } from './phrase.tsx';
import { Button } from './press.tsx';

/**
 * A list as a table that is read standing: it never scrolls, it pages, and a page holds what fits at this size of
 * type. All lines stay in the document, so that columns keep their widths from page to page. In large type each
 * line is a card of its own (styles/list.css).
 */
export function ListTable({ table, title }: { readonly table: Table; readonly title: Text }) {
  const { t, text, language } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const starts = useMeasured(place, table, language);
  const [page, setPage] = useState(0);
  const shown = Math.min(page, starts.length - 1);
  const first = starts[shown] ?? 0;
  const end = starts[shown + 1] ?? table.lines.length;
  if (table.lines.length === 0)
    return (
      <p className="panel list-empty">
        <Icon name="info" />
        <span>
          <Phrase>{text(table.empty)}</Phrase>
        </span>
      </p>
    );
  const lines = table.lines.map((cells, index) => ({ cells, index }));
  return (
    <div className="list" ref={place}>
      <table>
        <caption className="visually-hidden">{text(title)}</caption>
        <thead>
          <tr>
            {table.columns.map(({ label, holds }) => (
              <th key={label['zh-CN']} scope="col" className={`list-${holds}`}>
                <Phrase>{text(label)}</Phrase>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ cells, index }) => (
            <tr key={index} className={index >= first && index < end ? 'list-line' : 'list-line list-away'}>
              <Cells cells={cells} columns={table.columns} />
            </tr>
          ))}
        </tbody>
      </table>
      <div className={starts.length > 1 ? 'pager' : 'pager pager-away'}>
        <Button look="small" icon="chevron-left" onPress={() => setPage(Math.max(0, shown - 1))}>
          {t('action.previous')}
        </Button>
        <span aria-live="polite">{t('action.page', { page: shown + 1, pages: starts.length })}</span>
        <Button
          look="small"
          iconAfter="chevron-right"
          onPress={() => setPage(Math.min(starts.length - 1, shown + 1))}
        >
          {t('action.next')}
        </Button>
      </div>
    </div>
  );
}

/** The first cell names its line; each repeats its label, which is seen where the head is not. */
function Cells({ cells, columns }: { readonly cells: readonly Text[]; readonly columns: Table['columns'] }) {
  const { text } = useWords();
  return columns.map(({ label, holds }, column) => {
    const value = cells[column];
    const Cell = column === 0 ? 'th' : 'td';
    return (
      <Cell key={label['zh-CN']} className={`list-${holds}`} {...(column === 0 ? { scope: 'row' } : {})}>
        <span className="list-label" aria-hidden="true">
          {text(label)}
        </span>
        <span className="list-value">{value === undefined ? '' : <Phrase>{text(value)}</Phrase>}</span>
      </Cell>
    );
  });
}

/**
 * Measured with all lines and the buttons in place, before anything is painted, and anew when the room or the size
 * of type changes: the room is the list's own, the size is told by its head.
 */
function useMeasured(
  place: RefObject<HTMLDivElement | null>,
  table: Table,
  language: string,
): readonly number[] {
  const [starts, setStarts] = useState<readonly number[]>([0]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights depend on what is written, and in which language
  useLayoutEffect(() => {
    const list = place.current;
    if (list === null) return;
    const measure = () => {
      const found = measuredStarts(list);
      setStarts((before) => (String(before) === String(found) ? before : found));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const element of [list, ...list.querySelectorAll('thead')]) observer.observe(element);
    return () => observer.disconnect();
  }, [place, table, language]);
  return starts;
}

function measuredStarts(list: HTMLElement): readonly number[] {
  list.classList.add('list-measuring');
  const heightOf = (element: Element | null) => element?.getBoundingClientRect().height ?? 0;
  const heights = [...list.querySelectorAll('.list-line')].map(heightOf);
  const roomPx = heightOf(list) - heightOf(list.querySelector('thead'));
  const pagedRoomPx = roomPx - heightOf(list.querySelector('.pager'));
  list.classList.remove('list-measuring');
  return pageStarts(heights, { roomPx, pagedRoomPx });
}
