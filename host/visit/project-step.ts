import type { Format, Row as RowDefinition, Table as TableDefinition } from '../../flows/language/pieces.ts';
import type { Step } from '../../flows/language/steps.ts';
import { sameInAllLanguages, type Text } from '../../flows/language/text.ts';
import type { CompiledItem, ItemRecord, ItemView } from '../../flows/machine/contract.ts';
import { truthOf } from '../../flows/machine/evaluate.ts';
import { optionsOf } from '../../flows/machine/options.ts';
import { scopeOf } from '../../flows/machine/scope.ts';
import { civilTime } from '../civil-time.ts';
import type { ItemHeader, Row, Screen, Table } from '../contract/screen.ts';
import { maskName, maskNumber } from '../masking.ts';
import { tableLines } from '../texts/table-text.ts';
import { answeredText, isShownMasked, offeredText, typedText } from './asked-answer.ts';
import { counterElsewhere } from './project-elsewhere.ts';
import { projectSendingParts } from './project-parts.ts';
import { projectScan } from './project-scan.ts';
import type { ItemTexts, ProjectionInput } from './projection-input.ts';
import { words } from './words.ts';

/** What a running item shows: one variant a verb, values masked and formatted in every language. */
export function projectStep(
  item: CompiledItem,
  record: ItemRecord,
  view: ItemView,
  input: ProjectionInput,
): Screen {
  const texts = input.textsOf(item);
  const scope = scopeOf(record);
  const fill = (text: Text) => texts.fill(text, scope);
  const optional = (text: Text | undefined | null) => (text ? fill(text) : null);

  switch (view.kind) {
    case 'gathering':
      return {
        kind: 'working',
        title: words.working.gathering,
        subtitle: words.working.gatheringHow,
        steps: input.memory.work,
        note: words.working.gatheringNote,
      };
    case 'submitting':
      if (view.parts.length > 1) return projectSendingParts(item, record, view, input);
      return {
        kind: 'working',
        title: words.working.submitting,
        subtitle: null,
        steps: input.memory.work,
        note: words.working.submittingNote,
      };
    case 'issuing':
      return {
        kind: 'working',
        title: words.issuing.title,
        subtitle: null,
        steps: input.memory.work,
        note: words.issuing.note,
      };
    case 'booking':
      if (view.slots === null) {
        return {
          kind: 'working',
          title: words.working.slots,
          subtitle: null,
          steps: input.memory.work,
          note: null,
        };
      }
      return {
        kind: 'book',
        step: view.step.id,
        question: fill(view.step.question),
        why: fill(view.step.why),
        slots: view.slots,
        selected: input.memory.drafts.get(view.step.id) ?? textOf(record.answers[view.step.id]),
        queue: counterElsewhere(input, item.definition),
      };
    case 'scanning':
      return projectScan(view, fill);
    case 'paying':
      if (view.stage === 'unknown') {
        return {
          kind: 'payment-unknown',
          step: view.step.id,
          orderNo: view.order?.orderNo ?? '',
          phone: input.machine.help.phone,
        };
      }
      return {
        kind: 'pay',
        step: view.step.id,
        stage: view.stage,
        subject: fill(view.step.subject),
        amountFen: view.order?.amountFen ?? amountOf(view.step, record, input),
        qr: view.stage === 'waiting' ? (view.order?.qr ?? null) : null,
        until: view.stage === 'waiting' ? input.memory.paymentUntil : null,
        canExtend: view.stage === 'waiting' && !view.extended,
      };
    case 'step':
      return projectCitizenStep(view, record, input, texts, fill, optional);
    case 'problem':
    case 'ended':
      throw new Error('told by the session, not drawn as a step');
    default:
      return view satisfies never;
  }
}

