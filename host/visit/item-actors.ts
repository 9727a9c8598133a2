import { fromPromise } from 'xstate';
import type { DataUse, ItemDefinition } from '../../flows/language/definition.ts';
import type { Text } from '../../flows/language/text.ts';
import type {
  CloseOrderOutcome,
  CompiledItem,
  GatherInput,
  GatherOutcome,
  ItemActors,
  OpenOrderInput,
  OpenOrderOutcome,
  PaidOutcome,
  PaymentOrder,
  ScanInput,
  ScanOutcome,
  SlotsInput,
  SlotsOutcome,
  SubmitInput,
  SubmitOutcome,
} from '../../flows/machine/contract.ts';
import type { Evaluate } from '../../flows/machine/evaluate.ts';
import { partsOnTheWay } from '../../flows/machine/parts.ts';
import type { Person } from '../../flows/session/person.ts';
import type { Clock } from '../clock.ts';
import type { ScanDesk } from '../documents/scan-desk.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { gather } from '../exchange/gather.ts';
import { idempotencyKey, stepOfRun } from '../ids.ts';
import type { AuditEvent } from '../journal/audit-event.ts';
import type { Outbox, SubmitRequest } from '../outbox/outbox.ts';
import type { ItemTexts } from '../texts/item-texts.ts';
import { applicationOf } from './application.ts';
import { words } from './words.ts';
import type { WorkLog } from './work-log.ts';

export type ItemActorOptions = {
  readonly items: ReadonlyMap<string, CompiledItem>;
  readonly exchange: Exchange;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly work: WorkLog;
  readonly evaluate: Evaluate;
  readonly kiosk: string;
  readonly submitMs: number;
  readonly newQueryId: () => string;
  /** Keyed daily pseudonym of a card number, for `X-Road-UserId`. */
  readonly pseudonym: (number: string) => string;
  readonly departmentName: (id: string) => Text;
  /** The department that provides a data set, or null for a set nobody declared. */
  readonly departmentOf: (set: string) => string | null;
  /** Who is being served with what; an item runs at no other time. */
  readonly serving: () => {
    readonly visit: string;
    readonly item: ItemDefinition;
    readonly person: Person;
    readonly run: number;
    readonly texts: Pick<ItemTexts, 'fill' | 'show'>;
  };
  readonly record: (event: AuditEvent) => void;
  readonly issue: ItemActors['issue'];
  readonly scans: ScanDesk;
};

/** Beyond one submission's own deadline: time to ask by key what became of it. */
const ASKING_MS = 10_000;

/** What items invoke, joined with exchange and outbox. Answers with values; a rejection is a bug or an abort. */
export function createItemActors(options: ItemActorOptions): ItemActors {
  const { exchange, outbox, work, clock } = options;

  return {
    gather: fromPromise<GatherOutcome, GatherInput>(({ input, signal }) => {
      const { item, person, reads } = input;
      work.begin(
        reads.map(({ use }) => ({
          label: words.working.askFor(options.departmentName(departmentFor(use)), use.purpose),
          expect: words.working.usual,
        })),
        { parallel: true },
      );
      options.record({ kind: 'consent-given', item: item.id, sets: reads.map(({ use }) => use.set) });
      return gather(input, {
        exchange,
        departmentOf: (set) => options.departmentOf(set) ?? item.department,
        newQueryId: options.newQueryId,
        userId: options.pseudonym(person.number),
        signal,
        onRead: ({ as, set, queryId, outcome }) => {
          const index = reads.findIndex(({ use }) => use.as === as);
          if (outcome === 'ok') work.finish(index);
          else work.fail(index);
          options.record({ kind: 'record-read', set, queryId, outcome });
        },
      });
      function departmentFor(use: DataUse): string {
        return options.departmentOf(use.set) ?? item.department;
      }
    }),

    slots: fromPromise<SlotsOutcome, SlotsInput>(async ({ input, signal }) => {
      const { item, person } = options.serving();
      work.begin([{ label: words.working.slots, expect: words.working.usual }]);
      const answer = await exchange.freeSlots(item.department, input, {
        queryId: options.newQueryId(),
        userId: options.pseudonym(person.number),
        signal,
      });
      return answer.kind === 'ok' ? answer : { kind: 'failed', fault: answer.fault };
    }),

    submit: fromPromise<SubmitOutcome, SubmitInput>(async ({ input, signal }) => {
      const { item, record, step, department } = input;
      const { visit, run, texts } = options.serving();
      work.begin([
        { label: words.working.recorded },
        { label: words.working.send(options.departmentName(department)) },
        { label: words.working.number },
      ]);
      const requestFor = (submit: { readonly id: string; readonly department: string }): SubmitRequest => ({
        visit,
        step: submit.id,
        department: submit.department,
        userId: options.pseudonym(record.person.number),
        application: applicationOf(item, record, {
          step: submit.id,
          key: idempotencyKey(visit, stepOfRun(submit.id, run), submit.department),
          hash: options.items.get(item.id)?.hash ?? '',
          kiosk: options.kiosk,
          submittedAt: clock.now().toISOString(),
          evaluate: options.evaluate,
          picture: options.scans.picture,
          texts,
          departmentName: options.departmentName,
        }),
      });
      /** All that was confirmed is on disk before the first of it is sent: a power cut loses no department. */
      const still = partsOnTheWay(item, record, options.evaluate).filter(
        ({ id }) => id !== step && !record.parts.some((part) => part.step === id),
      );
      const sent = outbox.submit(
        requestFor({ id: step, department }),
        { deadlineMs: options.submitMs + ASKING_MS, signal },
        still.map(requestFor),
      );
      if (outbox.state(visit).length > 0) work.finish(0);
      const outcome = await sent;
      if (outcome.kind === 'accepted') {
        work.finish(1);
        work.finish(2);
      }
      return outcome;
    }),

    openOrder: fromPromise<OpenOrderOutcome, OpenOrderInput>(({ input, signal }) => {
      const { record, step, department, amountFen, subject } = input;
      const { visit, run } = options.serving();
      const receipt = record.cases[department];
      if (!receipt) throw new Error('a payment belongs to a case');
      return outbox.openOrder(
        {
          visit,
          step,
          key: idempotencyKey(visit, stepOfRun(step, run), department),
          userId: options.pseudonym(record.person.number),
          caseNo: receipt.caseNo,
          amountFen,
          subject,
        },
        { deadlineMs: options.submitMs, signal },
      );
    }),

    issue: options.issue,

    scan: fromPromise<ScanOutcome, ScanInput>(({ input, signal }) => options.scans.scan(input, signal)),

    awaitPayment: fromPromise<PaidOutcome, { readonly order: PaymentOrder }>(({ input, signal }) =>
      outbox.awaitPayment(input.order, signal),
    ),

    closeOrder: fromPromise<CloseOrderOutcome, { readonly order: PaymentOrder }>(({ input }) =>
      outbox.closeOrder(input.order),
    ),
  };
}
