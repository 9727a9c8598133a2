import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PrintedDocument } from '../sandbox/devices/document-printer/contract.ts';
import { missingPackage } from '../sandbox/devices/document-printer/ippeveprinter.ts';
import { openHall } from './world/hall.ts';
import { findInFiles } from './world/leaks.ts';
import { sign } from './world/signature.ts';

const missing = await missingPackage();
const hall = openHall({ deadlines: { queryMs: 3_000, submitMs: 3_000 } });
const PRINTER = '/kiosks/TL-003/printers/document';
const HOLDER = 'chen-guoqiang';

const documents = async () =>
  (await hall().sandbox.get(`${PRINTER}/documents`)) as readonly PrintedDocument[];
const licences = async () => (await hall().citizen.ledger()).licences;
const breaks = (preset: string) => hall().sandbox.put(`${PRINTER}/fault`, { preset });
const person = async () => (await hall().sandbox.get(`/citizens/${HOLDER}`)) as Citizen;
type Citizen = {
  readonly socialCardPassword: string;
  readonly document: { readonly name: string; readonly number: string };
};

/** The audit trail so far, oldest first. */
function audited(): readonly Record<string, unknown>[] {
  const journal = new Database(join(hall().dataRoot, 'journal', 'journal.db'), { readonly: true });
  const rows = journal.prepare('SELECT event FROM audit ORDER BY seq').pluck().all();
  journal.close();
  return rows.map((row) => JSON.parse(String(row)));
}

/** From the card to the confirmed request; who stands there is proven by the password. */
async function ask(): Promise<void> {
  const { screen, citizen } = hall();
  await citizen.arrive(HOLDER, '有无住房证明');
  await screen.press(/输入社保卡密码/);
  await screen.heading('请输入社保卡密码');
  for (const digit of (await person()).socialCardPassword) await screen.press(digit);
  await screen.press('核对密码');
  await screen.heading('您在本县登记的住房');
  await screen.press('继续');
  await screen.choose(/子女入学/);
  await screen.heading('请写下您的姓名');
  await sign(screen);
  await screen.press('签好了');
  await screen.press('确认并开证明');
}
async function takeCard(): Promise<void> {
  await hall().screen.heading('请先取走卡片');
  await hall().citizen.liftCard();
}

vi.setConfig({ testTimeout: 120_000 });
describe.skipIf(missing !== null)(`a certificate${missing ? ` (skipped: no ${missing} here)` : ''}`, () => {
  afterEach(async () => {
    await breaks('none');
    await hall().sandbox.put('/exchange/fault', { preset: 'none' });
  });

  it('is sealed by its department and comes out of the printer exactly as it was sealed', async () => {
    await ask();
    await takeCard();
    await hall().screen.heading('证明已办好');
    const [licence] = await licences();
    const printed = await documents();
    expect(printed).toMatchObject([{ sha256: licence?.sha256, pages: 1, pagesOut: 1 }]);
    expect(await hall().screen.text()).toContain(licence?.number);
    expect((await hall().citizen.receipts()).at(-1)?.text).toContain(licence?.number);

    const answer = await fetch(`${hall().sandbox.ready.control}${PRINTER}/documents/${printed[0]?.id}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(licence?.sha256);
    const text = (await PDF.load(bytes))
      .extractText()
      .map((page) => page.text)
      .join('');
    for (const words of ['个人住房信息查询记录', '陈国强', '子女入学']) expect(text).toContain(words);
    expect(audited().map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['seal-asked', 'document-sealed', 'document-printed', 'slip-printed']),
    );

    await hall().citizen.leave();
    const { name, number } = (await person()).document;
    expect(findInFiles(hall().dataRoot, [name, number])).toEqual([]);
  });

  it('is sealed once when the answer is lost, and found by its key', async () => {
    const before = (await licences()).length;
    await hall().sandbox.put('/exchange/fault', {
      preset: 'timeoutAfterEffect',
      service: 'property/licences/seal',
      times: 1,
    });
    await ask();
    await takeCard();
    await hall().screen.heading('证明已办好');
    expect(await licences()).toHaveLength(before + 1);
    expect((await documents()).at(-1)?.sha256).toBe((await licences()).at(-1)?.sha256);
    await hall().citizen.leave();
  });

  it('that cannot be sealed leaves the case and its receipt, which says where to get it', async () => {
    const before = [(await licences()).length, (await documents()).length];
    await hall().sandbox.put('/exchange/fault', { preset: 'maintenance', service: 'property/licences' });
    await ask();
    await hall().screen.heading('证明暂时开不出来');
    await hall().screen.press('退出');
    await takeCard();
    await hall().screen.heading('申请已办结，证明还没有开出');
    expect((await hall().citizen.receipts()).at(-1)?.text).toContain('凭办理编号到窗口领取');
    expect([(await licences()).length, (await documents()).length]).toEqual(before);
    await hall().citizen.leave();
  });

  it('that the printer gives up in mid-page is told as that, and printed again it is the same one', async () => {
    const before = (await documents()).length;
    await breaks('fails');
    await ask();
    await takeCard();
    await hall().screen.heading(/请看一下证明是否完整|证明没有印出来/);
    const licence = (await licences()).at(-1);
    expect(await hall().screen.text()).toContain(licence?.number);
    expect(audited().findLast(({ kind }) => kind === 'document-failed')).toMatchObject({
      number: licence?.number,
    });

    await breaks('none');
    await hall().screen.press('再试一次');
    await hall().screen.heading('证明已办好');
    const whole = (await documents()).slice(before).filter(({ pages, pagesOut }) => pages === pagesOut);
    expect(whole.map(({ sha256 }) => sha256)).toEqual([licence?.sha256]);
    await hall().citizen.leave();
  });

  it('sees no complaint of the page in all of this', () => {
    expect(hall().screen.complaints).toEqual([]);
  });
});
