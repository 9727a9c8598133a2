import type { AnyEventObject, AnyMachineSnapshot, OutputFrom } from 'xstate';
import { getNextTransitions } from 'xstate';
import { inspect } from '../cel/cel.ts';
import { addDays } from '../cel/civil-date.ts';
import type { ItemDefinition } from '../language/definition.ts';
import { expressionsOf } from '../language/lint/places.ts';
import type { Step } from '../language/steps.ts';
import { type AnsweredStep, checkAnswer, slotKey } from '../machine/answers.ts';
import type { ItemContext } from '../machine/context.ts';
import type { Answer, ExchangeFault, ItemActors, ItemEvent, PaymentOrder } from '../machine/contract.ts';
import type { Evaluate } from '../machine/evaluate.ts';
import { optionsOf } from '../machine/options.ts';
import { scopeOf } from '../machine/scope.ts';
import { type Citizen, TODAY } from './world.ts';

/**
 * Something that happens to an item. `label` is the class it stands for, the same for every event that the item
 * cannot tell from it; `says` is how a person would put it.
 */
export type Happening = { readonly event: AnyEventObject; readonly label: string; readonly says: string };

/** A fault after which asking again may help, and one after which it cannot. */
const FAULTS = ['unreachable', 'denied'] as const satisfies readonly ExchangeFault[];
const ORDER: PaymentOrder = { orderNo: 'P1', amountFen: 1, qr: 'https://pay.example.invalid/q/1' };
const REASON = { 'zh-CN': '不符合条件', en: 'The conditions are not met' };
const SLOTS = [
  { date: addDays(TODAY, 1), part: 'am', left: 1 },
  { date: addDays(TODAY, 2), part: 'pm', left: 0 },
] as const;

type Outcomes = { readonly [Name in keyof ItemActors]: readonly OutputFrom<ItemActors[Name]>[] };

/** Every class of answer of every actor. A new actor or kind of answer belongs here, or its item is not proven. */
const OUTCOMES: Outcomes = {
  gather: FAULTS.map((fault) => ({ kind: 'failed', fault, set: '' })),
  slots: [{ kind: 'ok', slots: SLOTS }, ...FAULTS.map((fault) => ({ kind: 'failed', fault }) as const)],
  submit: [
    {
      kind: 'accepted',
      receipt: {
        caseNo: 'C1',
        password: '000000',
        state: 'received',
        at: `${TODAY}T01:00:00Z`,
        promisedBy: null,
      },
    },
    { kind: 'rejected', reason: REASON },
    ...FAULTS.map((fault) => ({ kind: 'not-submitted', fault }) as const),
    { kind: 'pending' },
  ],
  openOrder: [{ kind: 'open', order: ORDER }, ...FAULTS.map((fault) => ({ kind: 'failed', fault }) as const)],
  awaitPayment: [{ kind: 'paid', at: TODAY }, { kind: 'closed' }],
  closeOrder: [{ kind: 'paid', at: TODAY }, { kind: 'closed' }, { kind: 'unknown' }],
  scan: [
    ...(['good', 'blank'] as const).map(
      (verdict) => ({ kind: 'scanned', page: { id: verdict, sha256: '0'.repeat(64), verdict } }) as const,
    ),
    { kind: 'not-scanned', why: 'jammed' },
  ],
  issue: [
    {
      kind: 'issued',
      document: {
        number: 'D1',
        title: { 'zh-CN': '证明', en: 'Certificate' },
        key: 'visit/issue/department',
        validTo: null,
      },
    },
    { kind: 'rejected', reason: REASON },
    ...FAULTS.map((fault) => ({ kind: 'not-issued', fault }) as const),
    { kind: 'pending' },
  ],
};

/** Steps at which something is gone on from, or gone on without. */
const CONTINUED: ReadonlySet<Step['verb']> = new Set(['show', 'scan', 'submit', 'pay', 'issue']);

export type Outside = (snapshot: AnyMachineSnapshot) => readonly Happening[];

