import type { Payload } from '../../wire/payloads.ts';
import type { CallReport } from '../exchange/exchange-client.ts';

type Counted = Pick<Payload<'met'>, 'audited' | 'exchange'>;

/** Calls in a row without any answer before the line counts as down: one may be lost on its way. */
const UNANSWERED = 3;

/** Counts what one minute had, and knows whether the exchange answers. */
export function createMinuteTally(): {
  readonly audited: () => void;
  readonly called: (report: CallReport) => void;
  readonly isUnreachable: () => boolean;
  readonly take: () => Counted;
} {
  const none = { calls: 0, failed: 0, slowestMs: 0 };
  let audited = 0;
  let exchange = none;
  let unanswered = 0;
  return {
    audited: () => {
      audited += 1;
    },
    called: ({ status, code, durationMs }) => {
      unanswered = status === null ? unanswered + 1 : 0;
      exchange = {
        calls: exchange.calls + 1,
        failed: exchange.failed + (code === 'ok' ? 0 : 1),
        slowestMs: Math.max(exchange.slowestMs, durationMs),
      };
    },
    isUnreachable: () => unanswered >= UNANSWERED,
    take: () => {
      const taken = { audited, exchange };
      audited = 0;
      exchange = none;
      return taken;
    },
  };
}
