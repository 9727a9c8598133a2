import type { ItemDefinition } from '../language/definition.ts';
import type { Text } from '../language/text.ts';
import type {
  CloseOrderOutcome,
  ExchangeFault,
  GatherOutcome,
  IssueOutcome,
  ItemEvent,
  ItemInput,
  ItemOutcome,
  ItemRecord,
  OpenOrderOutcome,
  ScanFault,
  ScannedPage,
  ScanOutcome,
  Slot,
  SlotsOutcome,
  SubmitOutcome,
} from './contract.ts';
import type { Evaluate } from './evaluate.ts';
import { emptyRecord, type Given, NOTHING_GIVEN, settle } from './record.ts';

/** What the machine remembers of one run. Personal, like the record in it. */
export type ItemContext = {
  readonly record: ItemRecord;
  readonly given: Given;
  /** The step opened from the check page; other answered steps are passed over on the way back to it. */
  readonly editing: string | null;
  readonly error: Text | null;
  readonly slots: readonly Slot[] | null;
  readonly fault: ExchangeFault | null;
  readonly scan: ScanInHand;
  readonly leaving: boolean;
  readonly cancelled: boolean;
  readonly extended: boolean;
  readonly outcome: ItemOutcome | null;
};

/** The page being scanned now: how often it was tried, what came of the last try. */
export type ScanInHand = {
  readonly page: ScannedPage | null;
  readonly fault: ScanFault | null;
  readonly tries: number;
};
export const NOTHING_IN_HAND: ScanInHand = { page: null, fault: null, tries: 0 };

export type ActorOutcome =
  | GatherOutcome
  | SlotsOutcome
  | SubmitOutcome
  | OpenOrderOutcome
  | CloseOrderOutcome
  | IssueOutcome
  | ScanOutcome;

/** What reaches a guard or an action: a citizen's event, or what an actor resolved with (`xstate.done.actor.*`). */
export type MachineEvent =
  | ItemEvent
  | { readonly type: `xstate.done.actor.${string}`; readonly output: ActorOutcome };

export const outcomeIn = (event: MachineEvent): ActorOutcome | null =>
  'output' in event ? event.output : null;

export function contextAtStart(
  definition: ItemDefinition,
  evaluate: Evaluate,
  input: ItemInput,
): ItemContext {
  return {
    record: settle(definition, evaluate, emptyRecord(input), NOTHING_GIVEN),
    given: NOTHING_GIVEN,
    editing: null,
    error: null,
    slots: null,
    fault: null,
    scan: NOTHING_IN_HAND,
    leaving: false,
    cancelled: false,
    extended: false,
    outcome: null,
  };
}
