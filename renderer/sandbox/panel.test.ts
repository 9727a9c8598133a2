import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SandboxEvent } from '../../sandbox/control/contract.ts';
import { createEventStream } from '../../sandbox/control/event-stream.ts';
import { kioskPlugin } from '../../sandbox/control/kiosk-plugin.ts';
import { startControlServer } from '../../sandbox/control/server.ts';
import { type KioskDevices, startKioskDevices } from '../../sandbox/devices/kiosk-devices.ts';
import { STATIONS_WITHOUT_WIRES } from '../../sandbox/devices/testing/quiet-station.ts';
import { createRememberingDevices } from '../../sandbox/devices/testing/remembering-devices.ts';
import { exchangeControlPlugin } from '../../sandbox/exchange/control-plugin.ts';
import { createFaultBoard } from '../../sandbox/exchange/fault-board.ts';
import { openLedger } from '../../sandbox/exchange/ledger.ts';
import { createOfficeQueues } from '../../sandbox/exchange/services/office-queue.ts';
import { createPayment } from '../../sandbox/exchange/services/payment.ts';
import { citizenPlugin } from '../../sandbox/population/citizen-plugin.ts';
import { createPopulation, type Population } from '../../sandbox/population/population.ts';
import { CHROMIUM, hasChromium } from '../citizen/gallery/browser.ts';
import { aCase, anOrder, aQuery, aReceipt } from './invented-street.ts';

/** Where Debian keeps Chromium. */
if (!hasChromium()) process.stderr.write(`street panel: skipped, there is no ${CHROMIUM} to open it in\n`);

/** The strictest policy a page can live under that has a script, a style sheet and a server. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'";

/** A kiosk of the sandbox's own stations, whose devices only remember what they are told. */
async function toldKiosk(id: string, population: Population, publish: (event: SandboxEvent) => void) {
  const devices = createRememberingDevices();
  const kiosk = await startKioskDevices({
    kiosk: id,
    directory: `/tmp/street/${id}`,
    stations: STATIONS_WITHOUT_WIRES,
    pace: 'fast',
    population,
    startDevice: devices.startDevice,
    publish,
  });
  devices.report('receipt-printer', { kind: 'strip', strip: aReceipt() });
  return kiosk;
}

/** The control server as the sandbox builds it, over two told kiosks and an exchange without its wire. */
async function openStreet(panelDirectory: string, directory: string, port = 0) {
  const events = createEventStream();
  const population = createPopulation({ seed: 'panel', size: 300, today: '2026-11-24' });
  const told = ['TL-003', 'TL-004'].map(
    async (id) => [id, await toldKiosk(id, population, events.publish)] as const,
  );
  const kiosks = new Map(await Promise.all(told));
  const faults = createFaultBoard();
  const ledger = openLedger(directory);
  const onChange = (what: string) => events.publish({ kind: 'exchange', what });
  const payment = createPayment({
    ledger,
    clock: () => new Date('2026-11-24T02:05:00Z'),
    seed: 'panel',
    onChange,
  });
  const queues = createOfficeQueues({
    clock: () => new Date('2026-11-24T02:05:00Z'),
    seed: 'panel',
    area: '330122',
    flowsDirectory: resolve(import.meta.dirname, '../../flows'),
  });
  const server = await startControlServer({
    port,
    events,
    panelDirectory,
    plugins: [
      async (fastify) => {
        fastify.addHook('onSend', async (_, reply) => reply.header('content-security-policy', POLICY));
      },
      kioskPlugin(kiosks),
      citizenPlugin(population),
      exchangeControlPlugin({
        ...{ faults, onChange },
        ledger: () => ({ ...ledger.read(), licences: [], checks: [] }),
        pay: payment.pay,
        queues,
        state: () => ({
          url: 'https://127.0.0.1:4000',
          verifyPage: 'http://127.0.0.1:4001/v/',
          ...faults.state(),
        }),
        apply: async () => {},
      }),
    ],
  });
  const at = (id: string): KioskDevices => {
    const devices = kiosks.get(id);
    if (devices === undefined) throw new Error(`no kiosk ${id}`);
    return devices;
  };
  return {
    url: server.url,
    ledger,
    faults,
    queues,
    at,
    onChange,
    close: async () => {
      await server.close();
      ledger.close();
    },
  };
}

