import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readRules } from '../fleet/rules.ts';
import { exampleAlarm } from '../fleet/test-alarm.ts';
import { cloudEventOf, signedHeaders, webhookTarget } from './cloud-event.ts';

const read = readRules(readFileSync(new URL('../alarms/rules.yaml', import.meta.url), 'utf8'));
const about = { rules: read.ok ? read.rules : [], halls: [], windows: [] };
const key = Buffer.alloc(32, 7);
const secret = `whsec_${key.toString('base64')}`;

test('an alarm travels as a CloudEvents 1.0 event that says what it means and what to do', () => {
  const at = Date.parse('2026-11-24T02:15:03.200Z');
  const notice = { id: 'n-1', at, tells: 'raised', alarm: exampleAlarm(), givenUpAt: null } as const;
  expect(JSON.parse(cloudEventOf(notice, 'zj-hz', about))).toMatchObject({
    specversion: '1.0',
    id: 'n-1',
    source: '/once/zj-hz',
    type: 'once.alarm.raised',
    subject: 'TL-003/receipt-printer/receipt-paper-out',
    time: '2026-11-24T02:15:03.200Z',
    datacontenttype: 'application/json',
    data: {
      kiosk: 'TL-003',
      severity: 'S2',
      state: 'active-unacked',
      title: { en: 'Receipt paper is out' },
      hint: { minutes: 2 },
    },
  });
});

test('it is signed over its id, the moment and every byte', () => {
  const headers = signedHeaders('n-1', '{"a":1}', key, 1_700_000_000_999);
  expect(headers).toMatchObject({ 'webhook-id': 'n-1', 'webhook-timestamp': '1700000000' });
  const expected = createHmac('sha256', key).update('n-1.1700000000.{"a":1}').digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${expected}`);
});

/** The example of the Standard Webhooks specification’s reference libraries. */
test('it is signed as others verify it', () => {
  const known = webhookTarget('https://example.com/', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const headers = signedHeaders(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    '{"test": 2432232314}',
    known?.secret ?? key,
    1_614_265_330_000,
  );
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

describe('a receiver is', () => {
  test.each([
    ['https', 'https://alarms.example.invalid/once', secret],
    ['http on this machine', 'http://127.0.0.1:9000/', `${secret}\n`],
  ])('an address and a secret: %s', (_, url, text) => {
    expect(webhookTarget(url, text)).toEqual({ url, secret: key });
  });

  test.each([
    ['http beyond this machine', 'http://alarms.example.invalid/', secret],
    ['no address', 'alarms', secret],
    ['another scheme', 'file:///etc/passwd', secret],
    ['no secret', 'https://alarms.example.invalid/', ''],
    ['a short secret', 'https://alarms.example.invalid/', 'whsec_YWJj'],
    ['a secret of another form', 'https://alarms.example.invalid/', key.toString('hex')],
  ])('nothing else: %s', (_, url, text) => {
    expect(webhookTarget(url, text)).toBeNull();
  });
});
