import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizenAt } from './world/citizen.ts';
import { startHost } from './world/kiosk.ts';
import { findInFiles } from './world/leaks.ts';
import { type Sandbox, startSandbox } from './world/sandbox.ts';
import { launchBrowser, openScreen, type ScreenWindow } from './world/screen.ts';

let directory: string;
let sandbox: Sandbox;
let host: Awaited<ReturnType<typeof startHost>>;
let browser: Browser;
let screen: ScreenWindow;
let citizen: ReturnType<typeof citizenAt>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'once-visit-'));
  mkdirSync(join(directory, 'kiosk'));
  sandbox = await startSandbox(join(directory, 'sandbox'));
  host = await startHost(sandbox, { directory: join(directory, 'kiosk') });
  browser = await launchBrowser();
  screen = await openScreen(browser, `${host.ready.url}/?token=${host.ready.token}`);
  citizen = citizenAt(sandbox, screen);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await host?.stop();
  await sandbox?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Nothing of this person on the glass, in the logs or anywhere under the kiosk's data root. */
async function expectForgotten(id: string): Promise<void> {
  const person = (await sandbox.get(`/citizens/${id}`)) as {
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
    await citizen.arrive('chen-guoqiang', /驾照记分查询/);
    await screen.heading('您的驾驶证');
    await screen.press('继续');
    const receipt = await citizen.takeCardAndPaper('已办好');
    expect(receipt.text).toContain('驾驶证');
    expect(receipt.text).toContain('陈＊强');
    await citizen.leave();
    await expectForgotten('chen-guoqiang');
  });

  it('files for treatment elsewhere: answers, signs, checks, and the case is in the ledger exactly once', async () => {
    await citizen.arrive('wang-xiuyun', /异地就医备案/);
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
    const receipt = await citizen.takeCardAndPaper(/已受理/);

    const { cases } = await citizen.ledger();
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
    await citizen.leave();
    await expectForgotten('wang-xiuyun');
  });

  it('pays a traffic fine with the phone, and is charged once', async () => {
    await citizen.arrive('zhou-ming', /交通罚款缴纳/);
    await screen.page.getByRole('radio').first().locator('xpath=ancestor-or-self::label').tap();
    await screen.press('继续');
    await screen.press('确认并去付款');
    await screen.heading('请用手机扫码付款');
    const [order] = (await citizen.ledger()).orders;
    await sandbox.post(`/exchange/orders/${order?.orderNo}/pay`);
    const receipt = await citizen.takeCardAndPaper('缴费成功');
    expect(receipt.text).toContain('罚款已缴纳');
    const { orders, cases } = await citizen.ledger();
    expect(orders).toEqual([expect.objectContaining({ state: 'paid', declined: 0 })]);
    expect(cases.filter((each) => each.department === 'police')).toHaveLength(1);
    await citizen.leave();
    await expectForgotten('zhou-ming');
  });

  it('who does not pay after all is told “not charged”, and the exchange agrees', async () => {
    await citizen.arrive('chen-guoqiang', /交通罚款缴纳/);
    await screen.page.getByRole('radio').first().locator('xpath=ancestor-or-self::label').tap();
    await screen.press('继续');
    await screen.press('确认并去付款');
    await screen.heading('请用手机扫码付款');
    await screen.press('现在不付了');
    await screen.heading(/没有扣款/);
    expect((await citizen.ledger()).orders.at(-1)).toMatchObject({ state: 'closed' });
    await citizen.giveUp();
  });

  it('books a counter for a day and time that are free', async () => {
    await citizen.arrive('li-na', /房产窗口预约/);
    await citizen.fillInBooking();
    await screen.press('确认预约');
    const receipt = await citizen.takeCardAndPaper(/已预约/);
    const booked = (await citizen.ledger()).cases.at(-1);
    expect(booked).toMatchObject({
      department: 'property',
      slot: { office: 'property-counter' },
      arrivals: 1,
    });
    expect(receipt.text).toContain(booked?.caseNo);
    await citizen.leave();
    await expectForgotten('li-na');
  });

  it('under 60 is refused the elder fare, with the rule, the own figure and the next step', async () => {
    await citizen.arrive('zhou-ming', /老年乘车优惠/);
    await screen.heading('您现在还不能开通乘车优惠');
    const text = await screen.text();
    expect(text).toContain('60');
    expect(text).toMatch(/您\s*4\d\s*岁/);
    await citizen.giveUp();
  });

  it('over 60 gets it', async () => {
    await citizen.arrive('wang-xiuyun', /老年乘车优惠/);
    await screen.press('继续');
    await screen.choose(/^不用/);
    await screen.press('用这个');
    await screen.press('确认并开通');
    await citizen.takeCardAndPaper(/已受理/);
    await citizen.leave();
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
