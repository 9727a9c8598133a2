import { isDeepStrictEqual } from 'node:util';
import { decode } from 'iconv-lite';
import type { StepOf, Verb } from '../../flows/language/steps.ts';
import type { CompiledItem } from '../../flows/machine/contract.ts';
import type { Evaluate } from '../../flows/machine/evaluate.ts';
import type { Frame } from '../../host/contract/screen.ts';
import { pathsIn } from '../../rehearsal/solver/candidates.ts';
import type { Run } from '../../rehearsal/solver/drive.ts';
import type { Ledger, LedgerCase, LedgerLicence } from '../../sandbox/exchange/contract.ts';
import { expectedValues, reads, rowsOfStep } from './shown-values.ts';

/** What a visit left behind outside the kiosk. */
export type Traces = {
  readonly ledger: Ledger;
  /** Bytes of each receipt this visit printed, hexadecimal. */
  readonly receipts: readonly string[];
  /** Each document this visit printed: the text another program reads in its file. */
  readonly documents: readonly { readonly sha256: string; readonly text: string }[];
};

export type Visit = {
  readonly item: CompiledItem;
  /** How the script went without a kiosk: what the kiosk is held to. */
  readonly run: Run;
  readonly applicant: { readonly number: string };
  readonly screens: readonly Frame[];
  readonly traces: Traces;
  readonly evaluate: Evaluate;
};

/** What is not as it should be, in words for whoever mends it; empty when all is well. */
export function faultsOf(visit: Visit): readonly string[] {
  return [
    ...stepFaults(visit),
    ...valueFaults(visit),
    ...caseFaults(visit),
    ...paymentFaults(visit),
    ...documentFaults(visit),
    ...receiptFaults(visit),
  ];
}

/** Steps a citizen sees a screen of their own for. */
const SEEN: ReadonlySet<Verb> = new Set(['show', 'choose', 'ask', 'sign', 'scan', 'book', 'confirm', 'pay']);

function stepFaults({ item, run, screens }: Visit): readonly string[] {
  const seen = new Set(item.definition.steps.filter(({ verb }) => SEEN.has(verb)).map(({ id }) => id));
  const expected = run.steps.filter((id) => seen.has(id));
  const shown = screens.flatMap(({ screen }) => ('step' in screen ? [screen.step] : []));
  const distinct = shown.filter((step, index) => step !== shown[index - 1]);
  return isDeepStrictEqual(distinct, expected)
    ? []
    : [`steps shown: ${distinct.join(' ')}; expected: ${expected.join(' ')}`];
}

/** What the screens say is what the registers hold. */
function valueFaults({ item, run, screens, evaluate }: Visit): readonly string[] {
  return screens.flatMap(({ screen }) => {
    if (screen.kind !== 'show' && screen.kind !== 'check') return [];
    const step = item.definition.steps.find(({ id }) => id === screen.step);
    if (step === undefined || run.empty.includes(step.id)) return [];
    return expectedValues(rowsOfStep(step), run.record, evaluate, booked(item)).flatMap(({ label, words }) =>
      screen.rows.some((row) => row.label['zh-CN'] === label && reads(row.value['zh-CN'], words))
        ? []
        : [`screen ${step.id} does not show ${label} ${words}`],
    );
  });
}

function caseFaults({ item, run, applicant, screens, traces }: Visit): readonly string[] {
  const cases = casesOf(screens, traces);
  const departments = Object.keys(run.record.cases).toSorted();
  const found = cases.map(({ department }) => department).toSorted();
  if (!isDeepStrictEqual(found, departments))
    return [
      `cases in the ledger: ${found.join(' ') || 'none'}; expected: ${departments.join(' ') || 'none'}`,
    ];
  return cases.flatMap((filed) => {
    const needed = neededBy(item, filed);
    const sent = <T>(values: Readonly<Record<string, T>>, name: string): Record<string, T> =>
      Object.fromEntries(
        Object.entries(values).filter(
          ([id, value]) =>
            !Array.isArray(value) && needed(id) && !dependsOn(item, `${name}.${id}`, booked(item)),
        ),
      );
    const expected = {
      item: { id: item.definition.id, version: item.definition.version, hash: item.hash },
      answers: sent<unknown>(run.record.answers, 'answers'),
      derived: sent<unknown>(run.record.derived, 'derived'),
      signed: Object.keys(run.record.signatures).some(needed),
      pages: Object.entries(run.record.pages).flatMap(([id, pages]) => (needed(id) ? pages : [])).length,
      number: applicant.number,
      arrivals: 1,
    };
    const kept: typeof expected = {
      item: filed.item,
      answers: sent(filed.answers, 'answers'),
      derived: sent(filed.derived, 'derived'),
      signed: filed.signed,
      pages: filed.attachments.length,
      number: filed.applicant.idNo,
      arrivals: filed.arrivals,
    };
    return (Object.keys(expected) as (keyof typeof expected)[]).flatMap((part) =>
      isDeepStrictEqual(kept[part], expected[part])
        ? []
        : [
            `case of ${filed.department}, ${part}: ${JSON.stringify(kept[part])}; expected ${JSON.stringify(expected[part])}`,
          ],
    );
  });
}

