import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { KioskState } from '../sandbox/control/contract.ts';
import { PRINTER } from './world/citizen.ts';
import { openHall } from './world/hall.ts';

const hall = openHall({
  sandboxArgs: ['--receipt-printer', 'presenter-tcp'],
  timers: { paperLeftMs: 4_000 },
});

const printerState = async () => ((await hall().sandbox.get('/kiosks/TL-003')) as KioskState).printer;

/** What the audit trail says so far, oldest first. */
function audited(): readonly { readonly kind: string; readonly outcome?: string }[] {
  const journal = new Database(join(hall().dataRoot, 'journal', 'journal.db'), { readonly: true });
  const rows = journal.prepare('SELECT event FROM audit ORDER BY seq').pluck().all();
  journal.close();
  return rows.map((row) => JSON.parse(String(row)));
}

/** A visit up to the receipt in the presenter's mouth. */
async function printReceipt(): Promise<void> {
  const { screen, citizen } = hall();
  await citizen.arrive('chen-guoqiang', '驾照记分查询');
  await screen.heading('您的驾驶证');
  await screen.press('继续');
  await screen.heading('请先取走卡片');
  await citizen.liftCard();
  await screen.heading('请取走回执');
}

describe('a receipt in the mouth of a presenter', () => {
  it('is asked to be taken, and once it is, the visit is done', async () => {
    await printReceipt();
    expect((await printerState()).mouth).toBe('paper');
    await hall().sandbox.put(`${PRINTER}/take`);
    await hall().screen.page.getByText('回执已取走').first().waitFor();
    expect(await hall().citizen.receipts()).toMatchObject([{ taken: true }]);
    await hall().citizen.leave();
  });

  it('left there is taken back, so that nobody finds a stranger’s; the audit trail says so', async () => {
    await printReceipt();
    await expect.poll(async () => (await printerState()).retracted, { timeout: 30_000 }).toBe(1);
    expect((await printerState()).mouth).toBe('empty');
    await expect
      .poll(() => audited().slice(-3), { timeout: 10_000 })
      .toContainEqual({
        kind: 'paper-retracted',
        outcome: 'retracted',
      });
    expect(audited().map(({ kind }) => kind)).toContain('paper-left');
    expect(await hall().screen.text()).not.toContain('回执已取走');
    await hall().citizen.leave();
  });
});
