import type { ItemDefinition } from '../language/definition.ts';
import { isKeyed, type KeyedUse } from '../language/known-after.ts';
import type { Step } from '../language/steps.ts';
import { checkAnswer, signatureProblem } from './answers.ts';
import type { GuardParams } from './config.ts';
import { type ItemContext, type MachineEvent, outcomeIn, type ScanInHand } from './context.ts';
import type { ExchangeFault, ItemRecord } from './contract.ts';
import { type Evaluate, truthOf } from './evaluate.ts';
import { type Given, keyOf } from './record.ts';
import { scopeOf } from './scope.ts';

export type Guards = {
  readonly [Name in keyof GuardParams]: (
    context: ItemContext,
    event: MachineEvent,
    params: GuardParams[Name],
  ) => boolean;
};

/** Asking again can only help where the answer can change while a citizen stands there. */
const RETRYABLE: ReadonlySet<ExchangeFault> = new Set([
  'unreachable',
  'timeout',
  'nonsense',
  'provider-error',
]);

/** Meaning of the guards a configuration names: pure predicates over context and event. */
export function guardsOf(definition: ItemDefinition, evaluate: Evaluate): Guards {
  const steps = new Map(definition.steps.map((step) => [step.id, step]));
  const truth = (context: ItemContext, condition: string | undefined) =>
    truthOf(evaluate, condition, scopeOf(context.record));
  const isAbout = (event: MachineEvent, step: string) => 'step' in event && event.step === step;
  const hasCase = ({ record }: ItemContext) => Object.keys(record.cases).length > 0;
  const owes = (context: ItemContext, when: string | undefined) =>
    hasCase(context) && truth(context, when) !== 'no';

  return {
    isAbout: (_context, event, { step }) => isAbout(event, step),
    accepts: (context, event, { step }) => {
      const asked = steps.get(step);
      if (!asked || !isAbout(event, step)) return false;
      if (event.type === 'SIGN') return signatureProblem(event.signature) === null;
      return event.type === 'ANSWER' && isValid(asked, event.value, context, evaluate);
    },
    breaks: (context, _event, { require }) => truth(context, require) === 'no',
    isUndetermined: (context, _event, { condition }) => truth(context, condition) === 'undetermined',
    skips: (context, _event, { step, when }) => {
      if (truth(context, when) === 'no') return true;
      const passed = steps.get(step);
      return context.editing !== null && passed !== undefined && isComplete(passed, context, evaluate);
    },
    applies: (context, _event, { when }) => truth(context, when) === 'yes',
    hasRecords: (context, _event, { sets }) =>
      definition.data
        .filter(isKeyed)
        .filter(({ as }) => sets.includes(as))
        .every((use) => !isToBeRead(use, context, evaluate)),
    edits: ({ record }, event, { step }) =>
      isAbout(event, step) && (record.answers[step] !== undefined || record.signatures[step] !== undefined),
    isEditing: ({ editing }, _event, { step }) => editing === step,
    answered: ({ leaving, cancelled }, event, { kind, unwanted }) =>
      outcomeIn(event)?.kind === kind && (!unwanted || leaving || cancelled),
    mayScan: (context, event, { step, maxPages, tries }) =>
      isAbout(event, step) && canScan(context, step, maxPages, tries),
    hasPages: ({ given }, event, { step }) => isAbout(event, step) && pagesOf(given, step) > 0,
    isReadable: ({ scan }, event, { step }) => isAbout(event, step) && canKeep(scan),
    isLastPage: ({ scan, given }, event, { step, maxPages }) =>
      isAbout(event, step) && canKeep(scan) && pagesOf(given, step) + 1 >= maxPages,
    isRetryable: ({ fault }) => isRetryable(fault),
    mayTryAgain: ({ leaving }, event) => {
      const outcome = outcomeIn(event);
      return !leaving && outcome?.kind === 'not-submitted' && isRetryable(outcome.fault);
    },
    isLeaving: ({ leaving }) => leaving,
    isLeavingOwing: (context, _event, { when }) => context.leaving && owes(context, when),
    hasCase,
    lacksCase: ({ record }, _event, { department }) => record.cases[department] === undefined,
    isUnpaid: ({ record }, _event, { department }) => isUnpaid(record, department),
    hasResult: ({ record }) => hasResult(record),
    owes: (context, _event, { when }) => owes(context, when),
    isPriced: (context, _event, { amountFen }) => priceOf(amountFen, context, evaluate) !== null,
    isExtended: ({ extended }) => extended,
  };
}

/** Some department has its part, or may have it: there is something to take home in writing. */
export const hasResult = ({ parts }: ItemRecord): boolean =>
  parts.some(({ outcome: { kind } }) => kind === 'accepted' || kind === 'pending');

/** The department has the case and waits for money that was not paid. */
export const isUnpaid = ({ cases, paidAt }: ItemRecord, department: string): boolean =>
  cases[department]?.state === 'awaiting-payment' && paidAt === null;

export const isRetryable = (fault: ExchangeFault | null): boolean => fault !== null && RETRYABLE.has(fault);

/** A record by key is read once for each key. */
export function isToBeRead(use: KeyedUse, { record, given }: ItemContext, evaluate: Evaluate): boolean {
  const key = keyOf(use, record, evaluate);
  return key !== null && given.found[use.as]?.key !== key;
}

export const canScan = ({ given, scan }: ItemContext, step: string, maxPages: number, tries: number) =>
  scan.tries < tries && pagesOf(given, step) < maxPages;

/** A page with nothing on it proves nothing; one that reads badly is for the department to judge. */
export const canKeep = ({ page }: ScanInHand): boolean => page !== null && page.verdict !== 'blank';

const pagesOf = ({ pages }: Given, step: string): number => pages[step]?.length ?? 0;

/** A price is a whole number of fen above zero, or there is nothing to open an order for. */
export function priceOf(amountFen: string, { record }: ItemContext, evaluate: Evaluate): number | null {
  const result = evaluate(amountFen, scopeOf(record), 'int');
  return result.kind === 'value' && typeof result.value === 'number' && result.value > 0
    ? result.value
    : null;
}

function isValid(
  step: Step,
  value: string | number | boolean,
  context: ItemContext,
  evaluate: Evaluate,
): boolean {
  if (step.verb !== 'choose' && step.verb !== 'ask' && step.verb !== 'book') return false;
  return (
    checkAnswer(step, value, { scope: scopeOf(context.record), evaluate, slots: context.slots }).kind === 'ok'
  );
}

/** Can the way back to the check page pass over this step? A check page itself is never passed over. */
function isComplete(step: Step, context: ItemContext, evaluate: Evaluate): boolean {
  const answer = context.record.answers[step.id];
  switch (step.verb) {
    case 'show':
      return true;
    case 'choose':
    case 'ask':
      return answer !== undefined && isValid(step, answer, context, evaluate);
    case 'book':
    case 'scan':
      return answer !== undefined;
    case 'sign':
      return context.record.signatures[step.id] !== undefined;
    case 'confirm':
    case 'submit':
    case 'pay':
    case 'issue':
    case 'receipt':
      return false;
  }
}
