import type { DownMessage } from '../down.ts';
import type { MessageOf, UpMessage } from '../envelope.ts';
import type { UpType } from '../payloads.ts';

/** One message of each type, for tests and for docs/telemetry.md. */
const boot = '01932f6b-8c00-7000-8000-000000000001';
const envelope = {
  v: 1,
  k: 'TL-003',
  boot,
  seq: 1873,
  ack: 1870,
  bd: 17,
  t: '2026-11-24T02:15:03.120Z',
  tq: 'ntp',
  up: 86_423,
  late: false,
} as const;
const release = 'a3'.repeat(32);

export const upExamples: { readonly [T in UpType]: MessageOf<T> } = {
  state: { ...envelope, ty: 'state', d: { s: 'online', version: '0.1.0' } },
  hb: {
    ...envelope,
    ty: 'hb',
    d: { ui: 2, sess: 'busy', svc: '11111011111', down: ['document-printer'], release, outbox: 3 },
  },
  reported: {
    ...envelope,
    ty: 'reported',
    d: { version: '0.1.0', node: '24.21.0', release, items: 11, devices: ['id-card'], desired: null },
  },
  flw: {
    ...envelope,
    ty: 'flw',
    d: { release, part: 1, parts: 4, items: [{ item: 'medins.remote-filing', version: 3 }] },
  },
  dev: {
    ...envelope,
    ty: 'dev',
    d: {
      class: 'receipt-printer',
      driver: 'escpos-serial',
      device: 'offline',
      isOutOfService: true,
      paper: 'unknown',
      media: 'unknown',
      isCoverOpen: false,
      fault: {
        at: '2026-11-24T02:14:10.000Z',
        device: 'offline',
        tried: ['abort', 'reset', 'reopen', 'outOfService'],
        frames: [{ dir: 'sent', hex: '10 04 01', bytes: 3 }],
      },
    },
  },
  sup: {
    ...envelope,
    ty: 'sup',
    d: {
      supply: 'receipt-paper',
      state: 'low',
      used: 4312,
      usedAtRefill: 3900,
      refilledAt: '2026-11-20T01:00:00.000Z',
    },
  },
  alm: {
    ...envelope,
    ty: 'alm',
    d: { code: 'cabinet-door-open', component: 'cabinet', is: 'raised', since: '2026-11-24T02:15:03.000Z' },
  },
  evt: { ...envelope, ty: 'evt', d: { kind: 'dropped', from: 1801, dropped: { use: 70, dev: 3 } } },
  met: {
    ...envelope,
    ty: 'met',
    d: {
      work: 0,
      outbox: 3,
      dropped: 73,
      audited: 12,
      exchange: { calls: 9, failed: 1, slowestMs: 840 },
      rssMb: 180,
      diskFreeMb: 20_480,
    },
  },
  use: {
    ...envelope,
    ty: 'use',
    d: {
      from: '2026-11-24T02:10:00.000Z',
      to: '2026-11-24T02:15:00.000Z',
      visits: 3,
      withoutItem: 1,
      items: [
        {
          item: 'medins.remote-filing',
          version: 3,
          outcome: 'left',
          step: 'city',
          n: 2,
          seconds: 190,
          ratings: [0, 0, 0, 0, 0],
        },
      ],
    },
  },
  res: {
    ...envelope,
    ty: 'res',
    d: {
      cmd: '01932f6b-9000-7000-8000-000000000002',
      is: 'done',
      code: null,
      checks: [{ name: 'connection', verdict: 'passed' }],
    },
  },
  log: {
    ...envelope,
    ty: 'log',
    d: {
      cmd: '01932f6b-9000-7000-8000-000000000002',
      part: 1,
      parts: 1,
      lines: [
        {
          t: '2026-11-24T02:14:10.000Z',
          level: 'error',
          part: 'exchange',
          event: 'exchange-failed',
          code: 'ECONNREFUSED',
          ms: 12,
        },
        {
          t: '2026-11-24T02:14:12.000Z',
          level: 'error',
          part: 'kiosk',
          event: 'defect',
          error: 'TypeError',
          at: 'host/outbox/outbox.ts:12:5',
        },
      ],
    },
  },
};

/** The topic each of them comes on, in the realm `zj-hz`. */
export const upTopics: { readonly [T in UpType]: string } = {
  state: 'once/1/zj-hz/TL-003/state',
  hb: 'once/1/zj-hz/TL-003/hb',
  reported: 'once/1/zj-hz/TL-003/reported',
  flw: 'once/1/zj-hz/TL-003/flw/1',
  dev: 'once/1/zj-hz/TL-003/dev/receipt-printer',
  sup: 'once/1/zj-hz/TL-003/sup/receipt-paper',
  alm: 'once/1/zj-hz/TL-003/alm/cabinet-door-open',
  evt: 'once/1/zj-hz/TL-003/evt',
  met: 'once/1/zj-hz/TL-003/met',
  use: 'once/1/zj-hz/TL-003/use',
  res: 'once/1/zj-hz/TL-003/res/01932f6b-9000-7000-8000-000000000002',
  log: 'once/1/zj-hz/TL-003/log/01932f6b-9000-7000-8000-000000000002',
};

const sig = 'A'.repeat(86);
const t = '2026-11-24T02:15:03.140Z';
export const downExamples: readonly { readonly topic: string; readonly message: DownMessage }[] = [
  {
    topic: 'once/1/zj-hz/TL-003/ack',
    message: { v: 1, k: 'TL-003', t, ty: 'ack', d: { boot, seq: 1873 } },
  },
  {
    topic: 'once/1/zj-hz/TL-003/cmd',
    message: {
      v: 1,
      k: 'TL-003',
      t,
      ty: 'cmd',
      d: {
        id: '01932f6b-9000-7000-8000-000000000002',
        counter: 4,
        notAfter: '2026-11-24T02:20:00.000Z',
        action: { do: 'self-test', class: 'receipt-printer' },
        sig,
      },
    },
  },
  {
    topic: 'once/1/zj-hz/TL-003/desired',
    message: {
      v: 1,
      k: 'TL-003',
      t,
      ty: 'desired',
      d: { version: 9, inService: true, stopped: ['police.fine'], message: null, release, sig },
    },
  },
  {
    topic: 'once/1/zj-hz/_all/poke',
    message: { v: 1, t, ty: 'poke', d: { look: 'release', spreadS: 600 } },
  },
  {
    topic: 'once/1/zj-hz/TL-003/poke',
    message: { v: 1, t, ty: 'poke', d: { look: 'desired', spreadS: 0 } },
  },
];

export const allUpExamples: readonly UpMessage[] = Object.values(upExamples);
