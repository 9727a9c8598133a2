import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from '../world/screen.ts';
import { buildConsole, type ConsoleHall, startConsoleHall } from './console-hall.ts';
import type { Desk } from './hall-desk.ts';

/** Before the tests of a file: the console, a hall with its machines and a browser of this file's own; gone after them. */
export function openConsole(
  opened: (parts: { readonly hall: ConsoleHall; readonly browser: Browser }) => void,
): void {
  const toClose: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const built = await buildConsole();
    toClose.push(built.remove);
    const hall = await startConsoleHall(built.directory);
    toClose.push(hall.close);
    const browser = await launchBrowser();
    toClose.push(() => browser.close());
    opened({ hall, browser });
  }, 120_000);
  afterAll(async () => {
    for (const close of toClose.toReversed()) await close();
  });
}

export type WindowLook = {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
};

/** A browser window of its own, and what its page complained of. */
export type ConsoleWindow = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
};

/** A window of nobody yet, with nothing open. */
export async function openWindow(
  browser: Browser,
  { colorScheme = 'light', width = 1440, height = 900 }: WindowLook = {},
): Promise<ConsoleWindow> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Chromium logs each refused request itself: the door asks who is there and is told nobody.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, context, complaints };
}

/** A window on the console of somebody who is signed in already: the first admin, or whose desk it is. */
export async function signedInWindow(
  browser: Browser,
  hall: ConsoleHall,
  look: WindowLook = {},
  desk: Desk = hall.desk,
): Promise<ConsoleWindow> {
  const window = await openWindow(browser, look);
  const [name = '', value = ''] = (desk.cookie ?? '').split('=');
  await window.context.addCookies([{ name, value, url: hall.url }]);
  await window.page.goto(hall.url);
  await window.page.getByText('数据').first().waitFor();
  return window;
}

/** Opens a page of the console, until what it shows (`content`, CSS) is there. */
export async function goTo(
  page: Page,
  { url }: ConsoleHall,
  path: string,
  content = '.panel:visible, .map-label',
): Promise<void> {
  await page.goto(`${url}/${path}`);
  await page.locator(content).first().waitFor({ state: 'attached' });
}

/** What axe-core finds on the page as it stands; each with the element and why. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    // The checker puts itself into the page under this name.
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run: (
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
      };
    };
    const { violations } = await checker.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    );
  });
}

/** How much wider than the window the page is, in CSS pixels. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