/** A department of a joint item is sent what its submission names, and no more; in other items all of it. */
function neededBy({ definition }: CompiledItem, { key }: LedgerCase): (id: string) => boolean {
  const step = definition.steps.find(
    (each): each is StepOf<'submit'> => each.verb === 'submit' && key.split('/')[1] === each.id,
  );
  const named = step?.answers && new Set(step.answers);
  return (id) => named?.has(id) ?? true;
}

function paymentFaults({ run, screens, traces }: Visit): readonly string[] {
  const cases = new Set(casesOf(screens, traces).map(({ caseNo }) => caseNo));
  const orders = traces.ledger.orders.filter(({ caseNo }) => cases.has(caseNo));
  const { order, paidAt } = run.record;
  if (order === null || paidAt === null)
    return orders.length === 0 ? [] : [`${orders.length} orders where nothing is to be paid`];
  const [only] = orders;
  return orders.length === 1 && only?.state === 'paid' && only.amountFen === order.amountFen
    ? []
    : [
        `orders: ${orders.map(({ state, amountFen }) => `${state} ${amountFen}`).join(', ') || 'none'}; expected: paid ${order.amountFen}`,
      ];
}

function documentFaults(visit: Visit): readonly string[] {
  const { item, run, traces, applicant, evaluate } = visit;
  const licence = licenceOf(visit);
  if (run.record.issued === null)
    return licence === undefined && traces.documents.length === 0 ? [] : ['a document nobody asked for'];
  const [printed] = traces.documents;
  if (licence === undefined || printed === undefined) return ['no document was sealed and printed'];
  const step = item.definition.steps.find((each): each is StepOf<'issue'> => each.verb === 'issue');
  const values = expectedValues(step?.rows ?? [], run.record, evaluate, booked(item)).map(
    ({ words }) => words,
  );
  const title = step?.title['zh-CN'] ?? '';
  return [
    ...(traces.documents.length === 1 ? [] : [`${traces.documents.length} documents were printed`]),
    ...(printed.sha256 === licence.sha256 ? [] : ['what was printed is not what was sealed']),
    ...[title, licence.number, ...values].flatMap((words) =>
      reads(printed.text, words) ? [] : [`the document does not say ${words}`],
    ),
    ...([applicant.number, ...Object.values(run.record.answers).map(String)].some(
      (words) => words.length >= LEAST_NUMBER && reads(printed.text, words),
    )
      ? []
      : ['the document names neither the applicant nor anybody the case is about']),
  ];
}

/** The shortest number a person or a business goes by. */
const LEAST_NUMBER = 15;

function receiptFaults(visit: Visit): readonly string[] {
  const { item, run, screens, traces, evaluate } = visit;
  const expected = run.outcome.kind === 'done' && run.outcome.slip === 'receipt' ? 1 : 0;
  if (traces.receipts.length !== expected)
    return [`${traces.receipts.length} receipts were printed, not ${expected}`];
  const [hex] = traces.receipts;
  if (hex === undefined) return [];
  // GB18030 as it went over the line; control bytes between the characters are nothing to read.
  const paper = decode(Buffer.from(hex, 'hex'), 'gb18030');
  const step = item.definition.steps.find((each): each is StepOf<'receipt'> => each.verb === 'receipt');
  const values = expectedValues(step?.rows ?? [], run.record, evaluate, booked(item));
  const number = licenceOf(visit)?.number;
  const missing = [
    ...casesOf(screens, traces).map(({ caseNo }) => caseNo),
    ...(number === undefined ? [] : [number]),
    ...values.map(({ words }) => words),
  ].filter((words) => !reads(paper, words));
  return missing.length === 0
    ? []
    : [`the receipt does not say ${missing.join(', ')}; it says: ${paper.replaceAll(/\p{Cc}+/gu, ' ')}`];
}

const casesOf = (screens: readonly Frame[], { ledger }: Traces): readonly LedgerCase[] => {
  const visit = screens.find((frame) => frame.item !== null)?.visit ?? screens.at(-1)?.visit;
  return ledger.cases.filter(({ key }) => key.startsWith(`${visit}/`));
};

function licenceOf({ screens, traces }: Visit): LedgerLicence | undefined {
  const cases = new Set(casesOf(screens, traces).map(({ caseNo }) => caseNo));
  return traces.ledger.licences.find(({ caseNo }) => cases.has(caseNo));
}

/** Times that were booked: which one is free, only the office knows. */
const booked = ({ definition }: CompiledItem): ReadonlySet<string> =>
  new Set(definition.steps.flatMap(({ id, verb }) => (verb === 'book' ? [`answers.${id}`] : [])));

const dependsOn = ({ definition }: CompiledItem, path: string, names: ReadonlySet<string>): boolean =>
  [...pathsIn(definition, path)].some((read) => names.has(read));
