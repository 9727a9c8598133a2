import { pause } from '../clock.ts';
import type { JournalResult } from '../journal/journal-fault.ts';
import type { RatingRequest, WorkTools } from './outbox.ts';
import { KEY_LIFE_MS, retryDelayMs } from './retry-schedule.ts';
import type { RatingEntry } from './work-entry.ts';

/** 好差评: kept at once, sent when the line allows. The exchange counts a case once, however often it is sent. */
export type RatingWork = {
  readonly keep: (request: RatingRequest) => JournalResult<void>;
  readonly send: (entry: RatingEntry) => void;
};

export const createRatingWork = (tools: WorkTools): RatingWork => {
  const { clock, store, closing, exchange } = tools;
  const sending = new Set<string>();

  const send = (entry: RatingEntry): void => {
    if (sending.has(entry.key)) return;
    sending.add(entry.key);
    deliver(entry)
      .catch(() => tools.report({ code: 'internal', visit: entry.visit, key: entry.key }))
      .finally(() => sending.delete(entry.key));
  };

  const deliver = async (entry: RatingEntry): Promise<void> => {
    const { key, caseNo, level, visit } = entry;
    for (let tries = 0; ; tries += 1) {
      const call = { queryId: entry.queryId, userId: entry.userId, caseNo, signal: closing };
      const answer = await exchange.rate(entry.department, { key, caseNo, level }, call);
      if (closing.aborted) return;
      const isTooOld = clock.now().getTime() - Date.parse(entry.keptAt) > KEY_LIFE_MS;
      if (answer.kind === 'rated' || isTooOld) {
        const event =
          answer.kind === 'rated'
            ? ({ kind: 'rating-sent', key } as const)
            : ({ kind: 'rating-given-up', key } as const);
        if (store.remove(entry, [{ kind: 'audit', visit, event }]).ok) return;
      }
      if ((await pause(clock, retryDelayMs(tries), closing)) === 'aborted') return;
    }
  };

  return {
    keep: ({ visit, department, userId, key, caseNo, level }) => {
      if (store.get(key)) return { ok: true, value: undefined }; // one case is rated once
      const entry: RatingEntry = {
        kind: 'rating',
        key,
        visit,
        userId,
        department,
        caseNo,
        level,
        keptAt: clock.now().toISOString(),
        queryId: tools.newQueryId(),
      };
      const written = store.put(entry, [
        { kind: 'audit', visit, event: { kind: 'rating-kept', key, caseNo, level } },
      ]);
      if (written.ok) send(entry);
      return written;
    },
    send,
  };
};
