import type { ItemDefinition } from '../language/definition.ts';
import { isKeyed } from '../language/known-after.ts';
import type { Text } from '../language/text.ts';
import { checkAnswer, signatureProblem } from './answers.ts';
import type { ActionParams, Ending } from './config.ts';
import { type ItemContext, type MachineEvent, NOTHING_IN_HAND, outcomeIn } from './context.ts';
import type { ExchangeFault, ItemOutcome, ScanFault, ScannedPage, SubmitOutcome } from './contract.ts';
import type { Evaluate } from './evaluate.ts';
import { type Given, keyOf, settle } from './record.ts';
import { scopeOf } from './scope.ts';

export type Actions = {
  readonly [Name in keyof ActionParams]: (
    context: ItemContext,
    event: MachineEvent,
    params: ActionParams[Name],
  ) => Partial<ItemContext>;
};

/** Meaning of the actions a configuration names. They only change what the machine remembers. */
export function actionsOf(definition: ItemDefinition, evaluate: Evaluate): Actions {
  const steps = new Map(definition.steps.map((step) => [step.id, step]));

  /** A document is signed with the answers it was filled in from: after a change it is put forward again. */
  const signedBefore = (step: string, signatures: Given['signatures']): Given['signatures'] => {
    const changed = definition.steps.findIndex(({ id }) => id === step);
    const before = new Set(definition.steps.slice(0, changed).map(({ id }) => id));
    return Object.fromEntries(Object.entries(signatures).filter(([id]) => before.has(id)));
  };
  /** Pages are evidence a signature stands under, as answers are. */
  const withPages = (
    { given, record }: ItemContext,
    step: string,
    pages: readonly ScannedPage[],
    answer: 'scanned' | 'later' | null = pages.length > 0 ? 'scanned' : null,
  ): Pick<ItemContext, 'given' | 'record'> => {
    const { [step]: _before, ...answers } = given.answers;
    const kept: Given = {
      ...given,
      answers: answer === null ? answers : { ...answers, [step]: answer },
      pages: { ...given.pages, [step]: pages },
      signatures: signedBefore(step, given.signatures),
    };
    return { given: kept, record: settle(definition, evaluate, record, kept) };
  };
  const checked = (context: ItemContext, event: MachineEvent, step: string) => {
    const asked = steps.get(step);
    if (event.type !== 'ANSWER' || !asked) return null;
    if (asked.verb !== 'choose' && asked.verb !== 'ask' && asked.verb !== 'book') return null;
    return checkAnswer(asked, event.value, {
      scope: scopeOf(context.record),
      evaluate,
      slots: context.slots,
    });
  };
  const problemOf = (context: ItemContext, event: MachineEvent, step: string): Text | null => {
    if (event.type === 'SIGN') return signatureProblem(event.signature);
    const answer = checked(context, event, step);
    return answer?.kind === 'problem' ? answer.say : null;
  };

  return {
    keepData: ({ record, given }, event, { sets }) => {
      const outcome = outcomeIn(event);
      if (!outcome || !('data' in outcome)) return {};
      const { data } = outcome;
      if (sets === undefined) return { record: settle(definition, evaluate, { ...record, data }, given) };
      const found = definition.data.filter(isKeyed).flatMap((use) => {
        const key = sets.includes(use.as) ? keyOf(use, record, evaluate) : null;
        return key === null ? [] : [[use.as, { key, record: data[use.as] ?? null }] as const];
      });
      const kept = { ...given, found: { ...given.found, ...Object.fromEntries(found) } };
      return { given: kept, record: settle(definition, evaluate, record, kept) };
    },
    keepAnswer: (context, event, { step }) => {
      const answer = checked(context, event, step);
      if (answer?.kind !== 'ok') return {};
      const { given, record } = context;
      const kept = {
        ...given,
        answers: { ...given.answers, [step]: answer.value },
        signatures:
          given.answers[step] === answer.value ? given.signatures : signedBefore(step, given.signatures),
      };
      return { given: kept, record: settle(definition, evaluate, record, kept), error: null };
    },
    keepSignature: (context, event, { step }) => {
      if (event.type !== 'SIGN') return {};
      const { given, record } = context;
      const kept = { ...given, signatures: { ...given.signatures, [step]: event.signature } };
      return { given: kept, record: settle(definition, evaluate, record, kept), error: null };
    },
    keepSlots: (_context, event) => {
      const outcome = outcomeIn(event);
      return outcome && 'slots' in outcome ? { slots: outcome.slots } : {};
    },
    keepCase: ({ record }, event, { department }) => {
      const outcome = outcomeIn(event);
      return outcome && 'receipt' in outcome
        ? { record: { ...record, cases: { ...record.cases, [department]: outcome.receipt } } }
        : {};
    },
    keepPart: ({ record, fault }, event, { step, department, ...given }) => {
      const answered = outcomeIn(event);
      const outcome = given.outcome ?? (isSubmitOutcome(answered) ? answered : notSubmitted(fault));
      const cases =
        outcome.kind === 'accepted' ? { ...record.cases, [department]: outcome.receipt } : record.cases;
      const parts = [...record.parts, { step, department, outcome }];
      return { record: { ...record, cases, parts }, fault: null };
    },
    dropOrder: ({ record }) => ({ record: { ...record, order: null } }),
    keepOrder: ({ record }, event) => {
      const outcome = outcomeIn(event);
      return outcome && 'order' in outcome ? { record: { ...record, order: outcome.order } } : {};
    },
    keepPayment: ({ record }, event) => {
      const outcome = outcomeIn(event);
      return outcome?.kind === 'paid' ? { record: { ...record, paidAt: outcome.at } } : {};
    },
    keepDocument: ({ record }, event) => {
      const outcome = outcomeIn(event);
      return outcome && 'document' in outcome ? { record: { ...record, issued: outcome.document } } : {};
    },
    beginPage: () => ({ scan: NOTHING_IN_HAND }),
    countTry: ({ scan }) => ({ scan: { page: null, fault: null, tries: scan.tries + 1 } }),
    lookAtPage: ({ scan }, event) => {
      const outcome = outcomeIn(event);
      return outcome && 'page' in outcome ? { scan: { ...scan, page: outcome.page } } : {};
    },
    keepPage: (context, _event, { step }) => {
      const { page } = context.scan;
      if (page === null) return {};
      return {
        ...withPages(context, step, [...(context.given.pages[step] ?? []), page]),
        scan: NOTHING_IN_HAND,
      };
    },
    discardPages: (context, _event, { step }) => ({
      ...withPages(context, step, []),
      scan: NOTHING_IN_HAND,
    }),
    putOff: (context, _event, { step }) => ({
      ...withPages(context, step, [], 'later'),
      scan: NOTHING_IN_HAND,
    }),
    noteScanFault: ({ scan }, event, { fault }) => ({
      scan: { ...scan, page: null, fault: fault ?? scanFaultIn(event) },
    }),
    sayProblem: (context, event, { step }) => ({ error: problemOf(context, event, step) }),
    clearError: () => ({ error: null }),
    forgetSlots: () => ({ slots: null }),
    beginEdit: (_context, _event, { step }) => ({ editing: step }),
    endEdit: () => ({ editing: null }),
    noteFault: (_context, event, { fault }) => ({ fault: fault ?? faultIn(event) }),
    remember: (_context, _event, { wish }) => (wish === 'leave' ? { leaving: true } : { cancelled: true }),
    extend: () => ({ extended: true }),
    end: (context, event, ending) => ({ outcome: outcomeOf(ending, context, event) }),
  };
}

