import { afterEach, beforeEach, expect, test } from 'vitest';
import { upExamples } from '../../wire/testing/examples.ts';
import type { HallStore, Received } from './store.ts';

const HOUR = 3_600_000;
/** The beginning of an hour. */
const T = Date.parse('2026-11-24T02:00:00Z');
const boot = '01932f6b-8c00-7000-8000-000000000001';

type Supply = 'receipt-paper' | 'toner';
const said = (k: string, seq: number, at: number, supply: Supply, used: number): Received => ({
  kind: 'message',
  at,
  topic: '',
  channel: `sup/${supply}`,
  message: { ...upExamples.sup, k, boot, seq, ack: 0, d: { ...upExamples.sup.d, supply, used } },
});

/** What every store promises of supplies; run by the tests of each. */
export function tellsOfSupplies(open: () => Promise<HallStore>): void {
  let store: HallStore;
  beforeEach(async () => {
    store = await open();
    const place = { 'zh-CN': '一楼', en: 'ground floor' };
    const nobody = { hall: 'h', place, credential: null, enrolment: null, enrolledAt: null };
    await store.commit(
      ['TL-003', 'TL-004'].map((kiosk) => ({ kind: 'record', record: { kiosk, ...nobody } }) as const),
    );
    await store.take([
      said('TL-003', 1, T - 30 * HOUR, 'receipt-paper', 1),
      said('TL-003', 2, T + 1, 'receipt-paper', 10),
      said('TL-003', 3, T + 2, 'toner', 5),
      said('TL-003', 4, T + HOUR / 2, 'receipt-paper', 20),
      said('TL-003', 5, T + HOUR, 'receipt-paper', 30),
      said('TL-004', 1, T + 3, 'toner', 7),
    ]);
  });
  afterEach(() => store.close());

  const brief = (told: Awaited<ReturnType<HallStore['suppliesNow']>>) =>
    told.map(({ kiosk, at, d: { supply, used } }) => [kiosk, at - T, supply, used]);

  test('tells what each machine says now', async () => {
    expect(brief(await store.suppliesNow())).toEqual([
      ['TL-003', HOUR, 'receipt-paper', 30],
      ['TL-003', 2, 'toner', 5],
      ['TL-004', 3, 'toner', 7],
    ]);
  });

  test('tells what those that are asked for said, of each supply and hour the last, in order', async () => {
    expect(brief(await store.suppliesSince(['TL-003', 'TL-404'], T))).toEqual([
      ['TL-003', 2, 'toner', 5],
      ['TL-003', HOUR / 2, 'receipt-paper', 20],
      ['TL-003', HOUR, 'receipt-paper', 30],
    ]);
    expect(brief(await store.suppliesSince(['TL-004'], T))).toEqual([['TL-004', 3, 'toner', 7]]);
    expect(await store.suppliesSince([], 0)).toEqual([]);
  });
}
