import { type ReactNode, useState } from 'react';
import { useWords } from '../kiosk-context.ts';
import { Button } from './press.tsx';

/** Lists never scroll: they page, with full-size buttons. `keep` is the index of an entry that must be in sight. */
export function Paged<T>({
  entries,
  size,
  spare = 0,
  keep = 0,
  children,
}: {
  readonly entries: readonly T[];
  readonly size: number;
  /** Entries more that fit when no pager takes their place. */
  readonly spare?: number;
  readonly keep?: number;
  readonly children: (entries: readonly T[]) => ReactNode;
}) {
  const { t } = useWords();
  const pages = entries.length <= size + spare ? 1 : Math.ceil(entries.length / size);
  const [page, setPage] = useState(Math.floor(Math.max(0, keep) / size));
  const shown = Math.min(page, pages - 1);
  return (
    <>
      {children(pages === 1 ? entries : entries.slice(shown * size, (shown + 1) * size))}
      {pages > 1 && (
        <div className="pager">
          <Button look="small" icon="chevron-left" onPress={() => setPage(Math.max(0, shown - 1))}>
            {t('action.previous')}
          </Button>
          <span>{t('action.page', { page: shown + 1, pages })}</span>
          <Button
            look="small"
            iconAfter="chevron-right"
            onPress={() => setPage(Math.min(pages - 1, shown + 1))}
          >
            {t('action.next')}
          </Button>
        </div>
      )}
    </>
  );
}