/** All that can happen to an item where it stands: every event its states listen to, in each of its meanings. */
export function outsideOf(
  definition: ItemDefinition,
  citizens: readonly Citizen[],
  evaluate: Evaluate,
): Outside {
  const records = Map.groupBy(citizens, ({ person }) => JSON.stringify(person));
  const wordsCompared = compared(definition);
  const sources = expressionsOf(definition).map(({ cel }) => cel);

  const answers = (step: AnsweredStep, context: ItemContext): readonly Happening[] => {
    const scope = scopeOf(context.record);
    const titled = `${step.label['zh-CN']} (${step.id})`;
    const holds = (value: Answer) =>
      checkAnswer(step, value, { scope, evaluate, slots: context.slots }).kind === 'ok';
    const happening = (value: Answer, label: string, says: string): Happening => ({
      event: { type: 'ANSWER', step: step.id, value },
      label: `ANSWER ${step.id} ${label}`,
      says: `${titled}: ${says}`,
    });
    const wrong = happening('\u0000', 'refused', 'an answer that cannot be taken');
    if (step.verb === 'choose') {
      /** Options no condition names are one to the item: the first stands for them. */
      const named = (value: string) => sources.some((source) => source.includes(JSON.stringify(value)));
      const choices = optionsOf(step, scope, evaluate).map(({ value, label, entry }) =>
        happening(value, entry === null && named(value) ? value : 'any', `“${label['zh-CN']}” (${value})`),
      );
      const first = choices.filter(
        ({ label }, index) => choices.findIndex((one) => one.label === label) === index,
      );
      return [...first, wrong];
    }
    if (step.verb === 'book') {
      const free = (context.slots ?? []).map(slotKey).find(holds);
      return [...(free === undefined ? [] : [happening(free, 'a free slot', free)]), wrong];
    }
    const told = wordsCompared.get(step.id) ?? [];
    const fitting = told.filter(holds).map((value) => happening(value, value, value));
    const any = typical(step, told).find(holds);
    return [...fitting, ...(any === undefined ? [] : [happening(any, 'any', String(any))]), wrong];
  };

  const citizenEvents = (type: ItemEvent['type'], step: Step, context: ItemContext): readonly Happening[] => {
    const plain = (says: string): Happening => ({
      event: { type, step: step.id },
      label: `${type} ${step.id}`,
      says: `${says} at ${step.id}`,
    });
    switch (type) {
      case 'CONTINUE':
        return CONTINUED.has(step.verb) ? [plain('continue')] : [];
      case 'SCAN':
      case 'KEEP_PAGE':
      case 'DISCARD_PAGES':
      case 'BRING_LATER':
        return step.verb === 'scan' ? [plain(type.toLowerCase().replace('_', ' '))] : [];
      case 'CONFIRM':
        return step.verb === 'confirm' ? [plain('confirm')] : [];
      case 'EDIT':
        return [plain('change')];
      case 'ANSWER':
        return step.verb === 'choose' || step.verb === 'ask' || step.verb === 'book'
          ? answers(step, context)
          : [];
      case 'SIGN':
        return step.verb === 'sign'
          ? ([2, 1] as const).map((points) => ({
              event: { type, step: step.id, signature: strokes(points) },
              label: `SIGN ${step.id} ${points}`,
              says: `${step.label['zh-CN']} (${step.id}): ${points === 2 ? 'sign' : 'touch the pad only'}`,
            }))
          : [];
      default:
        return [];
    }
  };

  return (snapshot) => {
    const context: ItemContext = snapshot.context;
    const listening = getNextTransitions(snapshot);
    const types = new Set(listening.map(({ eventType }) => String(eventType)));
    const meant = new Set(listening.flatMap(({ guard }) => stepIn(guard)));
    /** A tap meant for the screen before is one class, whichever screen that was. */
    const late = definition.steps.find(({ id }) => !meant.has(id));
    return [...types].flatMap((type): readonly Happening[] => {
      if (type === '') return [];
      const [, end, call] = /^xstate\.(done|error)\.actor\.(.+)$/.exec(type) ?? [];
      const actor = call?.split(':')[0] ?? '';
      if (end === 'error')
        return [{ event: { type, error: new Error('a bug') }, label: type, says: `${actor} breaks down` }];
      if (end === 'done') {
        const known = actor === 'gather' ? gatheredBy(records, context, type) : [];
        return [...known, ...answered(type, actor)];
      }
      if (type.startsWith('xstate.after.'))
        return [{ event: { type }, label: type, says: `time is over (${type.split('.')[2]})` }];
      const about = definition.steps
        .filter(({ id }) => meant.has(id))
        .flatMap((step) => citizenEvents(type as ItemEvent['type'], step, context));
      if (about.length > 0)
        return late === undefined
          ? about
          : [...about, { event: { type, step: late.id }, label: `late ${type}`, says: 'a late tap' }];
      return [{ event: { type }, label: type, says: type.toLowerCase() }];
    });
  };
}

