import { assign, enqueueActions, fromPromise, or, sendTo, setup, stateIn } from 'xstate';
import type { IssuedDocument, ItemMachine, ItemOutcome } from '../machine/contract.ts';
import { FACE_TRIES, type ProofWay, raisedBy, satisfies } from './assurance.ts';
import type {
  FaceOutcome,
  PasswordOutcome,
  PrintDocumentInput,
  PrintDocumentOutcome,
  PrintInput,
  PrintOutcome,
  ReadCardOutcome,
  SessionContext,
  SessionEvent,
  SessionItems,
  SessionNews,
  SessionTimers,
  SlipOutcome,
} from './contract.ts';

/** Long enough to read what went wrong before the same card is tried again. */
const CARD_PROBLEM_MIN_MS = 2_500;
const CARD_PROBLEM_MAX_MS = 30_000;
/** A card lifted early pauses the visit; this long it waits to be laid back. */
export const CARD_LIFTED_MS = 60_000;

/** What is left of a visit: nothing. */
export const nobody: Omit<SessionContext, 'language'> = {
  visit: null,
  person: null,
  covered: false,
  item: null,
  today: null,
  assurance: 'none',
  faceTries: 0,
  proofProblem: null,
  passwordClosed: null,
  itemBusy: false,
  exitAfterItem: false,
  cardFault: null,
  outcome: null,
  documentPrint: null,
  print: null,
  rating: null,
};

