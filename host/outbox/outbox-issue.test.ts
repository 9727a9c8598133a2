import { describe, expect, it } from 'vitest';
import type { SealRequest } from '../exchange/exchange.ts';
import { bytesUnder, openTestJournal, VISIT } from '../journal/test-journal.ts';
import {
  lostAfter,
  lostBefore,
  refused,
  testExchange,
  timedOutAfter,
  timedOutBefore,
} from './test-exchange.ts';
import { eventsOf, outboxBench, outboxOver, USER_ID } from './test-outbox.ts';

const KEY = `${VISIT}/certificate/property`;
const wait = { deadlineMs: 45_000 };
const request: SealRequest = {
  key: KEY,
  caseNo: 'TEST-1',
  title: { 'zh-CN': '测试证明', en: 'Test certificate' },
  issuedOn: '2026-11-24',
  validTo: '2026-12-24',
  document: { content: Buffer.from('CANARY DRAFT').toString('base64'), sha256: 'a'.repeat(64) },
  place: { page: 1, seal: { xMm: 150, yMm: 200 }, code: { xMm: 37, yMm: 192 } },
  kiosk: 'TL-003',
};
const issue = { visit: VISIT, department: 'property', userId: USER_ID, request };
const issued = {
  kind: 'issued',
  document: { number: 'TEST-D1', title: request.title, key: KEY, validTo: '2026-12-24' },
};
const SEALED = 'CANARY DRAFTCANARY SEALED';

describe('a document the citizen waits for', () => {
  it('comes sealed, and its pages are kept under the visit’s key, nowhere in the clear', async () => {
    const { outbox, journal, dataRoot } = outboxBench();
    expect(await outbox.issue(issue, wait)).toEqual(issued);
    expect(Buffer.from(outbox.sealedPages(VISIT, KEY) ?? []).toString()).toBe(SEALED);
    expect(eventsOf(journal)).toEqual(['seal-asked', 'document-sealed']);
    const onDisk = bytesUnder(dataRoot);
    for (const clear of [SEALED, Buffer.from(SEALED).toString('base64'), 'CANARY'])
      expect(onDisk.includes(Buffer.from(clear))).toBe(false);
  });

  it.each([
    ['lost', lostAfter],
    ['not given in time', timedOutAfter],
  ])('is found by its key when the answer was %s, and sealed once', async (_, mishap) => {
    const { outbox, documents, calls, fail } = outboxBench();
    fail('sealDocument', mishap);
    expect(await outbox.issue(issue, wait)).toEqual(issued);
    expect([calls, documents.size]).toEqual([['sealDocument', 'findSealed'], 1]);
  });

  it('is told as not issued when nothing was sent, or the exchange proves it has nothing', async () => {
    const { outbox, documents, fail } = outboxBench();
    fail('sealDocument', refused, lostBefore);
    expect(await outbox.issue(issue, wait)).toEqual({ kind: 'not-issued', fault: 'unreachable' });
    expect(await outbox.issue(issue, wait)).toEqual({ kind: 'not-issued', fault: 'provider-error' });
    expect(documents.size).toBe(0);
    expect(await outbox.issue(issue, wait)).toEqual(issued);
  });

  it('asks a second time for the very same, even when it was drawn anew meanwhile', async () => {
    const { outbox, fail, documents } = outboxBench();
    fail('sealDocument', refused);
    await outbox.issue(issue, wait);
    const later = { ...request, document: { ...request.document, content: 'QkFTRTY0' } };
    expect(await outbox.issue({ ...issue, request: later }, wait)).toEqual(issued);
    expect(JSON.parse(documents.get(KEY)?.content ?? '')).toEqual(request);
  });

  it('is repeated with the same key while the request may still be under way', async () => {
    const { outbox, documents, calls, fail, clock } = outboxBench();
    fail('sealDocument', timedOutBefore);
    const answer = outbox.issue(issue, wait);
    await clock.advance(3_000);
    expect(await answer).toEqual(issued);
    expect([calls, documents.size]).toEqual([['sealDocument', 'findSealed', 'sealDocument'], 1]);
  });

  it('is given up when its time is over, and nothing is asked behind the citizen’s back', async () => {
    const { outbox, calls, cutLine, clock, reports, journal } = outboxBench();
    cutLine({ kind: 'failed', fault: 'timeout', effect: 'under-way', code: 'test' });
    const answer = outbox.issue(issue, wait);
    for (let second = 0; second < 60; second += 1) await clock.advance(1_000);
    expect(await answer).toEqual({ kind: 'pending' });
    const asked = calls.length;
    for (let minute = 0; minute < 5; minute += 1) await clock.advance(60_000);
    expect(calls).toHaveLength(asked);
    expect(reports).toEqual([{ code: 'document.pending', visit: VISIT, key: KEY }]);
    expect(eventsOf(journal)).toEqual(['seal-asked', 'document-not-sealed']);
  });

  it('is refused in the department’s own words', async () => {
    const { outbox, refuse } = outboxBench();
    refuse('rejected');
    expect(await outbox.issue(issue, wait)).toMatchObject({
      kind: 'rejected',
      reason: { en: 'It has changed' },
    });
  });
});

describe('the pages of a document', () => {
  it('are destroyed once it lies in the tray', async () => {
    const { outbox } = outboxBench();
    await outbox.issue(issue, wait);
    expect(outbox.discardPages(VISIT, KEY).ok).toBe(true);
    expect(outbox.sealedPages(VISIT, KEY)).toBeNull();
  });

  it('go with the citizen, printed or not', async () => {
    const { outbox, journal } = outboxBench();
    await outbox.issue(issue, wait);
    outbox.settle(VISIT);
    expect(outbox.sealedPages(VISIT, KEY)).toBeNull();
    expect(journal.visits()).toEqual([]);
    expect(eventsOf(journal).at(-1)).toBe('key-destroyed');
  });

  it('go when the host comes back: the visit is over, and its document lies at the department', async () => {
    const { journal, clock } = openTestJournal();
    const { exchange } = testExchange();
    await outboxOver(journal, exchange, clock).issue(issue, wait);
    const afterwards = outboxOver(journal, exchange, clock);
    afterwards.resume();
    expect(afterwards.sealedPages(VISIT, KEY)).toBeNull();
  });
});
