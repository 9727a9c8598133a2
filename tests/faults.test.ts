import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizenAt, PRINTER, READER, STANDBY } from './world/citizen.ts';
import { startHost } from './world/kiosk.ts';
import { type Sandbox, startSandbox } from './world/sandbox.ts';
import { launchBrowser, openScreen, type ScreenWindow } from './world/screen.ts';

let directory: string;
let sandbox: Sandbox;
let host: Awaited<ReturnType<typeof startHost>>;
let browser: Browser;
let screen: ScreenWindow;
let citizen: ReturnType<typeof citizenAt>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'once-faults-'));
  mkdirSync(join(directory, 'kiosk'));
  sandbox = await startSandbox(join(directory, 'sandbox'));
  host = await startHost(sandbox, {
    directory: join(directory, 'kiosk'),
    deadlines: { queryMs: 1_500, submitMs: 1_500 },
  });
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

/** The screen says this in Chinese and, one touch later, in English. */
async function toldInBothLanguages(chinese: RegExp, english: RegExp): Promise<void> {
  await screen.heading(chinese);
  await screen.press('English');
  await screen.heading(english);
  await screen.press('中文');
  await screen.heading(chinese);
}

describe('a card', () => {
  it.each(['cardMoved', 'readFails', 'garbled', 'truncated'] as const)(
    '%s in mid-read is asked for again, and then read',
    async (preset) => {
      await screen.heading(STANDBY);
      await sandbox.put(`${READER}/fault`, { preset });
      await citizen.layCard('li-na');
      await toldInBothLanguages(/卡片移开得早了一点|没有读清|没读/, /card/i);
      await sandbox.put(`${READER}/fault`, { preset: 'none' });
      await citizen.liftCard();
      await citizen.layCard('li-na');
      await screen.heading(/李＊/);
      await citizen.giveUp();
    },
  );

  it('with one wrong checksum on the way is read all the same', async () => {
    await screen.heading(STANDBY);
    await sandbox.put(`${READER}/fault`, { preset: 'badChecksum', times: 1 });
    await citizen.layCard('li-na');
    await screen.heading(/李＊/);
    await citizen.giveUp();
  });

  it.each(['unknownCardType', 'notVerified'] as const)(
    '%s is refused with what to bring instead',
    async (preset) => {
      await screen.heading(STANDBY);
      await sandbox.put(`${READER}/fault`, { preset });
      await citizen.layCard('li-na');
      await screen.page.getByText('换一张身份证').first().waitFor();
      await sandbox.put(`${READER}/fault`, { preset: 'none' });
      await citizen.liftCard();
      await screen.press('退出');
      await screen.heading(STANDBY);
    },
  );
});

describe('a reader', () => {
  it('that says nothing is told as out of service, and comes back by itself', async () => {
    await screen.heading(STANDBY);
    await sandbox.put(`${READER}/fault`, { preset: 'silent' });
    await screen.heading('本机读卡器正在恢复');
    await sandbox.put(`${READER}/fault`, { preset: 'none' });
    await screen.heading(STANDBY);
  });

  it('pulled out and put back is used again without a restart', async () => {
    await sandbox.put(`${READER}/unplug`);
    await screen.heading('本机读卡器正在恢复');
    await sandbox.put(`${READER}/plug`);
    await screen.heading(STANDBY);
    await citizen.layCard('li-na');
    await screen.heading(/李＊/);
    await citizen.giveUp();
  });

  it('pulled out in mid-visit does not end the visit', async () => {
    await citizen.arrive('li-na', /驾照记分查询/);
    await screen.heading('您的驾驶证');
    await sandbox.put(`${READER}/unplug`);
    await screen.press('继续');
    await screen.heading('已办好');
    await sandbox.put(`${READER}/plug`);
    await citizen.liftCard();
    await citizen.leave();
  });
});

