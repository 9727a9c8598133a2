import { createActor, fromPromise, waitFor } from 'xstate';
import { addDays } from '../../flows/cel/civil-date.ts';
import type {
  CloseOrderOutcome,
  CompiledItem,
  DataRecord,
  GatherOutcome,
  ItemActors,
  ItemEvent,
  ItemOutcome,
  ItemRecord,
  ItemView,
  PaidOutcome,
} from '../../flows/machine/contract.ts';
import { type Evaluate, truthOf } from '../../flows/machine/evaluate.ts';
import { scopeOf } from '../../flows/machine/scope.ts';
import type { Person } from '../../flows/session/person.ts';
import { type Move, STROKES, typedAnswer } from '../script.ts';
import { type CandidateWorld, candidatesAt } from './candidates.ts';
import type { RecordOffice } from './record-office.ts';

export type Visitor = { readonly id: string; readonly person: Person; readonly today: string };

/** Where one of several moves was made: which, of how many. */
export type Decision = { readonly step: string; readonly of: number; readonly picked: number };

export type Run = {
  readonly moves: readonly Move[];
  readonly decisions: readonly Decision[];
  readonly outcome: ItemOutcome;
  /** All that was known at the end. */
  readonly record: ItemRecord;
  /** Steps on the way, in order, those of the machine among them. */
  readonly steps: readonly string[];
  /** Shown steps that had nothing to show. */
  readonly empty: readonly string[];
  /** Why it could not go on; null when the item came to an end of its own. */
  readonly stuck: string | null;
};

/** Longer than any item; a way that takes more goes round in a circle. */
const MOST_MOVES = 120;
const LEFT: ItemOutcome = { kind: 'left' };

/**
 * One run of a compiled item, in this process and at once: the registers answer from the population, departments accept,
 * telephones pay. At each step the citizen makes the first move there is, or the one `picks` names for the n-th decision.
 */
export async function drive(
  item: CompiledItem,
  visitor: Visitor,
  picks: readonly number[],
  office: RecordOffice,
  world: CandidateWorld,
): Promise<Run> {
  const { definition } = item;
  const { person, today } = visitor;
  const actor = createActor(item.provide(actorsFor(visitor, office)), { input: { person, today } });
  const moves: Move[] = [];
  const decisions: Decision[] = [];
  const steps: string[] = [];
  const empty: string[] = [];
  const ended = (outcome: ItemOutcome, stuck: string | null): Run => {
    const record = 'record' in outcome ? outcome.record : item.recordOf(actor.getSnapshot());
    actor.stop();
    return { moves, decisions, outcome, record, steps, empty, stuck };
  };
  const note = (view: ItemView): void => {
    const step = stepOf(view);
    if (step !== null && steps.at(-1) !== step) steps.push(step);
  };
  actor.subscribe((snapshot) => note(item.view(snapshot)));
  actor.start();

  for (let count = 0; count < MOST_MOVES; count += 1) {
    const view = item.view(await waitFor(actor, (snapshot) => isAtRest(item.view(snapshot))));
    if (view.kind === 'ended') return ended(view.outcome, null);
    if (view.kind === 'problem') return ended(LEFT, `${view.during}: ${view.fault}`);
    if (view.kind !== 'step' && view.kind !== 'booking' && view.kind !== 'scanning')
      return ended(LEFT, `rests at ${view.kind}`);
    const record = item.recordOf(actor.getSnapshot());
    if (isEmpty(view, record, world.evaluate)) empty.push(view.step.id);
    const candidates = candidatesAt(definition, view, record, world);
    const picked = candidates.length > 1 ? (picks[decisions.length] ?? 0) : 0;
    const move = candidates[picked];
    if (move === undefined) return ended(LEFT, `nothing can be answered at ${view.step.id}`);
    if (candidates.length > 1) decisions.push({ step: view.step.id, of: candidates.length, picked });
    moves.push(move);
    const before = actor.getSnapshot();
    for (const event of eventsOf(move, view)) {
      actor.send(event);
      await waitFor(actor, (snapshot) => isAtRest(item.view(snapshot)));
    }
    if (actor.getSnapshot() === before) return ended(LEFT, `nothing happens at ${view.step.id}`);
  }
  return ended(LEFT, 'goes round in a circle');
}

