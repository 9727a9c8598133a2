import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../sandbox/control/contract.ts';
import type { Ledger } from '../sandbox/exchange/contract.ts';
import { startHost } from './world/kiosk.ts';
import { findInFiles } from './world/leaks.ts';
import { type Sandbox, startSandbox } from './world/sandbox.ts';
import { launchBrowser, openScreen, type ScreenWindow } from './world/screen.ts';

const READER = '/kiosks/TL-003/readers/id-card';
const STANDBY = /请放置\s*您的身份证/;
const PRINTER = '/kiosks/TL-003/printers/receipt';

let directory: string;
let sandbox: Sandbox;
let host: Awaited<ReturnType<typeof startHost>>;
let browser: Browser;
let screen: ScreenWindow;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'once-visit-'));
  mkdirSync(join(directory, 'kiosk'));
  sandbox = await startSandbox(join(directory, 'sandbox'));
  host = await startHost(sandbox, { directory: join(directory, 'kiosk') });
  browser = await launchBrowser();
  screen = await openScreen(browser, `${host.ready.url}/?token=${host.ready.token}`);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await host?.stop();
  await sandbox?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const ledger = async () => (await sandbox.get('/exchange/ledger')) as Ledger;
const receipts = async () => (await sandbox.get(`${PRINTER}/receipts`)) as readonly Receipt[];

async function arrive(citizen: string, item: string | RegExp): Promise<void> {
  await screen.heading(STANDBY);
  await sandbox.put(`${READER}/card`, { citizen });
  await screen.press(item);
  await screen.press('同意并开始');
}

/** Takes the card when asked, waits for the paper, and leaves; gives the receipt. */
async function takeCardAndPaper(title: string | RegExp): Promise<Receipt> {
  const before = (await receipts()).length;
  await screen.heading('请先取走卡片');
  await sandbox.delete(`${READER}/card`);
  await screen.heading(title);
  const printed = await receipts();
  expect(printed).toHaveLength(before + 1);
  const receipt = printed.at(-1);
  if (!receipt) throw new Error('a receipt was printed');
  return receipt;
}

async function leave(): Promise<void> {
  await screen.press('结束并退出');
  await screen.heading(STANDBY);
}

/** Nothing of this person on the glass, in the logs or anywhere under the kiosk's data root. */
async function expectForgotten(citizen: string): Promise<void> {
  const person = (await sandbox.get(`/citizens/${citizen}`)) as {
    document: { name: string; number: string; address: string };
  };
  const { name, number, address } = person.document;
  const body = await screen.text();
  for (const value of [name, number, address]) {
    expect(body).not.toContain(value);
    expect(host.output()).not.toContain(value);
  }
  expect(findInFiles(join(directory, 'kiosk', 'data'), [name, number, address])).toEqual([]);
}

