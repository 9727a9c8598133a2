import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceLogCodes } from '../../drivers/device-log.ts';
import { encode } from '../../wire/decode.ts';
import {
  type LogLine,
  logCodes,
  logEvents,
  logLineSchema,
  logMessages,
  MAX_LOG_LINES,
} from '../../wire/log-line.ts';
import { upExamples } from '../../wire/testing/examples.ts';
import { CODES } from '../codes/codes.ts';
import { temporaryDataRoot } from '../journal/test-journal.ts';
import { allowedFields, createLog, type LogEntry } from '../log.ts';
import { simulatedClock } from '../simulated-clock.ts';
import { logLineOf } from './log-line.ts';
import { openLogRing } from './log-ring.ts';

const ALL = { since: '2000-01-01T00:00:00.000Z', until: '9999-12-31T00:00:00.000Z', lines: MAX_LOG_LINES };
const DAY_MS = 86_400_000;

function machine(limitBytes?: number) {
  const clock = simulatedClock();
  const dataRoot = temporaryDataRoot();
  const open = () => openLogRing({ dataRoot, now: clock.now, ...(limitBytes ? { limitBytes } : {}) });
  const writing = (ring: ReturnType<typeof open>) =>
    createLog({ destination: { write: () => undefined }, clock, kiosk: 'TL-003', keep: ring.keep });
  const directory = join(dataRoot, 'telemetry');
  const bytes = () =>
    readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
  return { clock, open, writing, directory, bytes };
}
const lineOf = (event: string, fields: object, level: LogEntry['level'] = 'info'): LogLine | null =>
  logLineOf({ t: '2026-11-24T02:00:00.000Z', level, event, fields: allowedFields({ ...fields }) });

describe('a line a technician may pull', () => {
  it.each([
    ['device', { device: 'id-card', code: 'port-lost' }, { part: 'id-card', event: 'port-lost' }],
    ['device-state', { device: 'camera', state: 'offline' }, { part: 'camera', state: 'offline' }],
    [
      'exchange-call',
      { service: 's', code: 'status-503', status: 503, durationMs: 40 },
      { code: 'peer-error', status: 503, ms: 40 },
    ],
    [
      'exchange-call',
      { code: 'server.serverproxy.accessdenied' },
      { event: 'exchange-failed', code: 'accessdenied' },
    ],
    [
      'outbox',
      { code: 'case.expired', key: 'x' },
      { part: 'outbox', event: 'work-report', code: 'case.expired' },
    ],
    ['telemetry', { code: 'lost' }, { part: 'hall', event: 'link-lost' }],
    ['desired', { code: 'not-signed' }, { event: 'desired-refused', code: 'not-signed' }],
    [
      'host-started',
      { version: '0.1.0', release: 'a3'.repeat(32) },
      { event: 'host-started', version: '0.1.0', release: 'a3'.repeat(32) },
    ],
    ['clock-stepped', { seconds: -3600 }, { part: 'clock', seconds: -3600 }],
    [
      'internal',
      { error: 'TypeError', at: '/opt/once/host/outbox/outbox.ts:12:5' },
      { event: 'defect', error: 'TypeError', at: 'host/outbox/outbox.ts:12:5' },
    ],
    ['internal', { error: 'ChenGuoqiang', at: '/home/chen/x.ts:1:1' }, { event: 'defect', error: 'Error' }],
  ])('is made of %s: %j', (event, fields, line) => {
    const made = lineOf(event, fields);
    expect(made).toMatchObject(line);
    expect(logLineSchema.parse(made)).toEqual(made);
  });

  it.each([
    ['screen-shown', { screen: 'item' }],
    ['visit-started', { visit: '019ab000-0000-7000-8000-000000000001' }],
    ['exchange-call', { code: 'ok' }],
    ['device', { device: 'id-card', code: 'chenguoqiang' }],
  ])(
    'is not made of what a citizen did, of what went well, nor of a word nobody knows: %s %j',
    (event, fields) => {
      expect(lineOf(event, fields)).toBeNull();
    },
  );

  it('holds nothing that was given but words of the wire, whatever was given', () => {
    const event = fc.oneof(
      fc.constantFrom(
        'device',
        'device-state',
        'exchange-call',
        'outbox',
        'internal',
        'host-started',
        'desired',
        'telemetry',
        'alarm-raised',
      ),
      fc.string(),
    );
    const names = [
      'device',
      'code',
      'state',
      'error',
      'at',
      'version',
      'release',
      'supply',
      'source',
      'component',
      'alarm',
      'status',
      'durationMs',
    ];
    const planted = [
      'chenguoqiang',
      'wang-xiuying',
      '13858012345',
      '330122195803124529',
      'Chunjiang',
      '王秀云',
    ];
    const fields = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(fc.constantFrom(...planted), fc.string(), fc.integer()),
    );
    fc.assert(
      fc.property(event, fields, (name, given) => {
        // Past the log's own wall as well: this one stands alone.
        const entry = { t: '2026-11-24T02:00:00.000Z', level: 'error', event: name, fields: given } as const;
        const text = JSON.stringify(logLineOf(entry));
        for (const each of planted) expect(text).not.toContain(each);
      }),
      { numRuns: 2000 },
    );
  });

  it('has a word for all that drivers and the host’s own work report', () => {
    for (const code of Object.keys(deviceLogCodes)) expect(logEvents).toContain(code);
    const own = [
      'case.expired',
      'case.key-reused',
      'case.pending',
      'document.pending',
      'payment.mismatch',
      'payment.unknown',
      'payment.paid-after-leaving',
      'journal.full',
      'journal.broken',
      'internal',
    ];
    for (const code of own)
      expect([Object.hasOwn(CODES, code), logCodes.some((each) => each === code)]).toEqual([true, true]);
  });
});