function projectCitizenStep(
  view: Extract<ItemView, { kind: 'step' }>,
  record: ItemRecord,
  input: ProjectionInput,
  texts: ItemTexts,
  fill: (text: Text) => Text,
  optional: (text: Text | undefined | null) => Text | null,
): Screen {
  const { step } = view;
  const draft = input.memory.drafts.get(step.id);
  switch (step.verb) {
    case 'show': {
      const isEmpty =
        step.empty !== undefined && truthOf(input.evaluate, step.empty.when, scopeOf(record)) !== 'no';
      return {
        kind: 'show',
        step: step.id,
        title: fill(step.title),
        rows: isEmpty ? [] : rowsOf(step.rows, record, input, texts),
        table: isEmpty || !step.table ? null : projectTable(step.table, record, input, texts),
        empty: isEmpty && step.empty ? { title: fill(step.empty.title), text: fill(step.empty.text) } : null,
        note: optional(step.note),
      };
    }
    case 'choose':
      return {
        kind: 'choose',
        step: step.id,
        question: fill(step.question),
        hint: optional(step.hint),
        why: fill(step.why),
        options: view.options.map(({ value, label, hint, entry }) => ({
          value,
          label: texts.fill(label, { ...scopeOf(record), entry }),
          hint: hint ? texts.fill(hint, { ...scopeOf(record), entry }) : null,
        })),
        selected: draft ?? textOf(record.answers[step.id]),
      };
    case 'ask':
      return {
        kind: 'ask',
        step: step.id,
        question: fill(step.question),
        hint: optional(step.hint),
        why: fill(step.why),
        input: step.type,
        value: draft ?? typedText(step, record.answers[step.id]) ?? '',
        offered: view.offered === null ? null : offeredText(step, view.offered),
        min: boundOf(step.notBefore, step.min, step.type, record, input),
        max: boundOf(step.notAfter, step.max, step.type, record, input),
        maxLength: step.type === 'text' ? (step.max ?? (step.check === undefined ? 40 : 18)) : null,
        error: optional(view.error),
      };
    case 'sign':
      return {
        kind: 'sign',
        step: step.id,
        question: fill(step.question),
        why: fill(step.why),
        document: fill(step.document),
      };
    case 'confirm':
      return {
        kind: 'check',
        step: step.id,
        person: { maskedName: maskName(record.person.name), maskedNumber: maskNumber(record.person.number) },
        rows: [
          ...derivedRows(input, record, texts),
          ...rowsOf(step.rows, record, input, texts).map((row) => ({ ...row, edit: null })),
          ...answerRows(view.editable, record, input, texts),
        ],
        button: fill(step.button),
      };
    default:
      return step satisfies never;
  }
}

/** Rows a definition shows: each value computed, formatted, and left out when its condition does not hold. */
export function rowsOf(
  rows: readonly RowDefinition[],
  record: ItemRecord,
  input: Pick<ProjectionInput, 'evaluate'>,
  texts: ItemTexts,
): Row[] {
  const scope = scopeOf(record);
  return rows.flatMap((row) => {
    if (truthOf(input.evaluate, row.when, scope) === 'no') return [];
    const result = input.evaluate(row.value, scope, 'scalar');
    const value = result.kind === 'value' ? result.value : null;
    return [{ label: texts.fill(row.label, scope), value: texts.show(row.format, value, row.labels) }];
  });
}

const HOLDS = {
  text: 'words',
  date: 'day',
  phone: 'day',
  idNumber: 'day',
  yuan: 'figures',
  number: 'figures',
} as const satisfies Record<Format, Table['columns'][number]['holds']>;

function projectTable(
  table: TableDefinition,
  record: ItemRecord,
  { evaluate }: Pick<ProjectionInput, 'evaluate'>,
  texts: ItemTexts,
): Table {
  const lines = tableLines(table, scopeOf(record), { texts, evaluate });
  return {
    columns: table.columns.map(({ label, format }) => ({
      label,
      holds: HOLDS[format],
    })),
    lines: lines ?? [],
    empty: lines === null ? words.show.listUnknown : table.empty,
  };
}

/** Derived values with words of their own (老年人半价乘车); sums and the like have a row where they matter. */
function derivedRows(input: ProjectionInput, record: ItemRecord, texts: ItemTexts) {
  const item = input.snapshot.context.item ? input.items.get(input.snapshot.context.item) : undefined;
  return (item?.definition.derived ?? []).flatMap(({ id, label, labels }) => {
    const value = labels[String(record.derived[id])];
    return value ? [{ label, value: texts.fill(value, scopeOf(record)), edit: null }] : [];
  });
}

