import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { upExamples } from '../../wire/testing/examples.ts';
import { accountOf, beat, type ConsoleHall, REALM } from './console-hall.ts';
import {
  goTo,
  openConsole,
  openWindow,
  overflowOf,
  signedInWindow,
  violationsOn,
  type WindowLook,
} from './console-window.ts';
import { deskOf } from './hall-desk.ts';
import { connectKiosk, release } from './reporting-kiosk.ts';

let hall: ConsoleHall;
let browser: Browser;

openConsole((opened) => {
  ({ hall, browser } = opened);
});

const signedIn = (look: WindowLook = {}) => signedInWindow(browser, hall, look);

describe('the map', () => {
  test('has the halls where they are, with what their machines come to, and leads by keyboard to the machines of one', async () => {
    const { page, complaints, context } = await signedIn();
    await page.getByRole('button', { name: '地图' }).click();
    const map = page.getByRole('region', { name: '大厅位置示意图' });
    const fenshui = map.getByRole('button', { name: /^分水镇便民服务中心 正常\s*3$/ });
    await fenshui.waitFor();
    // Fenshui is 28 km west-north-west of the county town.
    const [west, east] = [
      await fenshui.boundingBox(),
      await map.getByRole('button', { name: /^桐庐县政务服务中心/ }).boundingBox(),
    ];
    expect(west?.x).toBeLessThan(east?.x ?? 0);
    expect(west?.y).toBeLessThan(east?.y ?? 0);
    await map.getByText(/^\d+公里$/).waitFor();
    // Nobody wrote down where this one is: it is beside the map, not left out.
    expect(await map.getByRole('button', { name: /莪山/ }).count()).toBe(0);
    await page.getByRole('button', { name: /^莪山畲族乡便民服务中心/ }).waitFor();

    await page.reload();
    await fenshui.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '一楼西侧' }).waitFor();
    await page.getByRole('link', { name: /^TL-015\s*正常\s*220\/220$/ }).waitFor();
    await page.getByRole('button', { name: '全部大厅' }).click();
    await page.getByLabel('找机号、大厅、告警').fill('tonglu-04');
    await map.getByRole('button', { name: /^桐庐县/ }).waitFor({ state: 'detached' });
    await fenshui.waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('shows the state of a machine as it changes, with the filter of the list', async () => {
    const { page, context } = await signedIn();
    await page.goto(`${hall.url}/#/?view=map`);
    await beat(hall.kiosk('TL-010'), 169);
    const tongjun = page.getByRole('button', { name: /^桐君街道便民服务中心 正常\s*2 降级\s*1$/ });
    await tongjun.waitFor();
    await page.getByRole('button', { name: '只看降级 1' }).click();
    await page.getByRole('button', { name: /^分水镇/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^桐君街道便民服务中心 降级\s*1$/ }).waitFor();
    await beat(hall.kiosk('TL-010'));
    await context.close();
  });
});

