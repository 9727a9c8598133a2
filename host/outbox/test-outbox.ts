import { onTestFinished } from 'vitest';
import type { Application } from '../exchange/exchange.ts';
import type { Journal } from '../journal/journal.ts';
import { openTestJournal, type TestJournal, VISIT } from '../journal/test-journal.ts';
import type { SimulatedClock } from '../simulated-clock.ts';
import { createOutbox } from './create-outbox.ts';
import type { OpenOrder, Outbox, OutboxReport, SubmitRequest } from './outbox.ts';
import { type TestExchange, testExchange } from './test-exchange.ts';

/** For tests: marked, so that it is found wherever it should not be. */
export const CANARY = 'CANARY陈国强';
export const CASE_KEY = `${VISIT}/apply/medins`;
export const ORDER_KEY = `${VISIT}/pay/police`;
export const USER_ID = 'CN0123456789abcdef';

export const application = (key = CASE_KEY): Application => ({
  key,
  item: { id: 'medins.remote-filing', version: 1, hash: 'a'.repeat(64) },
  applicant: {
    idType: 'resident',
    idNo: 'CANARY330122196203041234',
    name: CANARY,
    phone: 'CANARY13812345678',
  },
  answers: { hospital: 'CANARY医院' },
  derived: {},
  kiosk: 'TL-003',
  submittedAt: '2026-11-24T01:48:16.000Z',
});
export const submission: SubmitRequest = {
  visit: VISIT,
  step: 'apply',
  department: 'medins',
  userId: USER_ID,
  application: application(),
};
/** The parts of one joint item, as they are confirmed together. */
export const parts: readonly SubmitRequest[] = ['police', 'medins', 'fund'].map((department) => ({
  ...submission,
  step: department,
  department,
  application: application(`${VISIT}/${department}/${department}`),
}));

export const orderRequest: OpenOrder = {
  visit: VISIT,
  step: 'pay',
  key: ORDER_KEY,
  userId: USER_ID,
  caseNo: 'TEST-1',
  amountFen: 15_000,
  subject: { 'zh-CN': '罚款', en: 'Fine' },
};

export type OutboxBench = TestExchange &
  TestJournal & { readonly outbox: Outbox; readonly reports: OutboxReport[] };

let queries = 0;
export const outboxOver = (
  journal: Journal,
  exchange: TestExchange['exchange'],
  clock: SimulatedClock,
  reports: OutboxReport[] = [],
): Outbox => {
  const outbox = createOutbox({
    journal,
    exchange,
    clock,
    newQueryId: () => {
      queries += 1;
      return `query-${queries}`;
    },
    report: (report) => reports.push(report),
  });
  onTestFinished(() => outbox.close());
  return outbox;
};

/** For tests: an outbox over a real journal and an exchange in memory. */
export const outboxBench = (): OutboxBench => {
  const opened = openTestJournal();
  const bench = testExchange();
  const reports: OutboxReport[] = [];
  return {
    ...bench,
    ...opened,
    reports,
    outbox: outboxOver(opened.journal, bench.exchange, opened.clock, reports),
  };
};

export const eventsOf = (journal: Journal): string[] =>
  journal.trail().map((entry) => JSON.parse(entry.event).kind);