describe('the ring', () => {
  it('is read by time, the newest of what is asked for, over a start and after a line that was broken off', () => {
    const { open, writing, directory } = machine();
    const log = writing(open());
    log.info('telemetry', { code: 'up' });
    appendFileSync(join(directory, 'log.jsonl'), '{"t":"2026-11-24T');
    const again = open();
    writing(again).warning('telemetry', { code: 'lost' });
    expect(again.read(ALL).map(({ event }) => event)).toEqual(['link-up', 'link-lost']);
    expect(again.read({ ...ALL, lines: 1 }).map(({ event }) => event)).toEqual(['link-lost']);
    expect(again.read({ ...ALL, until: again.read(ALL)[0]?.t ?? '' })).toEqual([]);
  });

  it('never takes more room than its two files, however much is told, and keeps the newest', () => {
    const { clock, open, writing, bytes } = machine(4_096);
    const ring = open();
    const log = writing(ring);
    for (let n = 0; n < 500; n += 1) log.info('exchange-call', { code: 'deadline', durationMs: n });
    expect(bytes()).toBeLessThanOrEqual(2 * 4_096);
    const kept = ring.read(ALL).map(({ ms }) => ms ?? -1);
    expect(kept.at(-1)).toBe(499);
    expect(kept).toEqual(kept.map((_, index) => 500 - kept.length + index));
    expect(kept.length).toBeGreaterThan(20);
    expect(clock.now()).toBeInstanceOf(Date);
  });

  it('forgets what is a fortnight old', async () => {
    const { clock, open, writing, directory } = machine();
    const log = writing(open());
    log.info('poked');
    for (let day = 0; day < 20; day += 1) {
      await clock.advance(DAY_MS);
      log.info('exchange-call', { code: 'cut', durationMs: day });
    }
    expect(
      open()
        .read(ALL)
        .some(({ event }) => event === 'poked'),
    ).toBe(false);
    const files = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'));
    expect(files.join()).not.toContain('poked');
    expect(open().read(ALL).at(-1)?.ms).toBe(19);
  });

  it('goes into messages that are never too long, whole and in order', () => {
    const longest: LogLine = {
      t: '2026-11-24T02:00:00.000Z',
      level: 'warning',
      part: 'document-printer',
      event: 'document-not-drawn',
      state: 'potentialFraud',
      supply: 'document-paper',
      alarm: 'power-battery-failure',
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      error: 'SqliteError',
      at: `host/${'a'.repeat(80)}.ts:99999:9999`,
      version: '1000.1000.1000-aaaaaaaaaaaaaaaa',
      release: 'a3'.repeat(32),
      source: 'none',
      status: 599,
      ms: 86_400_000,
      seconds: -1_000_000_000,
      freeMb: 1_000_000_000,
    };
    const short: LogLine = { t: longest.t, level: 'info', part: 'hall', event: 'poked' };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(longest, short), { maxLength: 120 }), (lines) => {
        const messages = logMessages(upExamples.log.d.cmd, lines);
        expect(messages.flatMap((message) => message.lines)).toEqual(lines);
        // `encode` refuses what is too long, or is none of the wire's.
        for (const d of messages) {
          const widest = {
            k: 'A'.repeat(20),
            seq: 1_000_000_000,
            ack: 1_000_000_000,
            bd: 1_000_000_000,
            up: 1_000_000_000,
          };
          encode({ ...upExamples.log, ...widest, d });
        }
      }),
    );
  });
});
