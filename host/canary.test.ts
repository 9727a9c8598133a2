import { createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { encode } from '../wire/decode.ts';
import { logMessages } from '../wire/log-line.ts';
import { upExamples } from '../wire/testing/examples.ts';
import { createExchangeClient } from './exchange/exchange-client.ts';
import { createHttpsPost } from './exchange/https-post.ts';
import { kioskTls, reply, startSecurityServer } from './exchange/test-security-server.ts';
import { openLogRing } from './health/log-ring.ts';
import { createIds } from './ids.ts';
import { bytesUnder, countedBytes, openTestJournal, VISIT } from './journal/test-journal.ts';
import { createLog } from './log.ts';
import { createOutbox } from './outbox/create-outbox.ts';
import { application, CANARY, CASE_KEY } from './outbox/test-outbox.ts';
import { openPseudonyms } from './pseudonym.ts';

const NUMBER = '330122196203041234';
const PHONE = '13812345678';
/** Everything of the marked person that a disk could keep, in the encodings a disk could keep it in. */
const traces = ['CANARY', CANARY, NUMBER, PHONE].flatMap((text) => [
  Buffer.from(text, 'utf8'),
  Buffer.from(text, 'utf16le'),
  Buffer.from(Buffer.from(text, 'utf8').toString('hex')),
  Buffer.from(Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '').slice(0, -2)),
]);
const leaksUnder = (directory: string): string[] => {
  const bytes = bytesUnder(directory);
  return traces.filter((trace) => bytes.includes(trace)).map((trace) => trace.toString('hex'));
};

it('a marked person is nowhere under the data root: not while a case is open, not after it, not after errors that quote them', async () => {
  const { journal, clock, dataRoot } = openTestJournal();
  const randomBytes = countedBytes('canary');
  const ids = createIds(clock, randomBytes);
  mkdirSync(join(dataRoot, 'logs'));
  const lines = createWriteStream(join(dataRoot, 'logs', 'host.log'));
  const ring = openLogRing({ dataRoot, now: clock.now });
  const log = createLog({ destination: lines, clock, kiosk: 'TL-003', level: 'debug', keep: ring.keep });
  const pseudonyms = openPseudonyms(dataRoot, clock, randomBytes);

  let isAnswering = false;
  const { url, arrived } = await startSecurityServer((each) => {
    // An exchange that quotes the person back in its errors, as real ones do.
    if (!isAnswering) return reply(each, 503, { message: `${CANARY} ${NUMBER}` }, { 'X-Note': NUMBER });
    reply(each, 200, {
      caseNo: 'TEST-1',
      password: '402617',
      state: 'received',
      at: '2026-11-24T01:48:17Z',
      promisedBy: null,
    });
  });
  const { post, close } = createHttpsPost(url, kioskTls, clock);
  const exchange = createExchangeClient({
    post,
    clock,
    instance: 'ONCE',
    client: 'ONCE/GOV/330122/kiosks',
    deadlines: { queryMs: 10_000, submitMs: 30_000 },
    onCall: (report) => log.info('exchange-call', { ...report }),
  });
  const outbox = createOutbox({
    journal,
    exchange,
    clock,
    newQueryId: ids.query,
    report: (report) => log.warning('outbox', { ...report }),
  });
  const userId = pseudonyms.of(NUMBER);
  const leave = new AbortController();
  const person = {
    ...application(),
    applicant: { idType: 'resident', idNo: NUMBER, name: CANARY, phone: PHONE },
  };
  const outcome = outbox.submit(
    { visit: VISIT, step: 'apply', department: 'medins', userId, application: person },
    { deadlineMs: 45_000, signal: leave.signal },
  );

  // Asked twice without an answer: the case is open, its application sealed, the citizen gone.
  await expect.poll(() => arrived.length).toBe(2);
  leave.abort();
  expect(await outcome).toEqual({ kind: 'pending' });
  log.defect('internal', new Error(`Cannot submit ${CANARY} ${NUMBER}`), { key: CASE_KEY });
  outbox.settle(VISIT);
  expect(leaksUnder(dataRoot)).toEqual([]);
  expect(readdirSync(join(dataRoot, 'keys'))).toContain(`${VISIT}.key`);

  isAnswering = true;
  await expect
    .poll(
      async () => {
        await clock.advance(1_000);
        return outbox.open().length;
      },
      { timeout: 4_000 },
    )
    .toBe(0);
  outbox.close();
  close();
  await new Promise((resolve) => lines.end(resolve));
  journal.close();

  // The person did go where they should, and is nowhere else.
  expect(arrived.some((each) => each.body.includes(NUMBER))).toBe(true);
  expect(leaksUnder(dataRoot)).toEqual([]);
  expect(bytesUnder(join(dataRoot, 'logs')).includes('exchange-call')).toBe(true);
  // Nor in what the hall may pull of it, though the errors are there.
  const wanted = { since: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z', lines: 1000 };
  const pulled = logMessages(upExamples.log.d.cmd, ring.read(wanted));
  const said = Buffer.concat(pulled.map((d) => encode({ ...upExamples.log, d })));
  expect(pulled.flatMap((part) => part.lines.map(({ event }) => event))).toEqual(
    expect.arrayContaining(['exchange-failed', 'work-report', 'defect']),
  );
  for (const trace of traces) expect(said.includes(trace)).toBe(false);
  expect(readdirSync(join(dataRoot, 'keys'))).toEqual(['pseudonym-2026-11-24.key']);
});

it('finds a marked person where there is one: the search itself works', () => {
  const { journal, dataRoot } = openTestJournal();
  journal.commit([{ kind: 'work', key: CASE_KEY, visit: VISIT, entry: { name: CANARY } }]);
  expect(leaksUnder(dataRoot).length).toBeGreaterThan(0);
});