/** Nothing is under way: the citizen is to act, or the item is over. */
function isAtRest(view: ItemView): boolean {
  switch (view.kind) {
    case 'step':
    case 'problem':
    case 'ended':
      return true;
    case 'booking':
      return view.slots !== null;
    case 'scanning':
      return view.stage !== 'scanning';
    case 'paying':
      return view.stage === 'unknown';
    case 'gathering':
    case 'submitting':
    case 'issuing':
      return false;
  }
}

function stepOf(view: ItemView): string | null {
  if (view.kind === 'submitting') return view.step;
  return 'step' in view ? view.step.id : null;
}

function isEmpty(view: ItemView, record: ItemRecord, evaluate: Evaluate): boolean {
  if (view.kind !== 'step' || view.step.verb !== 'show' || view.step.empty === undefined) return false;
  return truthOf(evaluate, view.step.empty.when, scopeOf(record)) !== 'no';
}

function eventsOf(
  move: Move,
  view: Extract<ItemView, { kind: 'step' | 'booking' | 'scanning' }>,
): readonly ItemEvent[] {
  const { step } = move;
  switch (move.verb) {
    case 'choose':
      return [{ type: 'ANSWER', step, value: move.value }];
    case 'ask': {
      if (view.kind !== 'step' || view.step.verb !== 'ask') return [];
      const value = move.typed === null ? view.offered : typedAnswer(view.step.type, move.typed);
      return value === null ? [] : [{ type: 'ANSWER', step, value }];
    }
    case 'book': {
      const slot = view.kind === 'booking' ? view.slots?.find(({ left }) => left > 0) : undefined;
      return slot === undefined ? [] : [{ type: 'ANSWER', step, value: `${slot.date}/${slot.part}` }];
    }
    case 'sign':
      return [{ type: 'SIGN', step, signature: { strokes: STROKES, at: '2026-01-01T00:00:00Z' } }];
    case 'scan': {
      const several = view.step.verb === 'scan' && view.step.maxPages > 1;
      return [
        { type: 'SCAN', step },
        { type: 'KEEP_PAGE', step },
        ...(several ? [{ type: 'CONTINUE', step } as const] : []),
      ];
    }
    case 'confirm':
      return [{ type: 'CONFIRM', step }];
    case 'show':
    case 'submit':
    case 'pay':
    case 'issue':
    case 'receipt':
      return [{ type: 'CONTINUE', step }];
  }
}

/** A world in which all goes well: what each actor answers when nobody is in its way. */
function actorsFor({ id, today }: Visitor, office: RecordOffice): ItemActors {
  const at = `${today}T01:00:00Z`;
  return {
    gather: fromPromise(async ({ input: { item, reads } }): Promise<GatherOutcome> => {
      const data: Record<string, DataRecord> = {};
      for (const { use, key } of reads) {
        const answer = office.read(item, id, use, key);
        if (answer.kind === 'denied') return { kind: 'failed', fault: 'denied', set: use.set };
        data[use.as] = answer.record;
      }
      return { kind: 'ok', data };
    }),
    slots: fromPromise(async ({ input: { from } }) => ({
      kind: 'ok',
      slots: [{ date: addDays(from, 1), part: 'am', left: 3 }],
    })),
    submit: fromPromise(async ({ input: { item, department } }) => ({
      kind: 'accepted',
      receipt: {
        caseNo: `TEST-${department}`,
        password: '000000',
        state: item.handling === 'instant' ? 'accepted' : 'received',
        at,
        promisedBy: null,
      },
    })),
    openOrder: fromPromise(async ({ input: { amountFen } }) => ({
      kind: 'open',
      order: { orderNo: 'TESTPAY1', amountFen, qr: 'https://pay.example.invalid/q/1' },
    })),
    awaitPayment: fromPromise(async (): Promise<PaidOutcome> => ({ kind: 'paid', at })),
    closeOrder: fromPromise(async (): Promise<CloseOrderOutcome> => ({ kind: 'closed' })),
    issue: fromPromise(async ({ input: { step, item } }) => ({
      kind: 'issued',
      document: { number: 'TEST-ZM1', title: item.name, key: step, validTo: null },
    })),
    scan: fromPromise(async ({ input: { kept } }) => ({
      kind: 'scanned',
      page: { id: `page-${kept.length + 1}`, sha256: '0'.repeat(64), verdict: 'good' },
    })),
  };
}
