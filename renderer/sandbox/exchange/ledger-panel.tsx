import { useState } from 'react';
import type { CaseState, Ledger, LedgerQuery, OrderState } from '../../../sandbox/exchange/contract.ts';
import { Section } from '../controls/section.tsx';
import { Segments } from '../controls/segments.tsx';
import { StateWord, type Tone } from '../controls/state-word.tsx';
import { clock, yuan } from '../format.ts';
import { useLanguage, useWords } from '../words/use-words.ts';
import { LedgerTable } from './ledger-table.tsx';

const CASE_TONES: Readonly<Record<CaseState, Tone>> = {
  received: 'ok',
  accepted: 'ok',
  closed: 'idle',
  'awaiting-payment': 'warn',
};
const ORDER_TONES: Readonly<Record<OrderState, Tone>> = { waiting: 'warn', paid: 'ok', closed: 'idle' };
const OUTCOME_TONES: Readonly<Record<LedgerQuery['outcome'], Tone>> = {
  ok: 'ok',
  empty: 'idle',
  denied: 'down',
};

const BOOKS = ['cases', 'orders', 'queries', 'ratings'] as const;
type Book = (typeof BOOKS)[number];

/** What the exchange has on record: what is not in it did not happen. */
export function LedgerPanel({ ledger }: { readonly ledger: Ledger }) {
  const names = useWords().ledger;
  const [book, setBook] = useState<Book>('cases');
  return (
    <Section
      title={names.title}
      className="ledger"
      action={
        <Segments
          label={names.title}
          value={book}
          options={BOOKS.map((value) => ({ value, word: `${names[value]} ${ledger[value].length}` }))}
          onChoose={setBook}
        />
      }
    >
      <div className="book">
        <BookTable ledger={ledger} book={book} />
      </div>
    </Section>
  );
}

function BookTable({ ledger, book }: { readonly ledger: Ledger; readonly book: Book }) {
  const words = useWords();
  const language = useLanguage();
  const names = words.ledger;
  switch (book) {
    case 'cases':
      return (
        <LedgerTable
          entries={ledger.cases}
          keyOf={({ caseNo }) => caseNo}
          columns={[
            { name: names.time, cell: ({ at }) => clock(at) },
            { name: names.caseNo, cell: ({ caseNo }) => <code>{caseNo}</code> },
            {
              name: names.item,
              cell: ({ item, joint }) =>
                joint ? `${item.id} ${joint.part}/${joint.of} ${joint.title[language]}` : item.id,
            },
            { name: names.department, cell: ({ department }) => department },
            { name: names.applicant, cell: ({ applicant }) => applicant.name },
            {
              name: names.state,
              cell: ({ state }) => <StateWord tone={CASE_TONES[state]}>{words.caseStates[state]}</StateWord>,
            },
            {
              name: names.arrivals,
              cell: ({ arrivals }) => (arrivals > 1 ? <b>× {arrivals}</b> : '× 1'),
              isFigure: true,
            },
          ]}
        />
      );
    case 'orders':
      return (
        <LedgerTable
          entries={ledger.orders}
          keyOf={({ orderNo }) => orderNo}
          columns={[
            { name: names.time, cell: ({ at }) => clock(at) },
            { name: names.orderNo, cell: ({ orderNo }) => <code>{orderNo}</code> },
            { name: names.subject, cell: ({ subject }) => subject[language] },
            {
              name: names.state,
              cell: ({ state }) => (
                <StateWord tone={ORDER_TONES[state]}>{words.orderStates[state]}</StateWord>
              ),
            },
            { name: names.amount, cell: ({ amountFen }) => yuan(amountFen), isFigure: true },
          ]}
        />
      );
    case 'queries':
      return (
        <LedgerTable
          entries={ledger.queries}
          keyOf={({ requestId }) => requestId}
          columns={[
            { name: names.time, cell: ({ at }) => clock(at) },
            {
              name: names.dataset,
              cell: ({ department, dataset }) => <code>{`${department}/${dataset}`}</code>,
            },
            { name: names.item, cell: ({ item }) => item },
            {
              name: names.outcome,
              cell: ({ outcome }) => (
                <StateWord tone={OUTCOME_TONES[outcome]}>{words.outcomes[outcome]}</StateWord>
              ),
            },
            { name: names.kiosk, cell: ({ kiosk }) => kiosk },
          ]}
        />
      );
    case 'ratings':
      return (
        <LedgerTable
          entries={ledger.ratings}
          keyOf={({ key }) => key}
          columns={[
            { name: names.time, cell: ({ at }) => clock(at) },
            { name: names.caseNo, cell: ({ caseNo }) => <code>{caseNo}</code> },
            { name: names.department, cell: ({ department }) => department },
            { name: names.level, cell: ({ level }) => level, isFigure: true },
          ]}
        />
      );
    default:
      return book satisfies never;
  }
}