const isSubmitOutcome = (outcome: ReturnType<typeof outcomeIn>): outcome is SubmitOutcome =>
  outcome !== null && ['accepted', 'rejected', 'not-submitted', 'pending'].includes(outcome.kind);
const notSubmitted = (fault: ExchangeFault | null): SubmitOutcome => ({
  kind: 'not-submitted',
  fault: fault ?? 'internal',
});

function faultIn(event: MachineEvent): ExchangeFault {
  const outcome = outcomeIn(event);
  return outcome && 'fault' in outcome ? outcome.fault : 'internal';
}

function scanFaultIn(event: MachineEvent): ScanFault {
  const outcome = outcomeIn(event);
  return outcome && 'why' in outcome ? outcome.why : 'scanner-fault';
}

function outcomeOf(ending: Ending, { record }: ItemContext, event: MachineEvent): ItemOutcome {
  switch (ending.kind) {
    case 'done':
    case 'refused':
      return { ...ending, record };
    case 'rejected': {
      const outcome = outcomeIn(event);
      return outcome?.kind === 'rejected'
        ? { kind: 'rejected', record, reason: outcome.reason }
        : { kind: 'failed', fault: 'internal' };
    }
    case 'none-accepted':
      return { kind: 'none-accepted', record };
    case 'pending':
      return { kind: 'pending', record, slip: 'pending' };
    case 'payment-unknown':
      return { kind: 'payment-unknown', record, slip: 'payment-unknown' };
    case 'not-charged':
      return { kind: 'not-charged', record };
    case 'failed':
    case 'left':
      return ending.kind === 'failed' ? { kind: 'failed', fault: ending.fault } : { kind: 'left' };
  }
}