/** What the citizen answered, in the words they saw, each with its way back. */
function answerRows(
  editable: readonly string[],
  record: ItemRecord,
  input: ProjectionInput,
  texts: ItemTexts,
) {
  const item = input.snapshot.context.item ? input.items.get(input.snapshot.context.item) : undefined;
  return editable.flatMap((id) => {
    const step = item?.definition.steps.find((candidate) => candidate.id === id);
    if (!step || !('label' in step)) return [];
    const value = step.verb === 'sign' ? signedAt(record, id) : answerText(step, record, input, texts);
    if (value === null) return [];
    const reveal = step.verb === 'ask' && isShownMasked(step) ? { reveal: `answer:${id}` } : {};
    return [{ label: texts.fill(step.label, scopeOf(record)), value, edit: id, ...reveal }];
  });
}

function answerText(step: Step, record: ItemRecord, input: ProjectionInput, texts: ItemTexts): Text | null {
  const answer = record.answers[step.id];
  if (answer === undefined) return null;
  switch (step.verb) {
    case 'choose':
      return chosenLabel(step, String(answer), record, input, texts);
    case 'ask':
      return answeredText(step, answer, texts);
    case 'book': {
      const [date = '', part] = String(answer).split('/');
      return words.check.slot(texts.show('date', date, {}), part === 'pm' ? 'pm' : 'am');
    }
    case 'scan':
      return answer === 'later'
        ? words.check.broughtLater
        : words.check.scanned(record.pages[step.id]?.length ?? 0);
    default:
      return null;
  }
}

/** The label the citizen saw, 我不确定 among them. */
function chosenLabel(
  step: Extract<Step, { verb: 'choose' }>,
  answer: string,
  record: ItemRecord,
  input: ProjectionInput,
  texts: ItemTexts,
): Text {
  const scope = scopeOf(record);
  const choice = optionsOf(step, scope, input.evaluate).find(({ value }) => value === answer);
  if (choice) return texts.fill(choice.label, { ...scope, entry: choice.entry });
  return sameInAllLanguages(isShownMasked(step) ? maskNumber(answer) : answer);
}

function signedAt(record: ItemRecord, id: string): Text | null {
  const signature = record.signatures[id];
  return signature ? words.check.signed(civilTime(new Date(signature.at)).slice(0, 5)) : null;
}

function amountOf(step: Extract<Step, { verb: 'pay' }>, record: ItemRecord, input: ProjectionInput): number {
  const amount = input.evaluate(step.amountFen, scopeOf(record), 'int');
  return amount.kind === 'value' && typeof amount.value === 'number' ? amount.value : 0;
}

function boundOf(
  expression: string | undefined,
  number: number | undefined,
  type: string,
  record: ItemRecord,
  input: ProjectionInput,
): string | null {
  if (type === 'number') return number === undefined ? null : String(number);
  if (type !== 'date' || expression === undefined) return null;
  const bound = input.evaluate(expression, scopeOf(record), 'date');
  return bound.kind === 'value' ? String(bound.value) : null;
}

const textOf = (answer: string | number | boolean | undefined): string | null =>
  answer === undefined ? null : String(answer);

/** The strip above a running item: phases, where in them, and minutes left. */
export function projectHeader(item: CompiledItem, view: ItemView): ItemHeader | null {
  if (!('progress' in view)) return null;
  const { progress } = view;
  const current = progress.phases.indexOf(progress.phase);
  return {
    id: item.definition.id,
    name: item.definition.name,
    phases: progress.phases.map((phase, index) => ({
      label: words.phases[phase],
      state: index < current ? 'done' : index === current ? 'current' : 'ahead',
      percent:
        index < current
          ? 100
          : index > current
            ? 0
            : Math.round(((progress.position - 0.5) / progress.of) * 100),
    })),
    position: progress.of > 1 ? `${progress.position}/${progress.of}` : null,
    minutesLeft: progress.minutesLeft,
  };
}
