import { generate } from 'otplib';
import type { Browser } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { AlarmView, CommandsAnswer } from '../../hall/api/contract.ts';
import { upExamples } from '../../wire/testing/examples.ts';
import { accountOf, beat, type ConsoleHall, receiptPrinter } from './console-hall.ts';
import {
  goTo,
  openConsole,
  openWindow,
  signedInWindow,
  violationsOn,
  type WindowLook,
} from './console-window.ts';
import { deskOf, textAt } from './hall-desk.ts';
import { release } from './reporting-kiosk.ts';

let hall: ConsoleHall;
let browser: Browser;

openConsole((opened) => {
  ({ hall, browser } = opened);
});

const nobodysWindow = () => openWindow(browser);
const signedIn = (look: WindowLook = {}) => signedInWindow(browser, hall, look);

describe('an operator', () => {
  test('brings an account to life and signs in, with the authenticator the page shows', async () => {
    const { page, complaints, context } = await nobodysWindow();
    const issued = await hall.desk.send('POST', '/api/accounts', {
      name: 'wang',
      role: 'operator',
      reason: 'new here',
    });
    await page.goto(hall.url);
    await page.getByRole('button', { name: '第一次来？用激活码开通' }).click();
    await page.getByLabel('账号').fill('wang');
    await page.getByLabel('激活码').fill(textAt(issued.body, 'code'));
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('img', { name: '用验证器扫这个码' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    const secret = (await page.locator('code').textContent()) ?? '';
    const code = (later: number) =>
      generate({ secret, epoch: Math.floor(hall.now().getTime() / 1000) + 30 * later });
    await page.getByLabel('动态码').fill(await code(0));
    await page.getByLabel('自己定一个口令').fill('a pass phrase of my own');
    await page.getByRole('button', { name: '开通', exact: true }).click();
    await page.getByRole('status').getByText('已开通').waitFor();
    await page.getByLabel('账号').fill('wang');
    await page.getByLabel('口令').fill('a pass phrase of mine');
    await page.getByLabel('动态码').fill(await code(1));
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('alert').getByText('不对').waitFor();
    await page.getByLabel('口令').fill('a pass phrase of my own');
    await page.getByLabel('动态码').fill(await code(1));
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { name: '全部大厅，18台机器' }).waitFor();
    await page.getByText('w＊＊g').waitFor();
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('heading', { name: '登录运维台' }).waitFor();
    expect(await page.getByText('TL-').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('assigns, shelves with a reason, takes each back, reads all of it in the log, and is told why an alarm that is still true cannot be cleared', async () => {
    const { page, context } = await signedIn();
    await hall.kiosk('TL-003').say(receiptPrinter('out'));
    await beat(hall.kiosk('TL-003'), 169);
    await page.getByRole('link', { name: '告警' }).click();
    await page.getByRole('link', { name: /TL-003 回执纸用完/ }).click();
    await page.getByRole('button', { name: '关闭' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('done with it');
    await dialog.getByRole('button', { name: '关闭' }).click();
    await dialog.getByRole('alert').getByText('情况还在').waitFor();
    await dialog.getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '指派' }).click();
    await dialog.getByLabel('派给谁').fill('wang');
    await dialog.getByRole('button', { name: '指派' }).click();
    await page.getByRole('link', { name: /w＊＊g 已接/ }).waitFor();
    await page.getByRole('button', { name: '搁置', exact: true }).click();
    await dialog.getByLabel('搁置多久').selectOption('8');
    await dialog.getByRole('textbox').fill('paper comes at noon');
    await dialog.getByRole('button', { name: '搁置', exact: true }).click();
    await page.getByRole('button', { name: '搁置 1', exact: true }).waitFor();
    expect(await alarmsOf('TL-003')).toMatchObject([
      { state: 'shelved', assigned: { to: 'wang' }, shelved: { reason: 'paper comes at noon' } },
    ]);
    await page.getByRole('button', { name: '搁置 1', exact: true }).click();
    await page.getByRole('link', { name: /TL-003 回执纸用完/ }).click();
    const takeBack = async (what: string, reason: string) => {
      await page.getByRole('button', { name: what }).click();
      await dialog.getByRole('textbox').fill(reason);
      await dialog.getByRole('button', { name: what }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await takeBack('提前恢复', 'paper is here');
    await page.getByRole('button', { name: '确认知道' }).click();
    await takeBack('撤回确认', 'the wrong one');
    await takeBack('撤回指派', 'wang is ill');
    await page.getByRole('button', { name: '指派', exact: true }).waitFor();
    const log = page.getByRole('listitem');
    for (const line of [
      /z＊＊u\s*提前恢复：paper is here/,
      /z＊＊u\s*搁置到 .+：paper comes at noon/,
      /z＊＊u\s*撤回确认：the wrong one/,
      /z＊＊u\s*派给 w＊＊g/,
      /z＊＊u\s*撤回指派：wang is ill/,
      /系统\s*发现，今年第1次/,
    ])
      await log.filter({ hasText: line }).waitFor();
    expect(await alarmsOf('TL-003')).toMatchObject([
      { state: 'active-unacked', acked: null, assigned: null, shelved: null },
    ]);

    // Half an hour for whoever is there: the hall is open always.
    await page.getByText('30分钟内，现场一线可处理').waitFor();
    await page.getByText(/^(30:00|2\d:\d\d)$/).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.route('**/api/alarms?which=open', async (route) => {
      const real = await route.fetch();
      const { alarms, at } = (await real.json()) as AlarmsAnswer;
      await route.fulfill({ response: real, json: { at, alarms: alarms.map(halfAnHourOlder) } });
    });
    await page.reload();
    await page.getByRole('link', { name: /TL-003 回执纸用完.*超时/ }).waitFor();
    await page.getByText(/^超时\d+分/).waitFor();
    await hall.kiosk('TL-003').say(receiptPrinter('full'));
    await beat(hall.kiosk('TL-003'));
    await context.close();
  });

  test('finds a machine from the keyboard alone', async () => {
    const { page, context } = await signedIn();
    await page.keyboard.press('/');
    await page.keyboard.type('eshan');
    await page.getByRole('link', { name: /^TL-001 / }).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'TL-018', exact: true }).waitFor();
    await context.close();
  });
});

type AlarmsAnswer = { readonly at: number; readonly alarms: readonly AlarmView[] };
/** As if it had come then: the hall's clock cannot be set forward so far without everybody falling silent. */
const halfAnHourOlder = (alarm: AlarmView): AlarmView => {
  const { restore, raisedAt } = alarm;
  const before = (at: number): number => at - 31 * 60_000;
  return {
    ...alarm,
    raisedAt: raisedAt === null ? null : before(raisedAt),
    restore: restore && {
      ...restore,
      by: before(restore.by),
      runs: restore.runs.map(([from, to]) => [before(from), before(to)]),
    },
  };
};

const alarmsOf = async (kiosk: string): Promise<unknown[]> => {
  const { body } = await hall.desk.get(`/api/alarms?kiosk=${kiosk}`);
  return (body as { alarms: unknown[] }).alarms;
};

describe('a command', () => {
  test('asks for a reason, and is shown as sent, accepted and done', async () => {
    const { page, context } = await signedIn();
    await page.goto(`${hall.url}/#/machines/TL-005`);
    await page.getByRole('button', { name: '重新上报' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('looks old');
    await dialog.getByRole('button', { name: '重新上报' }).click();
    await dialog.waitFor({ state: 'detached' });
    const list = page.getByRole('region', { name: '远程操作' }).getByRole('listitem');
    await list.getByText('looks old').waitFor();
    const { body } = await hall.desk.get('/api/commands?kiosk=TL-005');
    const [command] = (body as { commands: { id: string }[] }).commands;
    const said = { cmd: command?.id ?? '', code: null, checks: [] };
    await hall.kiosk('TL-005').say({ ty: 'res', d: { ...said, is: 'accepted' } });
    await list.getByText('机器已收到').waitFor();
    await hall.kiosk('TL-005').say({ ty: 'res', d: { ...said, is: 'done' } });
    await list.getByText('已完成').waitFor();
    await context.close();
  });

  test('to pull the log, pressed while a citizen is served, shows its lines under it once it is done, and as a file', async () => {
    const { page, complaints, context } = await signedIn();
    const kiosk = hall.kiosk('TL-006');
    await kiosk.say({
      ty: 'hb',
      d: { ui: 1, sess: 'busy', svc: '1'.repeat(220), down: [], release, outbox: 0 },
    });
    await page.goto(`${hall.url}/#/machines/TL-006`);
    await page.getByText('有市民正在办理，重启和暂停要等他办完。').waitFor();
    await page.getByRole('button', { name: '取日志' }).click();
    const dialog = page.getByRole('dialog', { name: 'TL-006 取日志' });
    await dialog.getByLabel('时间').selectOption({ label: '最近一小时' });
    await dialog.getByLabel('原因').fill('calls fail');
    await dialog.getByRole('button', { name: '取日志' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('listitem').filter({ hasText: 'calls fail' }).waitFor();
    const { body } = await hall.desk.get('/api/commands?kiosk=TL-006');
    const { commands } = body as CommandsAnswer;
    expect(commands).toMatchObject([{ action: { do: 'pull-log' }, by: 'zhou', reason: 'calls fail' }]);
    const cmd = commands[0]?.id ?? '';
    await kiosk.say({ ty: 'res', d: { cmd, is: 'accepted', code: null, checks: [] } });
    await kiosk.say({ ty: 'log', d: { ...upExamples.log.d, cmd } });
    await kiosk.say({ ty: 'res', d: { cmd, is: 'done', code: null, checks: [] } });
    await page.getByRole('button', { name: '看日志' }).click();
    const row = page.getByRole('row', { name: /数据交换.*错误.*调用失败.*ECONNREFUSED 12 ms/ });
    await row.waitFor();
    expect(await violationsOn(page)).toEqual([]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('TL-006-log.csv');
    await beat(kiosk);
    await page.getByText('有市民正在办理').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('out of service is wanted until the machine says that it goes by it', async () => {
    const { page, context } = await signedIn();
    await page.goto(`${hall.url}/#/machines/TL-006`);
    await page.getByRole('button', { name: '暂停服务' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('cleaning');
    await dialog.getByRole('button', { name: '暂停服务' }).click();
    await page.getByText('机器还没有照办').waitFor();
    const { body } = await hall.desk.get('/api/machines/TL-006/desired');
    expect(body).toMatchObject({ inService: false, last: { by: 'zhou', reason: 'cleaning' } });
    await page.getByRole('button', { name: '恢复服务' }).waitFor();
    await context.close();
  });

  test('is not offered to an account that may look only', async () => {
    const { password, code } = await accountOf(hall, 'chen', 'viewer');
    const answer = await fetch(`${hall.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'chen', password, totp: await code() }),
    });
    const [name = '', value = ''] = (answer.headers.get('set-cookie')?.split(';')[0] ?? '').split('=');
    const { page, context } = await nobodysWindow();
    await context.addCookies([{ name, value, url: hall.url }]);
    await page.goto(`${hall.url}/#/machines/TL-005`);
    await page.getByText('您的账号只能看。').waitFor();
    expect(await page.getByRole('button', { name: '重启程序' }).count()).toBe(0);
    await context.close();
  });
});

describe('what is old or wrong', () => {
  test('a machine that cannot be reached is not called out of service, and says how old its word is', async () => {
    const { page, context } = await signedIn();
    await everybodyBeats(ALL);
    await page.getByRole('link', { name: 'TL-018 正常' }).waitFor();
    hall.kiosk('TL-018').kill();
    await page.getByRole('link', { name: /^TL-018 未回音 / }).waitFor();
    hall.skip(101_000);
    await everybodyBeats(ALL.filter((id) => id !== 'TL-018'));
    await page.getByRole('link', { name: /^TL-018 失联 1分\d*/ }).click();
    await page.getByText('联系不上，不等于停用').waitFor();
    const devices = page.getByRole('region', { name: '部件' });
    expect(await devices.locator('.tone-ok').count()).toBe(0);
    await context.close();
  });

  test('a malformed message is shown with its machine and the reason, never with what it said', async () => {
    const { page, context } = await signedIn();
    await hall.kiosk('TL-007').raw('once/1/zj-hz/TL-007/hb', '{"v":1,"secret":"李娜"}');
    await page.goto(`${hall.url}/#/machines/TL-007`);
    await page.getByRole('region', { name: '收到的异常' }).getByText('格式不对的消息').waitFor();
    expect(await page.getByText('李娜').count()).toBe(0);
    await context.close();
  });

  test('small counts are merged, and a funnel says where people leave', async () => {
    const item = 'tax.special-deduction-declare';
    const none: [number, number, number, number, number] = [0, 0, 0, 0, 0];
    const row = { item, version: 1, seconds: 600, ratings: none };
    await hall.kiosk('TL-001').say({
      ty: 'use',
      d: {
        ...upExamples.use.d,
        from: hall.now().toISOString(),
        to: hall.now().toISOString(),
        visits: 95,
        withoutItem: 0,
        items: [
          { ...row, outcome: 'done', step: null, n: 60, ratings: [0, 0, 0, 5, 40] },
          { ...row, outcome: 'left', step: 'item', n: 6 },
          { ...row, outcome: 'left', step: 'signature', n: 12 },
          { ...row, outcome: 'left', step: 'confirm', n: 3 },
          { ...row, outcome: 'refused', step: null, n: 9 },
          { ...row, outcome: 'failed', step: null, n: 5 },
        ],
      },
    });
    const { page, context } = await signedIn();
    await page.getByRole('link', { name: '事项统计' }).click();
    await page.getByRole('heading', { name: '个人所得税专项附加扣除信息报送' }).waitFor();
    await page.getByRole('row', { name: /申报人签名 74 12/ }).waitFor();
    await page.getByText('最该改的一步：申报人签名').waitFor();
    await page.getByRole('button', { name: '表', exact: true }).click();
    await page.getByRole('row', { name: /中途离开 申报人签名 12/ }).waitFor();
    expect(await page.getByText('confirm').count()).toBe(0);
    await context.close();
  });
});

/** Silence of a test's own making is nobody's fault. */
const everybodyBeats = (ids: readonly string[]) => Promise.all(ids.map((id) => beat(hall.kiosk(id))));
const ALL = Array.from({ length: 18 }, (_, index) => `TL-${String(index + 1).padStart(3, '0')}`);
const PAGES = ['', '#/machines', '#/machines/TL-012', '#/alarms', '#/services'] as const;

describe('every page', () => {
  test('speaks English, all of it', async () => {
    const { page, context } = await signedIn();
    await page.getByRole('button', { name: 'Switch to English' }).click();
    for (const path of PAGES) {
      await goTo(page, hall, path);
      const chinese = await page.$$eval('h1, h2, h3, th, dt, .state, button, .empty, .tabs', (elements) =>
        elements
          .map(({ textContent }) => textContent ?? '')
          .filter((text) => /\p{Script=Han}/u.test(text) && text !== '中文'),
      );
      expect([path, ...chinese]).toEqual([path]);
    }
    await context.close();
  });

  test('is one policy: nothing but the hall itself is loaded or run', async () => {
    const answer = await fetch(`${hall.url}/`);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    const html = await answer.text();
    expect(html).not.toMatch(/<script(?![^>]*src=)|style=|http/);
    expect(await deskOf(hall.url, null).get('/api/fleet')).toMatchObject({ status: 401 });
  });
});
