import { hasResult } from '../machine/guards.ts';
import { type Graph, type Place, wayTo } from './explore.ts';
import {
  contextAt,
  type Failure,
  isEnd,
  type PathPromise,
  standingIn,
  traceOver,
  traceTo,
} from './failure.ts';
import { type Subject, statesOf } from './subject.ts';

/* What must hold of money, of what was sent, and of the paper about it. */

/** One order at most on any way; what may have been paid is never called left, failed or not charged. */
export function money(_subject: Subject, graph: Graph): readonly Failure[] {
  for (const place of graph.places.values())
    for (const way of place.ways) {
      const there = graph.places.get(way.to);
      if (!there || way.taken.length === 0) continue;
      const fail = (promise: PathPromise, what: string): readonly Failure[] => [
        { promise, what, trace: traceOver(graph, place, way) },
      ];
      const opens =
        way.event.type.startsWith('xstate.done.actor.openOrder') && way.event.output?.kind === 'open';
      if (opens && contextAt(place).record.order !== null)
        return fail('no one pays twice', 'a second order is opened while there is one');
      const { outcome, record } = contextAt(there);
      if (!outcome) continue;
      if ((outcome.kind === 'left' || outcome.kind === 'failed') && record.order !== null)
        return fail('money is never forgotten', `an order is open and the item ends as ${outcome.kind}`);
      if (outcome.kind === 'done' && record.order !== null && record.paidAt === null)
        return fail('money is never forgotten', 'an order is open and nobody knows whether it is paid');
      if (outcome.kind === 'not-charged' && record.order !== null && way.event.output?.kind !== 'closed')
        return fail(
          'money is never forgotten',
          '“not charged” is said before the order is known to be closed',
        );
    }
  return [];
}

/** A case that may have arrived is not sent by another way: only `not-submitted` lets the citizen try again. */
export function sending({ config }: Subject, graph: Graph): readonly Failure[] {
  const calls = new Map(
    [...statesOf(config)].flatMap(([name, { invoke }]) => (invoke ? [[name, invoke] as const] : [])),
  );
  const callAt = (place: Place | undefined) =>
    place === undefined
      ? undefined
      : standingIn(place)
          .map((name) => calls.get(name))
          .find((invoke) => invoke?.src === 'submit');
  for (const place of graph.places.values())
    for (const way of place.ways) {
      const there = graph.places.get(way.to);
      const call = callAt(there);
      if (!there || call?.src !== 'submit' || callAt(place)?.id === call.id) continue;
      const { fault, record } = contextAt(place);
      const again = wayTo(graph, place.key).some(
        ({ event }) => event.type === `xstate.done.actor.${call.id}`,
      );
      const isSent = record.cases[call.input.department] !== undefined;
      if (isSent || (again && fault === null))
        return [
          {
            promise: 'what is sent is never sent anew',
            what: `${call.input.step} is sent again though its case may be there`,
            trace: traceOver(graph, place, way),
          },
        ];
    }
  return [];
}

/** A receipt only with what it certifies, a pending slip only where nothing is known to be refused. */
export function slips({ definition }: Subject, graph: Graph): readonly Failure[] {
  const sends = definition.steps.some(({ verb }) => verb === 'submit');
  const owesReceipt = definition.steps.some(({ verb }) => verb === 'receipt');
  for (const place of graph.places.values()) {
    const { fault, outcome, record } = contextAt(place);
    if (!isEnd(place)) continue;
    const fail = (what: string): readonly Failure[] => [
      { promise: 'a slip says what happened', what, trace: traceTo(graph, place) },
    ];
    if (outcome === null) return fail('it ends and does not say how');
    if (
      outcome.kind === 'done' &&
      outcome.slip === 'receipt' &&
      sends &&
      Object.keys(record.cases).length === 0 &&
      !hasResult(record)
    )
      return fail('a receipt is promised for a case that is not there');
    if (outcome.kind === 'none-accepted' && hasResult(record))
      return fail('a department has its part, and the citizen goes without a receipt');
    /** A screen that told of the fault has named the case: the citizen left knowing of it. */
    const isUntold = Object.keys(record.cases).length > 0 && fault === null;
    if (outcome.kind === 'left' && isUntold && owesReceipt)
      return fail('a case is there, and the citizen hears nothing of it');
  }
  return [];
}
