import type { KioskState, Receipt } from '../../sandbox/control/contract.ts';
import { QrCode } from '../citizen/parts/qr-code.tsx';
import { api } from './api.ts';
import { type PaperRow, rowsOf } from './paper-layout.ts';
import type { Street } from './street.ts';
import type { Say } from './words.ts';

type Props = {
  readonly kiosk: KioskState;
  readonly receipts: readonly Receipt[];
  readonly say: Say;
  readonly run: Street['run'];
};

/** The receipts as they look on paper, the newest on top. */
export function Papers({ kiosk, receipts, say, run }: Props) {
  const hanging = receipts.some(({ taken }) => !taken);
  return (
    <section>
      <header className="line">
        <h2>{say('receipts')}</h2>
        <button
          type="button"
          disabled={!hanging}
          onClick={() => run(() => api.press(`/kiosks/${kiosk.id}/printers/receipt/take`))}
        >
          {say('take')}
        </button>
      </header>
      {receipts.length === 0 && <p className="quiet">{say('nothingPrinted')}</p>}
      {receipts.toReversed().map((receipt) => (
        <article key={receipt.at} className={receipt.taken ? 'paper taken' : 'paper'}>
          {rowsOf(receipt).map((row) => (
            <Row key={row.at} row={row} />
          ))}
        </article>
      ))}
    </section>
  );
}

function Row({ row }: { readonly row: PaperRow }) {
  switch (row.kind) {
    case 'line':
      return (
        <pre className={`align-${row.align}`}>
          {row.spans.map((span) => (
            <span
              key={`${span.text}-${span.width}`}
              className={`w${Math.min(span.width, 2)} ${span.bold ? 'bold' : ''}`}
            >
              {span.text}
            </span>
          ))}
          {'\n'}
        </pre>
      );
    case 'qr':
      return <QrCode text={row.data} label={row.data} />;
    case 'gap':
      return <pre>{'\n'.repeat(row.lines)}</pre>;
    case 'cut':
      return <hr />;
    default:
      return row satisfies never;
  }
}
