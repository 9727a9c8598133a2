import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import type { AlarmView, AuditSearchAnswer } from '../../hall/api/contract.ts';
import { systemClock } from '../../hall/clock.ts';
import { startHall } from '../../hall/hall.ts';
import { startConfigured, writeConfig } from '../world/kiosk.ts';
import { startSandbox } from '../world/sandbox.ts';
import { launchBrowser, openScreen } from '../world/screen.ts';
import { buildConsole, receiptPrinter } from './console-hall.ts';
import { openWindow, violationsOn } from './console-window.ts';
import { openDesk, textAt } from './hall-desk.ts';
import { connectMachines, writeDownMachines } from './simulated-machines.ts';

/* 499 machines over MQTT, and one that is real: its host, and the sandbox's printer whose paper is taken out. */
const REALM = 'zj-hz';
const KIOSK = 'TL-003';
const OTHERS = Array.from({ length: 499 }, (_, index) => `TL-${index + 101}`);
const text = { 'zh-CN': '桐庐县政务服务中心', en: 'Tonglu hall' };
const run = promisify(execFile);
vi.setConfig({ testTimeout: 300_000 });

test('the machine out of paper is found among five hundred, acknowledged, clear once there is a new roll; forty at once are one row', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const directory = mkdtempSync(join(tmpdir(), 'once-console-at-scale-'));
  cleanUp.defer(() => rmSync(directory, { recursive: true, force: true }));
  const [sandbox, built] = await Promise.all([startSandbox(join(directory, 'sandbox')), buildConsole()]);
  cleanUp.defer(sandbox.stop);
  cleanUp.defer(built.remove);
  await writeDownMachines(join(directory, 'hall', 'store'), OTHERS);
  // The hall's clock can be set forward; its timers run as ever.
  let skewMs = 0;
  const now = () => new Date(Date.now() + skewMs);
  const hall = await startHall({
    data: join(directory, 'hall'),
    realm: REALM,
    http: { host: '127.0.0.1', port: 0 },
    mqtt: { host: '127.0.0.1', port: 0 },
    tls: null,
    firstAdmin: 'zhou',
    clock: { ...systemClock(), now },
    log: () => undefined,
    everyMs: 200,
    console: built.directory,
  });
  cleanUp.defer(hall.close);
  const url = `http://127.0.0.1:${hall.httpPort}`;
  const desk = await openDesk(url, 'zhou', hall.firstAdmin?.code ?? '', now);
  const others = await connectMachines({ port: hall.mqttPort, realm: REALM }, OTHERS);
  cleanUp.defer(others.close);

  await desk.send('PUT', '/api/halls/tonglu-1', { name: text, opening: 'always', reason: 'set up' });
  const issued = await desk.send('POST', '/api/machines', {
    kiosk: KIOSK,
    hall: 'tonglu-1',
    place: text,
    reason: 'new machine',
  });
  const config = writeConfig(sandbox, { directory });
  await run(process.execPath, [
    ...['cli/once.ts', 'kiosk', 'enrol', '--config', config],
    ...['--hall', url, '--code', textAt(issued.body, 'code')],
  ]);
  const host = await startConfigured(directory);
  cleanUp.defer(host.stop);

  const browser = await launchBrowser(sandbox.ready.kiosks[0]?.cameraFilm);
  cleanUp.defer(() => browser.close());
  // A kiosk without a window on its screen serves nobody.
  await openScreen(browser, `${host.ready.url}/?token=${host.ready.token}`);
  const { page, context, complaints } = await openWindow(browser);
  page.setDefaultTimeout(90_000);
  const [name = '', value = ''] = (desk.cookie ?? '').split('=');
  await context.addCookies([{ name, value, url }]);
  await page.goto(url);
  await page.getByRole('heading', { name: '全部大厅，500台机器' }).waitFor();
  await page.getByRole('button', { name: '只看正常 500' }).waitFor();
  // Of five hundred only what is looked at is drawn.
  const machines = page.getByRole('link', { name: /^TL-\d+ (正常|停用)$/ });
  expect(await machines.count()).toBeLessThan(500);
  await page.getByRole('button', { name: /^再显示/ }).scrollIntoViewIfNeeded();
  await page.getByRole('link', { name: 'TL-599 正常' }).scrollIntoViewIfNeeded();
  expect(await violationsOn(page)).toEqual([]);

  const paper = (level: 'out' | 'full') => sandbox.put(`/kiosks/${KIOSK}/printers/receipt/paper`, { level });
  // Every item prints a slip, so a machine without paper offers none.
  await paper('out');
  await page.getByRole('button', { name: '只看停用 1' }).click();
  await page.getByRole('link', { name: 'TL-101 正常' }).waitFor({ state: 'detached' });
  expect(await machines.count()).toBe(1);
  await page.getByRole('link', { name: `${KIOSK} 停用` }).click();
  await page.getByRole('row', { name: /回执打印机 缺纸/ }).waitFor();
  await page.getByRole('link', { name: '回执纸用完' }).click();
  await page.getByRole('heading', { name: `${KIOSK} 回执纸用完` }).waitFor();
  await page.getByText('打开前盖').waitFor();
  await page.getByRole('button', { name: '确认知道' }).click();
  await page.getByRole('button', { name: '撤回确认', exact: true }).waitFor();
  const { body } = await desk.get(`/api/alarms?kiosk=${KIOSK}`);
  const { alarms } = body as { alarms: AlarmView[] };
  expect(alarms).toMatchObject([{ code: 'receipt-paper-out', state: 'active-acked', acked: { by: 'zhou' } }]);

  await paper('full');
  await page.getByText('正在消失').waitFor();
  // It has to stay so for half a minute.
  skewMs += 31_000;
  await page.getByRole('button', { name: '今日已结 1' }).waitFor();

  // A storm is one row, with every machine of it in there.
  await Promise.all(others.machines.slice(0, 40).map((machine) => machine.say(receiptPrinter('out'))));
  await page.getByRole('button', { name: /^S\d 40台机器 回执纸用完/ }).click();
  await page.getByRole('link', { name: /TL-101 回执纸用完/ }).waitFor();
  expect(await page.getByRole('link', { name: /^S\d TL-\d+ 回执纸用完/ }).count()).toBe(40);
  expect(await violationsOn(page)).toEqual([]);
  // It is acknowledged as a whole, after a question that says how many and what; and each is in the trail.
  await page.getByRole('button', { name: '全部确认 40' }).click();
  const dialog = page.getByRole('dialog', { name: '确认知道40台机器的“回执纸用完”？' });
  await dialog.getByRole('button', { name: '确认40条' }).click();
  await page.getByRole('status').getByText('40条已确认').waitFor();
  await page.getByRole('button', { name: /^S\d 40台机器 回执纸用完.*已确认 40/ }).waitFor();
  expect(await page.getByRole('button', { name: '全部确认' }).count()).toBe(0);
  await page.getByRole('button', { name: '全部指派 40' }).click();
  const assign = page.getByRole('dialog', { name: '指派40台机器的“回执纸用完”？' });
  await assign.getByLabel('派给谁').fill('wang');
  await assign.getByLabel('原因').fill('a van brings paper');
  await assign.getByRole('button', { name: '指派40条' }).click();
  await page.getByRole('status').getByText('40条已派给 w＊＊g').waitFor();
  const trail = await desk.get('/api/audit/search?what=alarm');
  const { entries } = trail.body as AuditSearchAnswer;
  const did = (action: string) => entries.filter((entry) => entry.action === action).length;
  expect([did('alarm.ack'), did('alarm.assign')]).toEqual([41, 40]);

  await page.getByRole('link', { name: '总览' }).click();
  await page.getByRole('searchbox').fill(KIOSK);
  await page.getByRole('link', { name: `${KIOSK} 正常` }).waitFor();
  expect(complaints).toEqual([]);
});