/** What of the page is wider than its place. */
const tooWide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main > *, .sheet, .sheet-head, .pair, .segments, .device-body, .top')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.className}: ${element.scrollWidth} in ${element.clientWidth}`),
  );

describe.skipIf(!hasChromium())('the street panel', () => {
  let directory: string;
  let browser: Browser;
  let street: Awaited<ReturnType<typeof openStreet>>;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'street-panel-'));
    await build({
      configFile: resolve(import.meta.dirname, '..', 'vite.config.ts'),
      mode: 'sandbox',
      logLevel: 'error',
      build: { outDir: join(directory, 'panel'), sourcemap: false },
    });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await rm(directory, { recursive: true });
  });

  beforeEach(async () => {
    street = await openStreet(join(directory, 'panel'), await mkdtemp(join(directory, 'exchange-')));
    errors = [];
    await page.goto(street.url);
    await page.getByRole('status').getByText('实时').waitFor();
  }, 60_000);
  afterEach(async () => {
    // Chromium logs each refused or failed request itself; everything else would be ours.
    expect(errors.filter((error) => !error.startsWith('Failed to load resource'))).toEqual([]);
    await page.goto('about:blank');
    await street.close();
  });

  const sheet = (name: string) => page.getByRole('region', { name });
  const standUp = () => sheet('谁站在机器前').getByRole('button', { name: '李娜' }).first().click();

  it('lays the card of who stands there, and lifts it again', async () => {
    await standUp();
    await page.getByRole('button', { name: '放上身份证' }).click();
    await page.getByText('卡在读卡器上').waitFor();
    expect(street.at('TL-003').state().reader.card).toBe('li-na');
    await page.getByRole('button', { name: '拿走身份证' }).click();
    await page.getByText('读卡器上没有卡').waitFor();
    expect(street.at('TL-003').state().reader.card).toBeNull();
  });

  it('sees who stands there when somebody else pressed the button', async () => {
    await fetch(`${street.url}/kiosks/TL-003/readers/id-card/card`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ citizen: 'wang-xiuyun' }),
    });
    await sheet('身份证读卡器').getByText('王秀云').waitFor();
    await sheet('谁站在机器前').getByText('33012219580205002X', { exact: true }).waitFor();
  });

  it('finds somebody by name', async () => {
    await page.getByRole('searchbox').fill('周明');
    await sheet('谁站在机器前').getByRole('button', { name: '李娜' }).waitFor({ state: 'detached' });
    await sheet('谁站在机器前').getByRole('button', { name: '周明' }).first().waitFor();
  });

  it('breaks the devices of the chosen kiosk and of no other', async () => {
    await page.getByRole('combobox', { name: '自助机' }).selectOption('TL-004');
    await sheet('身份证读卡器').getByRole('combobox', { name: '故障' }).selectOption('garbled');
    await sheet('身份证读卡器').getByText('有故障').waitFor();
    await sheet('凭条打印机').getByRole('radio', { name: '用完' }).click();
    await sheet('凭条打印机').getByRole('radio', { name: '打开' }).click();
    await expect
      .poll(() => street.at('TL-004').state())
      .toMatchObject({
        reader: { fault: 'garbled' },
        printer: { paper: 'out', coverOpen: true },
      });
    expect(street.at('TL-003').state()).toMatchObject({
      reader: { fault: 'none' },
      printer: { paper: 'full', coverOpen: false },
    });
  });

  it('folds a device away, and its row still says what is wrong with it', async () => {
    const printer = sheet('凭条打印机');
    const row = printer.getByRole('button', { name: /凭条打印机/ });
    await row.click();
    await printer.getByRole('radio', { name: '打开' }).waitFor({ state: 'detached' });
    const press = (button: string, body: object) =>
      fetch(`${street.url}/kiosks/TL-003/printers/receipt/${button}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await press('paper', { level: 'low' });
    await printer.getByText('纸 将尽').waitFor();
    await press('fault', { preset: 'cutter' });
    await printer.getByText('有故障').waitFor();
    await press('unplug', {});
    await printer.getByText('线已拔').waitFor();
    await row.click();
    await printer.getByRole('button', { name: '插回' }).waitFor();
  });

  it('says which package brings a device this machine lacks, and offers no buttons for it', async () => {
    const row = sheet('证照打印机').getByRole('button');
    expect(await row.textContent()).toContain('本机缺少 cups-ipp-utils');
    expect(await row.isDisabled()).toBe(true);
  });

  it.each(['中文', 'English'])('shows the buttons of every device at once, in %s', async (language) => {
    if (language === 'English') await page.getByRole('button', { name: '换成英文' }).click();
    await sheet(language === 'English' ? 'Who stands there' : '谁站在机器前')
      .getByRole('button', { name: '李娜' })
      .first()
      .click();
    const closed = page.locator('.device-head[aria-expanded=false]:enabled');
    const rows = await page.locator('.device-head:enabled').count();
    for (let left = await closed.count(); left > 0; left -= 1) await closed.first().click();
    expect(await page.locator('.device-body:not([hidden])').count()).toBe(rows);
    expect(await tooWide(page)).toEqual([]);
  });

  it('pulls a cable and plugs it in as another port', async () => {
    const reader = sheet('身份证读卡器');
    await reader.getByRole('button', { name: '拔线' }).click();
    await reader.getByText('线已拔').waitFor();
    await reader.getByRole('textbox').fill('/tmp/street/other');
    await reader.getByRole('button', { name: '插回' }).click();
    await reader.getByText('已连接').waitFor();
    expect(street.at('TL-003').state().reader).toMatchObject({ plugged: true, path: '/tmp/street/other' });
  });

  it('says beside the button what the sandbox refused', async () => {
    const reader = sheet('身份证读卡器');
    await reader.getByRole('button', { name: '拔线' }).click();
    await reader.getByRole('textbox').fill('no-path');
    await reader.getByRole('button', { name: '插回' }).click();
    expect(await reader.getByRole('alert').textContent()).toMatch(/start with "\/"/);
  });

  it('draws the paper that came out, and takes it away', async () => {
    const papers = sheet('打印出来的纸');
    await papers.getByRole('img', { name: /办件号 330122000011/ }).waitFor();
    await papers.getByRole('button', { name: '取走' }).click();
    await papers.getByText('已取走').waitFor();
    const receipts = await fetch(`${street.url}/kiosks/TL-003/printers/receipt/receipts`);
    expect(await receipts.json()).toMatchObject([{ taken: true }]);
  });

  it('sets a fault for one service, counted, and clears it', async () => {
    const exchange = sheet('数据交换');
    await exchange.getByRole('combobox', { name: '服务' }).fill('police/data');
    await exchange.getByRole('combobox', { name: '故障' }).selectOption('timeoutAfterEffect');
    await exchange.getByRole('combobox', { name: '次数' }).selectOption('2');
    await exchange.getByRole('button', { name: '设置: 故障' }).click();
    await exchange.getByRole('listitem').waitFor();
    expect(street.faults.state().faults).toEqual([
      { service: 'police/data', preset: 'timeoutAfterEffect', times: 2 },
    ]);
    await exchange.getByRole('listitem').getByRole('button').click();
    await exchange.getByText('一切正常').waitFor();
    expect(street.faults.state().faults).toEqual([]);
  });

  it('slows every service and spells errors the other way', async () => {
    const exchange = sheet('数据交换');
    await exchange.getByRole('button', { name: '设置: 应答推迟' }).click();
    await exchange.getByRole('radio', { name: /下划线/ }).click();
    await expect
      .poll(() => street.faults.state())
      .toMatchObject({
        latencies: [{ service: null, ms: 3_000 }],
        spelling: 'snake',
      });
  });

  it('sets the queue of an office, silences its ticket machine, and gives it back to the day', async () => {
    const offices = sheet('窗口排队');
    const medins = () => street.queues.all().find(({ office }) => office === 'medins');
    const own = medins();
    await offices.getByRole('combobox', { name: '窗口' }).selectOption('medins');
    await offices.getByRole('spinbutton', { name: '前面人数' }).fill('33');
    await offices.getByRole('button', { name: '设置: 前面人数' }).click();
    await offices.getByText('33 人').waitFor();
    expect(medins()).toMatchObject({ state: 'open', waiting: 33 });
    await offices.getByRole('button', { name: '取号机失灵' }).click();
    await offices.getByText('不知道').waitFor();
    await offices.getByRole('button', { name: '照平常' }).click();
    await offices.getByText('不知道').waitFor({ state: 'detached' });
    expect(medins()).toEqual(own);
  });

  it('declines and then pays the order on the phone', async () => {
    street.ledger.addCase({ ...aCase({ caseNo: '330122000012' }), password: '', contentHash: '' });
    street.ledger.addOrder(anOrder());
    street.onChange('order');
    const phone = sheet('市民的手机');
    await phone.getByText('¥150.00').waitFor();
    await phone.getByRole('button', { name: /拒付/ }).click();
    await phone.getByText('拒付过 × 1').waitFor();
    await phone.getByRole('button', { name: /扫码付款/ }).click();
    await phone.getByText('没有待付款的订单').waitFor();
    expect(street.ledger.orderByNumber('P20261124000001')).toMatchObject({ state: 'paid', declined: 1 });
  });

  it('shows the ledger as it grows, and an entry whole when it is opened', async () => {
    const ledger = sheet('台账');
    await ledger.getByText('还没有').waitFor();
    street.ledger.addQuery(aQuery());
    street.onChange('query');
    await ledger.getByRole('radio', { name: '查询 1' }).click();
    await ledger.getByText('police/driver-licence').waitFor();
    await ledger.getByRole('button', { name: '10:03:04' }).click();
    await ledger.getByText('"requestId": "r-1"').waitFor();
  });

  it('speaks English, all of it', async () => {
    await page.getByRole('button', { name: '换成英文' }).click();
    await page.getByRole('region', { name: 'What came out' }).waitFor();
    const chinese = await page.$$eval('h1, h2, h3, .field-name, .state, button:not(.person)', (elements) =>
      elements
        .map((element) => element.textContent)
        .filter((text) => /\p{Script=Han}/u.test(text))
        .filter((text) => text !== '中文'),
    );
    expect(chinese).toEqual([]);
  });

  it('can be worked from the keyboard', async () => {
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('李娜');
    await sheet('谁站在机器前').getByRole('button', { name: '周明' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const lay = page.getByRole('button', { name: '放上身份证' });
    await lay.waitFor();
    await lay.press('Enter');
    await page.getByText('卡在读卡器上').waitFor();
  });

  it.each([
    [1440, 900],
    [1100, 800],
  ])('has everything within %i × %i', async (width, height) => {
    await page.setViewportSize({ width, height });
    await standUp();
    expect(await tooWide(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
  });

  it('says that the line is lost, and catches up when the sandbox is back', async () => {
    const port = Number(new URL(street.url).port);
    await street.close();
    await page.getByRole('status').getByText('已断开').waitFor();
    street = await openStreet(join(directory, 'panel'), await mkdtemp(join(directory, 'exchange-')), port);
    await fetch(`${street.url}/kiosks/TL-003/readers/id-card/unplug`, { method: 'PUT' });
    await page.getByRole('status').getByText('实时').waitFor();
    await sheet('身份证读卡器').getByText('线已拔').waitFor();
  });
});
