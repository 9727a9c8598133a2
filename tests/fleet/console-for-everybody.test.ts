import type { Browser, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { sampled } from '../runner/sampled.ts';
import type { ConsoleHall } from './console-hall.ts';
import {
  type ConsoleWindow,
  goTo,
  openConsole,
  overflowOf,
  signedInWindow,
  violationsOn,
} from './console-window.ts';

/* Whoever cannot point, cannot tell colours apart, or reads at twice the size works with the same pages. */
const PAGES = ['#/', '#/machines', '#/machines/TL-012', '#/alarms', '#/services'] as const;
/** Looked at by axe-core in `console-pages.test.ts`. */
const MORE_PAGES = ['#/?view=map', '#/supplies', '#/stops', '#/audit', '#/accounts'] as const;
const WALKED = ['#/', '#/machines/TL-012', '#/?view=map', '#/accounts'] as const;
/** More than any page has places to stop at. */
const MOST_STOPS = 120;

let hall: ConsoleHall;
let browser: Browser;

openConsole((opened) => {
  ({ hall, browser } = opened);
});

async function onEach(
  window: ConsoleWindow,
  pages: readonly string[],
  look: (path: string) => Promise<void>,
): Promise<void> {
  for (const path of pages) {
    await goTo(window.page, hall, path);
    await look(path);
  }
  expect(window.complaints).toEqual([]);
  await window.context.close();
}

test.each([
  ['a desk', { width: 1440, height: 900 }, 'light'],
  ['a phone', { width: 390, height: 844 }, 'dark'],
] as const)('no page has an accessibility violation, or is wider than %s', async (_, size, scheme) => {
  const window = await signedInWindow(browser, hall, size);
  await onEach(window, PAGES, async (path) => {
    for (const colorScheme of sampled(['light', 'dark'] as const, [scheme])) {
      await window.page.emulateMedia({ colorScheme });
      expect([path, colorScheme, ...(await violationsOn(window.page))]).toEqual([path, colorScheme]);
    }
    expect([path, await overflowOf(window.page)]).toEqual([path, 0]);
  });
});

test('at twice the size on the smallest desk nothing has to be scrolled sideways', async () => {
  const window = await signedInWindow(browser, hall, { width: 683, height: 384 });
  await onEach(window, [...PAGES, ...MORE_PAGES], async (path) =>
    expect([path, await overflowOf(window.page)]).toEqual([path, 0]),
  );
});

describe('from the keyboard alone', () => {
  test('Tab stops at everything that can be pressed, seen where it is, and goes on', async () => {
    const window = await signedInWindow(browser, hall);
    await onEach(window, sampled([...PAGES, ...MORE_PAGES], WALKED), async (path) => {
      const { missed, unseen, isTrapped } = await walk(window.page);
      expect([path, missed, unseen, isTrapped]).toEqual([path, [], [], false]);
    });
  });

  test('Enter opens a question, Escape takes it back, and one is where one was', async () => {
    const { page, context } = await signedInWindow(browser, hall);
    await page.goto(`${hall.url}/#/machines/TL-005`);
    const asks = page.getByRole('button', { name: '重新上报' });
    await asks.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await asks.evaluate((button) => button === document.activeElement)).toBe(true);
    await context.close();
  });
});

/** Presses Tab until every place of the page had its turn. */
async function walk(page: Page): Promise<{
  readonly missed: readonly string[];
  readonly unseen: readonly string[];
  readonly isTrapped: boolean;
}> {
  await page.evaluate(() => {
    const stops = new Set<Element>();
    const unseen = new Set<Element>();
    Object.assign(window, { walked: { stops, unseen } });
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element)) return;
      stops.add(target);
      // The search draws it around the glass and the text together.
      const drawn = [target, target.closest('.search')].some((each) => {
        if (each === null) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(each);
        return outlineStyle !== 'none' && outlineWidth !== '0px';
      });
      if (!drawn) unseen.add(target);
    });
  });
  // It begins at the heading: on to the end of the page, and then all of it once.
  let ends = 0;
  for (let press = 0; press < 2 * MOST_STOPS && ends < 2; press += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement === document.body)) ends += 1;
  }
  const { missed, unseen } = await page.evaluate(() => {
    // Put there above.
    const { walked } = globalThis as unknown as { walked: { stops: Set<Element>; unseen: Set<Element> } };
    const named = (element: Element) => element.outerHTML.slice(0, 120);
    const pressable = document.querySelectorAll(
      'a[href], button:not(:disabled), input, select, textarea, [tabindex="0"]',
    );
    return {
      missed: [...pressable].filter((each) => each.checkVisibility() && !walked.stops.has(each)).map(named),
      unseen: [...walked.unseen].map(named),
    };
  });
  return { missed, unseen, isTrapped: ends < 2 };
}
