import { Fragment, type ReactNode, useState } from 'react';
import { useWords } from '../words/use-words.ts';

export type Column<T> = {
  readonly name: string;
  readonly cell: (entry: T) => ReactNode;
  /** Figures stand at the right edge of their column. */
  readonly isFigure?: boolean;
};

/** The newest this many; a ledger of a soak test has tens of thousands. */
const SHOWN = 100;

/** Entries of the ledger, newest first. The first column opens the whole entry as the exchange keeps it. */
export function LedgerTable<T extends object>({
  entries,
  keyOf,
  columns,
}: {
  /** Newest last, as the ledger keeps them. */
  readonly entries: readonly T[];
  readonly keyOf: (entry: T) => string;
  readonly columns: readonly [Column<T>, ...Column<T>[]];
}) {
  const words = useWords();
  const [opened, setOpened] = useState<string | null>(null);
  if (entries.length === 0) return <p className="quiet">{words.ledger.none}</p>;
  const [first, ...rest] = columns;
  const look = (column: Column<T>) => (column.isFigure ? 'figure' : undefined);
  return (
    <>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={look(column)}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries
            .slice(-SHOWN)
            .toReversed()
            .map((entry) => {
              const key = keyOf(entry);
              const isOpen = key === opened;
              return (
                <Fragment key={key}>
                  <tr>
                    <td>
                      <button
                        type="button"
                        className="opener"
                        aria-expanded={isOpen}
                        onClick={() => setOpened(isOpen ? null : key)}
                      >
                        {first.cell(entry)}
                      </button>
                    </td>
                    {rest.map((column) => (
                      <td key={column.name} className={look(column)}>
                        {column.cell(entry)}
                      </td>
                    ))}
                  </tr>
                  {isOpen && (
                    <tr>
                      <td colSpan={columns.length}>
                        <pre className="json">{JSON.stringify(entry, null, 1)}</pre>
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
        </tbody>
      </table>
      {entries.length > SHOWN && (
        <p className="quiet">
          {entries.length - SHOWN} {words.ledger.older}
        </p>
      )}
    </>
  );
}
