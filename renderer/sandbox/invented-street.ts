import type { Receipt } from '../../sandbox/devices/receipt-printer/contract.ts';
import type { Ledger, LedgerCase, LedgerOrder, LedgerQuery } from '../../sandbox/exchange/contract.ts';

/** Pieces of an invented street for tests; every piece takes what the test is about. */
export const aReceipt = (told: Partial<Receipt> = {}): Receipt => ({
  at: '2026-11-24T02:03:04.000Z',
  hex: '1b40',
  text: '办件回执\n办件号 330122000011',
  taken: false,
  elements: [
    {
      kind: 'text',
      text: '办件回执',
      align: 'center',
      spans: [{ text: '办件回执', width: 2, height: 2, bold: true }],
    },
    { kind: 'feed', lines: 1 },
    {
      kind: 'text',
      text: '办件号 330122000011',
      align: 'left',
      spans: [{ text: '办件号 330122000011', width: 1, height: 1, bold: false }],
    },
    { kind: 'qr', data: 'https://once.example.invalid/c/330122000011', align: 'center', moduleDots: 6 },
    { kind: 'cut', partial: true },
  ],
  ...told,
});

export const aCase = (told: Partial<LedgerCase> = {}): LedgerCase => ({
  caseNo: '330122000011',
  key: '0193-visit/confirm/medins',
  department: 'medins',
  item: { id: 'medins.remote-filing', version: 1, hash: 'sha256:00' },
  applicant: { idType: 'resident', idNo: '330122199701260042', name: '李娜' },
  joint: null,
  represented: null,
  answers: {},
  derived: {},
  signed: true,
  attachments: [],
  slot: null,
  feeFen: null,
  kiosk: 'TL-003',
  state: 'received',
  at: '2026-11-24T02:03:04.000Z',
  promisedBy: '2026-11-26',
  arrivals: 1,
  ...told,
});

export const anOrder = (told: Partial<LedgerOrder> = {}): LedgerOrder => ({
  orderNo: 'P20261124000001',
  key: '0193-visit/pay/police',
  caseNo: '330122000012',
  amountFen: 15_000,
  subject: { 'zh-CN': '交通违法罚款', en: 'Traffic fine' },
  qr: 'https://pay.example.invalid/o/1',
  state: 'waiting',
  at: '2026-11-24T02:03:04.000Z',
  declined: 0,
  ...told,
});

export const aQuery = (told: Partial<LedgerQuery> = {}): LedgerQuery => ({
  at: '2026-11-24T02:03:04.000Z',
  queryId: 'q-1',
  requestId: 'r-1',
  requestHash: '00',
  kiosk: 'TL-003',
  userId: null,
  department: 'police',
  dataset: 'driver-licence',
  item: 'police.driver-points-query',
  mode: 'self',
  asks: ['points'],
  outcome: 'ok',
  ...told,
});

export const emptyLedger: Ledger = {
  cases: [],
  orders: [],
  queries: [],
  ratings: [],
  licences: [],
  checks: [],
};
