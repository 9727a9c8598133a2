import type { DataRecord, GatherInput, GatherOutcome, RecordToRead } from '../../flows/machine/contract.ts';
import type { Call, Exchange, RecordAnswer } from './exchange.ts';

export type GatherContext = {
  readonly exchange: Exchange;
  /** The department that provides a data set. */
  readonly departmentOf: (set: string) => string;
  readonly newQueryId: () => string;
  readonly userId: string;
  readonly signal?: AbortSignal;
  /** After each set, for the screen's progress and the audit trail: ids and codes only. */
  readonly onRead?: (read: {
    /** The name the item has for it: one set may be read for two people. */
    readonly as: string;
    readonly set: string;
    readonly queryId: string;
    readonly outcome: string;
  }) => void;
};

/** How many data sets of one item are read at the same time: a security server is shared by a whole hall. */
const AT_ONCE = 4;

/**
 * Reads data sets of an item for one person. A read without an answer is repeated once, under the same
 * query id. The first set that cannot be had ends it: an item never goes on with half of what it needs.
 */
export const gather = async (
  { person, item, reads }: GatherInput,
  context: GatherContext,
): Promise<GatherOutcome> => {
  const giveUp = new AbortController();
  const signal = context.signal ? AbortSignal.any([context.signal, giveUp.signal]) : giveUp.signal;
  const data: Record<string, DataRecord> = {};
  const waiting = [...reads];
  let failure: Extract<GatherOutcome, { kind: 'failed' }> | null = null;

  const read = async ({ use, key }: RecordToRead): Promise<void> => {
    const call: Call = { queryId: context.newQueryId(), userId: context.userId, signal };
    const query = {
      department: context.departmentOf(use.set),
      set: use.set,
      purpose: { item: item.id, material: use.as, consent: true },
      person,
      fields: use.mode === 'verify' ? [] : use.fields,
      mode: use.mode,
      ...(key === null ? {} : { key }),
    };
    const first = await context.exchange.readRecord(query, call);
    const answer =
      isWorthRepeating(first) && !signal.aborted ? await context.exchange.readRecord(query, call) : first;
    if (signal.aborted && failure) return;
    context.onRead?.({
      as: use.as,
      set: use.set,
      queryId: call.queryId,
      outcome: answer.kind === 'ok' ? 'ok' : answer.fault,
    });
    if (answer.kind === 'ok') {
      data[use.as] = answer.record;
      return;
    }
    failure ??= { kind: 'failed', fault: answer.fault, set: use.set };
    giveUp.abort();
  };

  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !failure; next = waiting.shift()) await read(next);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, worker));
  return failure ?? { kind: 'ok', data };
};

/** Only what nobody answered: a refusal or nonsense would be the same again. */
const isWorthRepeating = (answer: RecordAnswer): boolean =>
  answer.kind === 'failed' &&
  (answer.fault === 'unreachable' || answer.fault === 'timeout' || answer.fault === 'provider-error');
