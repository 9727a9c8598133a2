import type { ExchangeFault, PaymentOrder } from '../../flows/machine/contract.ts';
import type { OpenOrderAnswer, OrderAnswer } from '../exchange/exchange.ts';
import { retryDelayMs } from './retry-schedule.ts';
import type { OrderEntry } from './work-entry.ts';

/** What we know of an order ourselves: every answer is compared with it. */
export type KnownOrder = Pick<OrderEntry, 'orderNo' | 'amountFen'>;

const isOurs = (
  known: KnownOrder,
  answer: { readonly orderNo: string; readonly amountFen: number },
): boolean =>
  answer.amountFen === known.amountFen && (known.orderNo === null || answer.orderNo === known.orderNo);

// Opening: the same key gives the same order, so one case never has two.

export type OpeningSituation = {
  readonly known: KnownOrder;
  readonly tries: number;
  readonly fault: ExchangeFault;
};
export type OpeningEvent =
  | { readonly kind: 'kept' }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'opened'; readonly answer: OpenOrderAnswer }
  | { readonly kind: 'queried'; readonly answer: OrderAnswer };
export type OpeningAction =
  | { readonly kind: 'open'; readonly afterMs: number }
  | { readonly kind: 'query'; readonly afterMs: number }
  | { readonly kind: 'finish'; readonly result: OpeningResult };
export type OpeningResult =
  | { readonly kind: 'open'; readonly order: PaymentOrder }
  | { readonly kind: 'closed' }
  | { readonly kind: 'mismatch'; readonly orderNo: string; readonly amountFen: number }
  /** Proven never to have been opened. */
  | { readonly kind: 'not-opened'; readonly fault: ExchangeFault };

export const nextOpeningStep = (
  situation: OpeningSituation,
  event: OpeningEvent,
): { readonly situation: OpeningSituation; readonly action: OpeningAction } => {
  const finish = (result: OpeningResult) => ({ situation, action: { kind: 'finish', result } as const });
  const again = (kind: 'open' | 'query', fault: ExchangeFault, afterMs: number) => ({
    situation: { ...situation, fault, tries: situation.tries + 1 },
    action: { kind, afterMs } as const,
  });
  const later = (kind: 'open' | 'query', fault: ExchangeFault) =>
    again(kind, fault, situation.tries === 0 ? 0 : retryDelayMs(situation.tries - 1));

  switch (event.kind) {
    case 'kept':
      return { situation, action: { kind: 'open', afterMs: 0 } };
    case 'resumed':
      return { situation: { ...situation, tries: 1 }, action: { kind: 'query', afterMs: 0 } };
    case 'opened': {
      const { answer } = event;
      if (answer.kind === 'failed') {
        if (answer.effect === 'none' && situation.tries === 0)
          return finish({ kind: 'not-opened', fault: answer.fault });
        return later('query', answer.fault);
      }
      if (!isOurs(situation.known, answer.order)) return finish({ kind: 'mismatch', ...answer.order });
      return finish(answer.state === 'closed' ? { kind: 'closed' } : { kind: 'open', order: answer.order });
    }
    case 'queried': {
      const { answer } = event;
      if (answer.kind === 'failed') return later('query', answer.fault);
      // Somebody is waiting for the code: the first repeat follows the first answer at once.
      if (answer.kind === 'not-found')
        return situation.tries <= 1 ? again('open', situation.fault, 0) : later('open', situation.fault);
      if (!isOurs(situation.known, answer))
        return finish({ kind: 'mismatch', orderNo: answer.orderNo, amountFen: answer.amountFen });
      if (answer.state === 'closed') return finish({ kind: 'closed' });
      // A query brings no code to scan: opening again with the same key does.
      return { situation, action: { kind: 'open', afterMs: 0 } };
    }
  }
};

// Ending: query → close → query. Only a `closed` in answer to a query lets a screen say “not charged”.

export type EndingStage = 'query' | 'close' | 'confirm';
export type EndingAction =
  | { readonly kind: EndingStage }
  | { readonly kind: 'finish'; readonly result: EndingResult };
export type EndingResult =
  | { readonly kind: 'paid'; readonly orderNo: string; readonly at: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'mismatch'; readonly orderNo: string; readonly amountFen: number };

export type EndingSituation = KnownOrder & {
  /** An attempt to open it may still arrive there: “not found” now proves nothing. */
  readonly mayArriveLate: boolean;
};

export const nextEndingStep = (
  situation: EndingSituation,
  stage: EndingStage,
  answer: OrderAnswer,
): EndingAction => {
  const finish = (result: EndingResult): EndingAction => ({ kind: 'finish', result });
  if (answer.kind === 'order') {
    if (!isOurs(situation, answer))
      return finish({ kind: 'mismatch', orderNo: answer.orderNo, amountFen: answer.amountFen });
    if (stage === 'close') return { kind: 'confirm' };
    if (answer.state === 'paid' && answer.at !== null)
      return finish({ kind: 'paid', orderNo: answer.orderNo, at: answer.at });
    if (answer.state === 'closed') return finish({ kind: 'closed' });
    return stage === 'query' ? { kind: 'close' } : finish({ kind: 'unknown' });
  }
  if (answer.kind === 'not-found') {
    const wasNeverOpened = stage === 'query' && situation.orderNo === null && !situation.mayArriveLate;
    return finish(wasNeverOpened ? { kind: 'closed' } : { kind: 'unknown' });
  }
  // A close whose answer was lost may have closed it: the query tells.
  return stage === 'close' ? { kind: 'confirm' } : finish({ kind: 'unknown' });
};

/** How often a waiting order is asked about: 3 s for the first 30 s, then 5 s. */
export const pollDelayMs = (waitedMs: number): number => (waitedMs < 30_000 ? 3_000 : 5_000);