describe('an item that has to stop', () => {
  const item = 'fund.balance-query';
  const offers = (kiosk: string, svc: '0' | '1') =>
    hall.kiosk(kiosk).say({
      ty: 'hb',
      d: { ui: 1, sess: 'idle', svc, down: [], release, outbox: 0 },
    });

  test('is found by name, stopped everywhere by name and number of machines, watched, and goes on again', async () => {
    for (const kiosk of ['TL-001', 'TL-002', 'TL-003']) {
      await hall.kiosk(kiosk).say({
        ty: 'flw',
        d: { release, part: 1, parts: 1, items: [{ item, version: 1 }] },
      });
      await offers(kiosk, kiosk === 'TL-003' ? '0' : '1');
    }
    const { page, complaints, context } = await signedIn();
    await page.getByRole('link', { name: '停办' }).click();
    await page.getByText('没有停办的事项。').waitFor();
    await page.getByRole('button', { name: '停办一项' }).click();
    await page.getByLabel('按名称或编号找事项').fill('公积金账户');
    await page.getByRole('button', { name: /住房公积金账户查询/ }).click();
    const dialog = page.getByRole('dialog', { name: '停办“住房公积金账户查询”？' });
    await dialog.getByText('现在有2台机器可办').waitFor();
    await dialog.getByText('另有1台本来就办不了，15台不知道').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await dialog.getByRole('button', { name: '在2台机器上停办' }).click();
    expect(await dialog.isVisible()).toBe(true); // it asks for a reason
    await dialog.getByLabel('原因').fill('department counts wrong');
    await dialog.getByRole('button', { name: '在2台机器上停办' }).click();
    const inForce = page.getByRole('region', { name: '现在停办的' }).getByRole('listitem');
    await inForce.getByText('department counts wrong').waitFor();
    await inForce.getByText(/z＊＊u \d\d:\d\d/).waitFor();

    const { body } = await hall.desk.get('/api/stops');
    expect(body).toMatchObject({ stops: [{ item, by: 'zhou', reason: 'department counts wrong' }] });
    const { version } = body as { version: number };
    const results = page.getByRole('region', { name: '机器照办了没有' });
    await results.getByText('18台还没有回音').waitFor();
    await hall
      .kiosk('TL-001')
      .say({ ty: 'reported', d: { ...upExamples.reported.d, release, items: 220, desired: version } });
    await results.getByText('17台还没有回音').waitFor();
    expect(await results.getByRole('link', { name: 'TL-001', exact: true }).count()).toBe(0);

    await page.getByRole('button', { name: '恢复办理 住房公积金账户查询' }).click();
    const lift = page.getByRole('dialog', { name: '恢复办理“住房公积金账户查询”？' });
    await lift.getByLabel('原因').fill('mended');
    await lift.getByRole('button', { name: '恢复办理' }).click();
    await page.getByText('没有停办的事项。').waitFor();
    expect((await hall.desk.get('/api/stops')).body).toMatchObject({ stops: [] });
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('the overview', () => {
  test('has of each hall how many it served and how its week was, as a line and as a table, and holds the day against its targets', async () => {
    const { page, complaints, context } = await signedIn();
    const minutes = { measured: 1000, all: 0, reach: 0, unknown: 0, proven: 0 };
    const day = (ago: number) =>
      new Date(hall.now().getTime() + (8 - 24 * ago) * 3_600_000).toISOString().slice(0, 10);
    const days = [
      { ...minutes, day: day(2), hall: 'tonglu-03', any: 994 },
      { ...minutes, day: day(0), hall: 'tonglu-03', any: 931 },
    ];
    await page.route('**/api/availability/days?*', (route) =>
      route.fulfill({ json: { from: day(6), to: day(0), days } }),
    );
    await page.route('**/api/availability/items?*', (route) =>
      route.fulfill({ json: { from: 0, to: 1, items: [], weighted: 0.9741 } }),
    );
    await page.goto(`${hall.url}/#/machines`);
    await page.reload();
    await page.getByRole('link', { name: '总览' }).click();
    const chengnan = page.getByRole('row', { name: /^城南街道便民服务中心/ });
    // Nobody was served yet, and that there was nobody is not told of a hall either.
    await chengnan.getByText('不足5').waitFor();
    const line = chengnan.getByRole('img', { name: /^近7天可用率：/ });
    expect(await line.locator('title').textContent()).toMatch(
      new RegExp(`${day(2).slice(5)} 99\\.4%，${day(1).slice(5)} 没有数据，${day(0).slice(5)} 93\\.1%$`),
    );
    await page.getByText('目标98.0，未达标').waitFor();
    await page.getByRole('button', { name: '表', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('columnheader', { name: day(2).slice(5) }).waitFor();
    await page.getByRole('row', { name: /^城南街道便民服务中心 — — — — 99\.4% — 93\.1%$/ }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** Two machines without receipt paper, one of them with toner. */
async function withoutPaper(): Promise<void> {
  const says = (kiosk: string, supply: 'receipt-paper' | 'toner', state: 'full' | 'out') =>
    hall.kiosk(kiosk).say({ ty: 'sup', d: { ...upExamples.sup.d, supply, state } });
  await says('TL-003', 'receipt-paper', 'out');
  await says('TL-003', 'toner', 'full');
  await says('TL-010', 'receipt-paper', 'out');
}

describe('supplies', () => {
  test('to bring are a list by hall with what to load, found by word and kind, and lead by keyboard to the machine', async () => {
    await withoutPaper();
    const { page, complaints, context } = await signedIn();
    await page.getByRole('link', { name: '全部2项' }).click();
    await page.getByRole('heading', { name: '耗材', exact: true }).waitFor();
    await page.getByRole('region', { name: '这趟要带' }).getByText('回执纸2卷').waitFor();
    const county = page.getByRole('region', { name: '桐庐县政务服务中心' });
    const tongjun = page.getByRole('region', { name: '桐君街道便民服务中心' });
    await county.getByRole('row', { name: /^TL-003 回执纸 用完了/ }).waitFor();
    await tongjun.getByRole('row', { name: /^TL-010 回执纸 用完了/ }).waitFor();
    expect(await page.getByRole('row', { name: /硒鼓/ }).count()).toBe(0);

    await page.getByRole('button', { name: '全部', exact: true }).click();
    await county.getByRole('row', { name: /^TL-003 硒鼓/ }).waitFor();
    await page.getByLabel('耗材种类').selectOption('toner');
    await tongjun.waitFor({ state: 'detached' });
    await page.getByLabel('耗材种类').selectOption('any');
    await page.getByLabel('找机号、大厅、告警').fill('桐君');
    await county.waitFor({ state: 'detached' });
    await tongjun.getByRole('link', { name: 'TL-010' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^TL-010/ }).waitFor();

    const { body } = await hall.desk.get('/api/supplies');
    expect(body).toMatchObject({
      supplies: [
        { kiosk: 'TL-003', hall: 'tonglu-01', supply: 'receipt-paper', state: 'out', remaining: 0 },
        { kiosk: 'TL-003', supply: 'toner', state: 'full' },
        { kiosk: 'TL-010', hall: 'tonglu-02', state: 'out' },
      ],
    });
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('accounts', () => {
  test('are made with a code that is shown once, changed, disabled and brought back, each with a reason', async () => {
    const { page, complaints, context } = await signedIn();
    await page.getByRole('link', { name: '账号' }).click();
    await page.getByRole('button', { name: '新建账号' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('账号').fill('sun');
    await dialog.getByLabel('角色').selectOption('ops');
    await dialog.getByLabel('限定大厅').fill('tonglu-01 tonglu-02');
    await dialog.getByLabel('原因').fill('new colleague');
    await dialog.getByRole('button', { name: '新建并发激活码' }).click();
    await page.getByRole('heading', { name: 'sun 的激活码' }).waitFor();
    const code = (await dialog.locator('code').textContent()) ?? '';
    expect(await violationsOn(page)).toEqual([]);
    await dialog.getByRole('button', { name: '已交给本人，关闭' }).click();
    const row = page.getByRole('row', { name: /^sun / });
    await row.getByText('tonglu-01 tonglu-02').waitFor();
    expect(await page.getByText(code).count()).toBe(0);
    const begun = await deskOf(hall.url, null).send('POST', '/api/activation', { name: 'sun', code });
    expect(begun.status).toBe(200);

    await row.getByRole('button', { name: '改角色 sun' }).click();
    await dialog.getByLabel('角色').selectOption('viewer');
    await dialog.getByLabel('限定大厅').fill('');
    await dialog.getByLabel('原因').fill('other duty');
    await dialog.getByRole('button', { name: '改角色' }).click();
    await page.getByRole('row', { name: /^sun 待开通 只看 .* 全部大厅/ }).waitFor();
    await row.getByRole('button', { name: '停用 sun' }).click();
    await dialog.getByLabel('原因').fill('left');
    await dialog.getByRole('button', { name: '停用' }).click();
    await row.getByText('已停用').waitFor();
    await row.getByRole('button', { name: '重发激活码 sun' }).click();
    await dialog.getByLabel('原因').fill('came back');
    await dialog.getByRole('button', { name: '重发激活码' }).click();
    await dialog.getByRole('button', { name: '已交给本人，关闭' }).click();
    await row.getByText('待开通').waitFor();
    // The one who asks is shown no button that would be refused.
    expect(
      await page
        .getByRole('row', { name: /^zhou / })
        .getByRole('button')
        .count(),
    ).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('the audit trail', () => {
  test('is searched by who, what, machine and period, and says that it holds', async () => {
    await hall.desk.send('PUT', '/api/machines/TL-007/desired', { inService: false, reason: '=1+1' });
    const { page, context } = await signedIn();
    await page.getByRole('link', { name: '审计' }).click();
    await page.getByText(/^链完整：\d+条，自 \d{4}-\d\d-\d\d 起/).waitFor();
    const rows = page.getByRole('table').getByRole('row');
    await page.getByLabel('谁').fill('zho');
    await page.getByLabel('做了什么').selectOption('wish');
    await page.getByLabel('对象').fill('tl-007');
    const today = new Date(hall.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    await page.getByLabel('从').fill(today);
    await page.getByLabel('到').fill(today);
    await page.getByText('显示1条').waitFor();
    await rows.getByText('暂停服务').waitFor();
    await rows.getByText('=1+1').waitFor();
    await page.getByLabel('到').fill('2020-01-01');
    await page.getByText('没有合适的记录').waitFor();
    await page.getByRole('button', { name: '清空' }).click();
    await page.getByText(/^显示\d\d+条/).waitFor();
    await page.getByLabel('对象').fill('TL-007');

    const csv = page.getByRole('link', { name: '导出CSV' });
    await expect.poll(() => csv.getAttribute('href')).toContain('target=TL-007');
    const answer = await fetch(`${hall.url}${await csv.getAttribute('href')}`, {
      headers: { cookie: hall.desk.cookie ?? '' },
    });
    const [head = '', ...lines] = Buffer.from(await answer.arrayBuffer())
      .toString('utf8')
      .split('\r\n');
    expect(head).toBe('\uFEFF序号,时间（北京时间，Asia/Shanghai）,谁,做了什么,对象,原因,链值');
    expect(lines.find((line) => line.includes('wish.out-of-service'))).toMatch(
      /^\d+,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,zhou,wish\.out-of-service,TL-007,'=1\+1,[0-9a-f]{64}$/,
    );
    await context.close();
  });

  test('that was tampered with is called broken, and where', async () => {
    const { page, context } = await signedIn();
    await page.route('**/api/audit/search*', async (route) => {
      const real = await route.fetch();
      const body = (await real.json()) as { chain: object };
      await route.fulfill({ response: real, json: { ...body, chain: { ...body.chain, broken: 12 } } });
    });
    await page.goto(`${hall.url}/#/audit`);
    await page.getByRole('alert').getByText('链断了：第12条接不上前一条').waitFor();
    await context.close();
  });

  test('is followed by who was turned away at the broker, and in whose name they came', async () => {
    const stranger = { port: hall.hall.mqttPort, realm: REALM, kiosk: 'TL-007', password: 'a guess' };
    await expect(connectKiosk(stranger)).rejects.toThrow('Not authorized');
    const { page, context } = await signedIn();
    await page.goto(`${hall.url}/#/audit`);
    const turnedAway = page.getByRole('region', { name: '被拒的连接' });
    await turnedAway.getByRole('row', { name: /127\.0\.0\.1 TL-007 1/ }).waitFor();
    await context.close();
  });
});

const PAGES = ['#/?view=map', '#/supplies', '#/stops', '#/audit', '#/accounts'] as const;
/** What each of them waits for from the hall. */
const CONTENT = 'table, .map-label, .in-force';

describe('each of these pages', () => {
  beforeAll(withoutPaper);

  test.each([
    { colorScheme: 'light' },
    { colorScheme: 'dark' },
    { colorScheme: 'light', width: 390, height: 844 },
  ] as const)('has no accessibility violation and nothing wider than the screen: %o', async (look) => {
    const { page, complaints, context } = await signedIn(look);
    for (const path of PAGES) {
      await goTo(page, hall, path, CONTENT);
      expect([path, ...(await violationsOn(page))]).toEqual([path]);
      expect([path, await overflowOf(page)]).toEqual([path, 0]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('speaks English, all of it', async () => {
    const { page, context } = await signedIn();
    await page.getByRole('button', { name: 'Switch to English' }).click();
    for (const path of PAGES) {
      await goTo(page, hall, path, CONTENT);
      const chinese = await page.$$eval('.main, .nav', (elements) =>
        elements
          .map((element) => (element as HTMLElement).innerText)
          .filter((text) => /\p{Script=Han}/u.test(text)),
      );
      expect([path, ...chinese]).toEqual([path]);
    }
    await context.close();
  });
});

/** Last, because the clock goes on for everybody's session. */
describe('a session', () => {
  test('that nobody uses is warned of though the page asks by itself, is kept by a press, and ends at the door, from where one comes back to the same view', async () => {
    const { password, code } = await accountOf(hall, 'qian', 'operator');
    const { page, complaints, context } = await openWindow(browser);
    const signIn = async (): Promise<void> => {
      await page.getByLabel('账号').fill('qian');
      await page.getByLabel('口令').fill(password);
      await page.getByLabel('动态码').fill(await code());
      await page.getByRole('button', { name: '登录', exact: true }).click();
    };
    await page.goto(`${hall.url}/#/?view=map`);
    await signIn();
    // What an operator may not do is not offered.
    await page.getByRole('link', { name: '停办' }).waitFor();
    expect(await page.getByRole('link', { name: '审计' }).count()).toBe(0);
    await page.goto(`${hall.url}/#/audit`);
    await page.getByRole('heading', { name: '您的账号不能这样做。' }).waitFor();
    await page.goto(`${hall.url}/#/?view=map`);
    await page.getByLabel('大厅', { exact: true }).selectOption('tonglu-02');
    await page.getByRole('heading', { name: '桐君街道便民服务中心，平面示意' }).waitFor();

    const minutes = async (n: number): Promise<void> => {
      const asked = page.waitForResponse((response) => response.url().endsWith('/api/fleet'));
      hall.skip(n * 60_000);
      await beat(hall.kiosk('TL-009'));
      await asked;
    };
    await minutes(7);
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    await minutes(6.1);
    const warning = page.getByRole('alertdialog', { name: '还在吗？' });
    await warning.getByText(/[01]:\d\d后自动退出/).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await warning.getByRole('button', { name: '我还在' }).click();
    await warning.waitFor({ state: 'detached' });

    await minutes(13.1);
    await warning.waitFor();
    hall.skip(2 * 60_000);
    await page.getByRole('status').getByText('太久没有操作').waitFor();
    expect(await page.getByText('TL-').count()).toBe(0);
    await signIn();
    await page.getByRole('heading', { name: '桐君街道便民服务中心，平面示意' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
