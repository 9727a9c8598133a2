import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { openDesk } from '../fleet/hall-desk.ts';
import { launchBrowser } from '../world/screen.ts';
import { filtered, firstPage, interactions } from './console/page-times.ts';
import { PLAIN_PAGE } from './console/plain-page.ts';
import { startFleet } from './fleet/fleet-process.ts';
import { embedded, PASSWORD, REALM } from './fleet/forms.ts';
import { median, type Report, rounded, spread } from './report.ts';

const SCREENS = 'dist/renderer/console/index.html';
const MACHINES = 1000;
/** A first page: no screen has room for more at once. */
const SHOWN = 200;
/** Each breaks anew every five seconds: 500 events in ten. */
const BREAKING = 250;
const ROUNDS = 10;
const STORM_MS = 10_000;
/** Between two touches of a hand in haste. */
const TOUCH_MS = 150;
const PROMISED = { firstPageMs: 1000, filterMs: 200, stormInpMs: 200 } as const;

type Times = { readonly first: readonly number[]; readonly filter: readonly number[] };

/**
 * The console before a thousand machines, in Chromium at a hall of its own; in the same run a plain page with the same
 * machines, so that a slow machine is told from a slow console.
 */
export async function consoleAtScale(): Promise<Report> {
  if (!existsSync(SCREENS)) throw new Error('the console is not built: npm run setup builds it');
  await using cleanUp = new AsyncDisposableStack();
  const kiosks = Array.from({ length: MACHINES }, (_, index) => `TL-${String(index + 1).padStart(5, '0')}`);
  const hall = await embedded.startHall(kiosks);
  cleanUp.defer(hall.stop);
  const desk = await openDesk(hall.url, 'zhou', hall.adminCode, () => new Date());
  const crowd = { port: hall.mqttPort, realm: REALM, password: PASSWORD };
  const calm = await startFleet({ ...crowd, kiosks: kiosks.slice(BREAKING), probes: [] });
  cleanUp.defer(calm.stop);
  const browser = await launchBrowser();
  cleanUp.defer(() => browser.close());
  const window = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  const [name = '', value = ''] = (desk.cookie ?? '').split('=');
  await window.addCookies([{ name, value, url: hall.url }]);
  await window.route(`${hall.url}/plain`, (route) =>
    route.fulfill({ contentType: 'text/html', body: PLAIN_PAGE }),
  );
  const page = await window.newPage();
  const addresses = { console: `${hall.url}/`, plain: `${hall.url}/plain` };

  const ours = await quietTimes(page, addresses.console);
  const plain = await quietTimes(page, addresses.plain);
  const breaking = kiosks.slice(0, BREAKING);
  const storm = await startFleet({ ...crowd, kiosks: breaking, probes: breaking });
  cleanUp.defer(storm.stop);
  const stormInpMs = await underStorm(page, addresses.console);
  const plainInpMs = await underStorm(page, addresses.plain);

  const figures = {
    firstPageMs: rounded(median(ours.first), 0),
    firstPageRatio: rounded(median(ours.first) / median(plain.first), 2),
    filterMs: rounded(median(ours.filter), 0),
    filterRatio: rounded(median(ours.filter) / median(plain.filter), 2),
    stormInpMs: rounded(stormInpMs, 0),
    stormInpRatio: rounded(stormInpMs / plainInpMs, 2),
  };
  return {
    lines: [
      `first page of a fleet of ${MACHINES}: ${spread(ours.first)} ms; plain page ${spread(plain.first)} ms`,
      `filtered to one: ${spread(ours.filter)} ms; plain page ${spread(plain.filter)} ms`,
      `500 events in ten seconds: interaction to next paint ${figures.stormInpMs} ms; plain page ${rounded(plainInpMs, 0)} ms`,
    ],
    figures,
    isKept:
      figures.firstPageMs <= PROMISED.firstPageMs &&
      figures.filterMs <= PROMISED.filterMs &&
      figures.stormInpMs <= PROMISED.stormInpMs,
  };
}

async function quietTimes(page: Page, address: string): Promise<Times> {
  const first: number[] = [];
  const filter: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    first.push(await firstPage(page, address, SHOWN));
    filter.push(await filtered(page, String(round + 1).padStart(5, '0'), 1));
  }
  return { first, filter };
}

/** Somebody looks for machines as fast as fingers go, while machine after machine breaks. */
async function underStorm(page: Page, address: string): Promise<number> {
  await firstPage(page, address, SHOWN);
  const { inpMs } = await interactions(page);
  const search = page.getByRole('searchbox');
  const states = page.locator('.legend button');
  const end = Date.now() + STORM_MS;
  for (let turn = 0; Date.now() < end; turn += 1) {
    await states.first().click();
    await states.first().click();
    await search.focus();
    await page.keyboard.type(String(turn % 10).repeat(3), { delay: TOUCH_MS });
    await page.keyboard.press('Escape');
  }
  return inpMs();
}