/** The step a guard says the event must be meant for. */
function stepIn(guard: unknown): readonly string[] {
  const { params } = (guard ?? {}) as { params?: { step?: unknown } }; // XState types a guard with parameters as unknown
  return typeof params?.step === 'string' ? [params.step] : [];
}

function answered(type: string, actor: string): readonly Happening[] {
  const outcomes: readonly { readonly kind: string }[] | undefined = OUTCOMES[actor as keyof ItemActors];
  if (outcomes === undefined) throw new Error(`nothing is known of what ${actor} can answer`);
  return outcomes.map((output) => {
    const says = 'fault' in output ? `${output.kind}, ${output.fault}` : output.kind;
    return { event: { type, output }, label: `${type} ${says}`, says: `${actor} answers: ${says}` };
  });
}

function gatheredBy(
  records: ReadonlyMap<string, readonly Citizen[]>,
  { record }: ItemContext,
  type: string,
): readonly Happening[] {
  return (records.get(JSON.stringify(record.person)) ?? []).map(({ data }) => ({
    event: { type, output: { kind: 'ok', data } },
    label: `${type} gathered ${JSON.stringify(data)}`,
    says: `shared data: ${Object.entries(data)
      .map(([name, value]) => `${name} ${value === null ? 'none' : JSON.stringify(value)}`)
      .join(', ')}`,
  }));
}

/** By step: the texts the item compares its answer with. */
function compared(definition: ItemDefinition): ReadonlyMap<string, readonly string[]> {
  const found = expressionsOf(definition).flatMap(({ cel }) => inspect(cel).comparisons);
  const ofAnswers = found.filter(({ path }) => path[0] === 'answers');
  return new Map(
    [...Map.groupBy(ofAnswers, ({ path }) => path[1] ?? '')].map(([step, list]) => [
      step,
      [...new Set(list.map(({ literal }) => literal))],
    ]),
  );
}

/** What people type, widest first; the first that the step takes stands for all that decide nothing. */
function typical(step: Extract<Step, { verb: 'ask' }>, not: readonly string[]): readonly Answer[] {
  switch (step.type) {
    case 'number':
    case 'amount':
      return [step.min ?? 1, step.max ?? 1, 1];
    case 'date':
      return [0, 1, 7, 30, 90, 200, -1, -30, -400, -4_000, -10_000].map((days) => addDays(TODAY, days));
    case 'phone':
      return ['13800000000'];
    case 'text':
      return [
        '测'.repeat(Math.max(step.min ?? 2, 2)),
        'A'.repeat(step.min ?? 1),
        '测A00000',
        '000000196001010000',
        '91330000000000000X',
        ...Object.values(WITH_CHECK_DIGIT),
        'name@example.invalid',
        ...[4, 6, 8, 9, 10, 11, 12, 15, 16, 18, 19, 20, 26].map((length) => '1'.repeat(length)),
      ].filter((text) => !not.includes(text));
  }
}

/** Made up: an area code and an authority that belong to nowhere. */
const WITH_CHECK_DIGIT = { gb11643: '000000196001010006', gb32100: '91000000000000000K' };

const strokes = (points: 1 | 2) => ({
  strokes: [Array.from({ length: points }, (_, index) => ({ x: index, y: index }))],
  at: `${TODAY}T01:00:00Z`,
});