describe('a citizen', () => {
  it('looks up licence points and takes the slip home', async () => {
    await arrive('chen-guoqiang', /驾照记分查询/);
    await screen.heading('您的驾驶证');
    await screen.press('继续');
    const receipt = await takeCardAndPaper('已办好');
    expect(receipt.text).toContain('驾驶证');
    expect(receipt.text).toContain('陈＊强');
    await leave();
    await expectForgotten('chen-guoqiang');
  });

  it('files for treatment elsewhere: answers, signs, checks, and the case is in the ledger exactly once', async () => {
    await arrive('wang-xiuyun', /异地就医备案/);
    await screen.choose(/长期住在外地/);
    await screen.choose(/江苏省/);
    await screen.heading('在哪个城市？');
    for (const letter of ['n', 'j', 's']) await screen.press(letter);
    await screen.press(/南京市/);
    await screen.press('继续');
    await screen.heading('备案从哪天开始？');
    await screen.page.locator('[aria-pressed]').first().tap();
    await screen.press('继续');
    await screen.heading('留哪个手机号？');
    await screen.press('用这个');
    await screen.heading('请写下您的姓名');
    await sign();
    await screen.press('签好了');
    await screen.heading('请核对，没错再提交');
    expect(await screen.text()).toContain('南京市');
    await screen.press('确认并提交备案');
    const receipt = await takeCardAndPaper(/已受理/);

    const { cases } = await ledger();
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatchObject({
      department: 'medins',
      item: { id: 'medins.remote-filing' },
      answers: { kind: 'live', province: 'js', city: '南京市' },
      signed: true,
      arrivals: 1,
    });
    expect(receipt.text).toContain(cases[0]?.caseNo);
    expect(Buffer.from(receipt.hex, 'hex').includes(encode('异地就医备案', 'gb18030'))).toBe(true);
    await leave();
    await expectForgotten('wang-xiuyun');
  });

  it('pays a traffic fine with the phone, and is charged once', async () => {
    await arrive('zhou-ming', /交通罚款缴纳/);
    await screen.page.getByRole('radio').first().locator('xpath=ancestor-or-self::label').tap();
    await screen.press('继续');
    await screen.press('确认并去付款');
    await screen.heading('请用手机扫码付款');
    const [order] = (await ledger()).orders;
    await sandbox.post(`/exchange/orders/${order?.orderNo}/pay`);
    const receipt = await takeCardAndPaper('缴费成功');
    expect(receipt.text).toContain('罚款已缴纳');
    const { orders, cases } = await ledger();
    expect(orders).toEqual([expect.objectContaining({ state: 'paid', declined: 0 })]);
    expect(cases.filter((each) => each.department === 'police')).toHaveLength(1);
    await leave();
    await expectForgotten('zhou-ming');
  });

  it('who does not pay after all is told “not charged”, and the exchange agrees', async () => {
    await arrive('chen-guoqiang', /交通罚款缴纳/);
    await screen.page.getByRole('radio').first().locator('xpath=ancestor-or-self::label').tap();
    await screen.press('继续');
    await screen.press('确认并去付款');
    await screen.heading('请用手机扫码付款');
    await screen.press('现在不付了');
    await screen.heading(/没有扣款/);
    expect((await ledger()).orders.at(-1)).toMatchObject({ state: 'closed' });
    await screen.press('退出');
    await screen.heading('请先取走卡片');
    await sandbox.delete(`${READER}/card`);
    await screen.heading(STANDBY);
  });

  it('books a counter for a day and time that are free', async () => {
    await arrive('li-na', /房产窗口预约/);
    await screen.choose(/过户/);
    await screen.heading('一共几个人来？');
    await screen.press('2');
    await screen.press('继续');
    await screen.heading('哪天、什么时候来？');
    await screen.page.locator('button[aria-pressed]').first().tap();
    await screen.press('继续');
    await screen.heading('留哪个手机号？');
    await screen.press('用这个');
    await screen.press('确认预约');
    const receipt = await takeCardAndPaper(/已预约/);
    const booked = (await ledger()).cases.at(-1);
    expect(booked).toMatchObject({
      department: 'property',
      slot: { office: 'property-counter' },
      arrivals: 1,
    });
    expect(receipt.text).toContain(booked?.caseNo);
    await leave();
    await expectForgotten('li-na');
  });

  it('under 60 is refused the elder fare, with the rule, the own figure and the next step', async () => {
    await arrive('zhou-ming', /老年乘车优惠/);
    await screen.heading('您现在还不能开通乘车优惠');
    const text = await screen.text();
    expect(text).toContain('60');
    expect(text).toMatch(/您\s*4\d\s*岁/);
    await screen.press('退出');
    await screen.heading('请先取走卡片');
    await sandbox.delete(`${READER}/card`);
    await screen.heading(STANDBY);
  });

  it('over 60 gets it', async () => {
    await arrive('wang-xiuyun', /老年乘车优惠/);
    await screen.press('继续');
    await screen.choose(/^不用/);
    await screen.press('用这个');
    await screen.press('确认并开通');
    await takeCardAndPaper(/已受理/);
    await leave();
  });

  it('sees no complaint of the page in all of this', () => {
    expect(screen.complaints).toEqual([]);
  });
});

/** Writes two strokes on the pad, as a finger does. */
async function sign(): Promise<void> {
  const pad = screen.page.getByLabel('签名区');
  const box = await pad.boundingBox();
  if (!box) throw new Error('the pad is on the screen');
  const { mouse } = screen.page;
  for (const [fromX, fromY, toX, toY] of [
    [0.2, 0.3, 0.7, 0.3],
    [0.4, 0.2, 0.4, 0.8],
  ] as const) {
    await mouse.move(box.x + box.width * fromX, box.y + box.height * fromY);
    await mouse.down();
    await mouse.move(box.x + box.width * toX, box.y + box.height * toY, { steps: 8 });
    await mouse.up();
  }
}