describe('the exchange', () => {
  it.each([
    ['down', 'police/data'],
    ['garbage', 'police/data'],
    ['wrongShape', 'police/data'],
    ['cut', 'police/data'],
    ['timeoutBeforeEffect', 'police/data'],
  ] as const)(
    '%s while reading is told with what to do next, and a second try works',
    async (preset, service) => {
      await sandbox.put('/exchange/fault', { preset, ...(preset === 'down' ? {} : { service }) });
      await citizen.arrive('li-na', /驾照记分查询/);
      await screen.page.getByRole('button', { name: '再试一次' }).waitFor();
      expect(await screen.text()).toMatch(/没有提交|没有办理|还没/);
      await sandbox.put('/exchange/fault', { preset: 'none' });
      await screen.press('再试一次');
      await screen.heading('您的驾驶证');
      await citizen.giveUp();
    },
  );

  it.each([
    ['maintenance', 'camel'],
    ['accessDenied', 'snake'],
  ] as const)('%s, in either spelling, is told as closed, and where else to go', async (preset, style) => {
    await sandbox.put('/exchange/spelling', { style });
    await sandbox.put('/exchange/fault', { preset, service: 'police/data' });
    await citizen.arrive('li-na', /驾照记分查询/);
    await screen.page.getByText('代码 exchange.closed').waitFor();
    expect(await screen.text()).toMatch(/窗口|12345/);
    await sandbox.put('/exchange/fault', { preset: 'none' });
    await citizen.giveUp();
  });

  it('that is slow is waited for', async () => {
    await sandbox.put('/exchange/latency', { ms: 900 });
    await citizen.arrive('li-na', /驾照记分查询/);
    await screen.heading('正在取您的数据');
    await screen.heading('您的驾驶证');
    await sandbox.put('/exchange/latency', { ms: 0 });
    await citizen.giveUp();
  });

  it('that does its work and loses the answer has the case once, and the citizen is told it is accepted', async () => {
    const before = (await citizen.ledger()).cases.length;
    await citizen.arrive('li-na', /房产窗口预约/);
    await citizen.fillInBooking();
    await sandbox.put('/exchange/fault', {
      preset: 'timeoutAfterEffect',
      service: 'property/cases/submit',
      times: 1,
    });
    await screen.press('确认预约');
    await citizen.takeCardAndPaper('已预约');
    expect((await citizen.ledger()).cases).toHaveLength(before + 1);
    await citizen.leave();
  });

  it('that goes away at the moment of submitting loses nothing: a slip now, the case once the line is back', async () => {
    const before = (await citizen.ledger()).cases.length;
    await citizen.arrive('zhou-ming', /房产窗口预约/);
    await citizen.fillInBooking();
    await sandbox.put('/exchange/fault', { preset: 'timeoutBeforeEffect' });
    await screen.press('确认预约');
    const slip = await citizen.takeCardAndPaper('已保存，正在送达');
    expect(slip.text).toContain('已保存');
    expect((await citizen.ledger()).cases).toHaveLength(before);
    await citizen.leave();
    await sandbox.put('/exchange/fault', { preset: 'none' });
    await expect
      .poll(async () => (await citizen.ledger()).cases.length, { timeout: 90_000, interval: 500 })
      .toBe(before + 1);
  });
});

describe('the printer', () => {
  it('without paper makes the machine say so before anybody begins, and name the next machine', async () => {
    await sandbox.put(`${PRINTER}/paper`, { level: 'out' });
    await screen.heading(STANDBY);
    await citizen.layCard('li-na');
    await screen.page
      .getByText(/打印机缺纸.*TL-013/)
      .first()
      .waitFor();
    await sandbox.put(`${PRINTER}/paper`, { level: 'full' });
    await screen.page.getByText('约1分钟').first().waitFor();
    await citizen.giveUp();
  });

  it('that runs out in the middle of a receipt is told; the application stands', async () => {
    const before = (await citizen.ledger()).cases.length;
    await citizen.arrive('li-na', /房产窗口预约/);
    await citizen.fillInBooking();
    await sandbox.put(`${PRINTER}/fault`, { preset: 'paperOutMidway' });
    await screen.press('确认预约');
    await screen.heading('请先取走卡片');
    await citizen.liftCard();
    await screen.heading('回执没有印出来');
    expect(await screen.text()).toContain('没有回执也有效');
    expect((await citizen.ledger()).cases).toHaveLength(before + 1);
    await screen.press('继续');
    await sandbox.put(`${PRINTER}/paper`, { level: 'full' });
    await citizen.leave();
  });
});
