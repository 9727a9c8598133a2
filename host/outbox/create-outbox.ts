import type { JournalResult } from '../journal/journal-fault.ts';
import { createCaseWork } from './case-work.ts';
import { createIssueWork } from './issue-work.ts';
import { createOrderWork } from './order-work.ts';
import type { Outbox, OutboxOptions, WorkTools } from './outbox.ts';
import { createRatingWork } from './rating-work.ts';
import { KEY_LIFE_MS } from './retry-schedule.ts';
import { isFinal, type WorkEntry } from './work-entry.ts';
import { createWorkStore } from './work-store.ts';

/** How often keys that have reached their age are looked for. */
const SWEEP_EVERY_MS = 10 * 60 * 1000;

/** Joins the kinds of work over one journal. Starts nothing by itself: `resume` does. */
export const createOutbox = (options: OutboxOptions): Outbox => {
  const { journal, clock } = options;
  const store = createWorkStore(journal);
  const closing = new AbortController();
  const tools: WorkTools = { ...options, store, closing: closing.signal };
  const cases = createCaseWork(tools);
  const documents = createIssueWork(tools);
  const orders = createOrderWork(tools);
  const ratings = createRatingWork(tools);

  const ofVisit = (visit: string): WorkEntry[] => store.all().filter((entry) => entry.visit === visit);

  const sweep = (): void => {
    const limit = clock.now().getTime() - KEY_LIFE_MS;
    for (const { visit, openedAt } of journal.visits()) {
      if (Date.parse(openedAt) > limit) continue;
      for (const entry of ofVisit(visit)) {
        if (entry.kind === 'case' && !isFinal(entry))
          options.report({ code: 'case.expired', visit, key: entry.key });
      }
      store.expire(visit);
    }
    sweeper = clock.setTimeout(sweep, SWEEP_EVERY_MS);
  };
  let sweeper = clock.setTimeout(sweep, SWEEP_EVERY_MS);

  const finishInBackground = (entry: WorkEntry): void => {
    if (isFinal(entry)) return;
    switch (entry.kind) {
      case 'case':
        cases.resume(entry);
        return;
      case 'order':
        orders.finishLater(entry);
        return;
      case 'rating':
        ratings.send(entry);
        return;
    }
  };

  const settle = (visit: string): JournalResult<void> => {
    const settled = journal.commit([{ kind: 'settled', visit }]);
    cases.leave(visit);
    documents.leave(visit);
    for (const entry of ofVisit(visit)) finishInBackground(entry);
    store.forgetIfDone(visit);
    return settled;
  };

  return {
    submit: cases.submit,
    issue: documents.issue,
    sealedPages: documents.pages,
    discardPages: documents.discard,
    openOrder: orders.open,
    awaitPayment: orders.awaitPayment,
    closeOrder: orders.close,
    rate: ratings.keep,
    settle,
    resume: () => {
      const open = store.all().filter((entry) => !isFinal(entry));
      if (open.length > 0) journal.record(null, { kind: 'work-recovered', entries: open.length });
      clock.clearTimeout(sweeper);
      sweep();
      const visits = new Set([...journal.visits(), ...store.all()].map((each) => each.visit));
      for (const visit of visits) settle(visit);
    },
    state: ofVisit,
    open: () => store.all().filter((entry) => !isFinal(entry)),
    subscribe: store.subscribe,
    close: () => {
      clock.clearTimeout(sweeper);
      closing.abort();
    },
  };
};