/** Everything the regions of the session share: types, actors to be provided, guards, delays, actions. */
export function sessionSetup(items: SessionItems, timers: SessionTimers) {
  return setup({
    types: {
      context: {} as SessionContext,
      events: {} as SessionEvent,
      emitted: {} as SessionNews,
      children: {} as { item: 'item' },
    },
    actors: {
      readCard: fromPromise<ReadCardOutcome>(unprovided),
      /** Takes one good picture and has it compared. */
      proveFace: fromPromise<FaceOutcome>(unprovided),
      provePassword: fromPromise<PasswordOutcome, { digits: string }>(unprovided),
      printDocument: fromPromise<PrintDocumentOutcome, PrintDocumentInput>(unprovided),
      print: fromPromise<PrintOutcome, PrintInput>(unprovided),
      /** Destroys all that is known of this visit; the standby screen shows only when it has. */
      clear: fromPromise<void, { visit: string | null }>(unprovided),
      item: {} as ItemMachine,
    },
    delays: {
      idle: ({ context }) => (context.person ? timers.identifiedIdleMs : timers.browseIdleMs),
      idleCountdown: timers.idleCountdownMs,
      cardLeft: timers.cardLeftMs,
      paperLeft: timers.paperLeftMs,
      done: timers.doneMs,
      cardLifted: CARD_LIFTED_MS,
      cardProblemMin: CARD_PROBLEM_MIN_MS,
      cardProblemMax: CARD_PROBLEM_MAX_MS,
    },
    guards: {
      isServing: stateIn({ flow: 'serving' }),
      /** Where the citizen acts: a lifted card pauses here, and silence is asked about. */
      isCitizensTurn: or([
        stateIn({ flow: { serving: 'home' } }),
        stateIn({ flow: { serving: 'itemPage' } }),
        stateIn({ flow: { serving: 'proving' } }),
        stateIn({ flow: { serving: 'running' } }),
        stateIn({ flow: { serving: 'explained' } }),
      ]),
      isBrowsing: stateIn({ flow: 'browsing' }),
      isCardAway: stateIn({ card: 'away' }),
      canStart: ({ context }) => context.item !== null && items.has(context.item),
      needsProof: ({ context }) => {
        const item = context.item ? items.get(context.item) : undefined;
        return item !== undefined && !satisfies(context.assurance, item.needs.assurance);
      },
      mayTryFace: ({ context, event }) =>
        event.type === 'PROVE' && event.way === 'face' && context.faceTries < FACE_TRIES,
      mayTryPassword: ({ context, event }) =>
        event.type === 'PROVE' && event.way === 'password' && context.passwordClosed === null,
      mayLookAgain: ({ context }) => context.proofProblem?.way === 'face' && context.faceTries < FACE_TRIES,
      mayTypeAgain: ({ context }) =>
        context.proofProblem?.way === 'password' && context.passwordClosed === null,
      /** Nobody is looked at while the screen is covered or the card is gone. */
      isLookedAway: or([
        stateIn({ card: 'lifted' }),
        stateIn({ card: 'rereading' }),
        stateIn({ attention: 'warning' }),
      ]),
      hasItem: ({ context }) => context.item !== null,
      exitAsked: ({ context }) => context.exitAfterItem,
      hasDocument: ({ context }) => documentOf(context.outcome) !== null,
      hasSlip: ({ context }) => slipOf(context.outcome) !== null,
      /** A busy machine has its own deadline; nobody is expected to touch anything. */
      isBusy: ({ context }) => context.itemBusy,
    },
    actions: {
      forget: assign(nobody),
      tellVisitEnded: enqueueActions(({ context, enqueue }) => {
        if (context.visit) enqueue.emit({ type: 'visit-ended', visit: context.visit });
      }),
      tellCardTaken: enqueueActions(({ context, enqueue }) => {
        if (context.visit) enqueue.emit({ type: 'card-taken', visit: context.visit });
      }),
      tellCardLeft: enqueueActions(({ context, enqueue }) => {
        if (context.visit) enqueue.emit({ type: 'card-left', visit: context.visit });
      }),
      tellPaperLeft: enqueueActions(({ context, enqueue }) => {
        if (context.visit) enqueue.emit({ type: 'paper-left', visit: context.visit });
      }),
      tellFaceAgreed: enqueueActions(({ context, enqueue }) => {
        if (context.visit && context.item)
          enqueue.emit({ type: 'face-agreed', visit: context.visit, item: context.item });
      }),
      raiseAssurance: enqueueActions(({ context, enqueue }, { way }: { way: ProofWay }) => {
        const level = raisedBy(way);
        enqueue.assign({ assurance: level, proofProblem: null });
        enqueue.raise({ type: 'STIR' });
        if (context.visit) enqueue.emit({ type: 'assurance-raised', visit: context.visit, level });
      }),
      tellItemStarted: enqueueActions(({ context, enqueue }) => {
        const item = context.item ? items.get(context.item) : undefined;
        if (context.visit && item)
          enqueue.emit({
            type: 'item-started',
            visit: context.visit,
            item: item.definition.id,
            hash: item.hash,
          });
      }),
      tellItemEnded: enqueueActions(({ context, enqueue }) => {
        if (context.visit && context.item && context.outcome)
          enqueue.emit({
            type: 'item-ended',
            visit: context.visit,
            item: context.item,
            outcome: context.outcome.kind,
          });
      }),
      leaveItem: sendTo('item', { type: 'LEAVE' }),
      rate: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'RATE' || context.rating !== null || !context.visit) return;
        enqueue.assign({ rating: event.level });
        enqueue.emit({
          type: 'rated',
          visit: context.visit,
          level: event.level,
          record: recordOf(context.outcome),
        });
      }),
    },
  });
}

export type SessionSetup = ReturnType<typeof sessionSetup>;

/** The sealed document an item ended with, or null. */
export function documentOf(outcome: ItemOutcome | null): IssuedDocument | null {
  return outcome?.kind === 'done' ? outcome.record.issued : null;
}

/** The outcome that has a slip to print, or null. */
export function slipOf(outcome: ItemOutcome | null): SlipOutcome | null {
  return outcome && 'slip' in outcome && outcome.slip !== null ? outcome : null;
}

function recordOf(outcome: ItemOutcome | null) {
  return outcome && 'record' in outcome ? outcome.record : null;
}

async function unprovided(): Promise<never> {
  throw new Error('the host provides this actor');
}
