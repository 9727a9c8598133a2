import { existsSync } from 'node:fs';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

/** The one without windows starts at half the price. */
export const CHROMIUM = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path));

/** Longer than any single step of a visit takes on a busy machine. */
const STEP_MS = 30_000;

/** The size of the two panels the kiosk is built for. */
export const PANELS = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
} as const;

/** Pictures that move all the time cost an eighth of a visit’s processor time, and nobody here looks at them. */
export const touchPanel = (orientation: keyof typeof PANELS) =>
  ({
    viewport: PANELS[orientation],
    hasTouch: true,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  }) as const;

/** A real Chromium looking at a kiosk's screen, with a finger. */
export type ScreenWindow = {
  readonly page: Page;
  /** Touches this, as soon as it is there. */
  readonly touch: (target: Locator) => Promise<void>;
  /** Touches the button of this name, as soon as it is there. */
  readonly press: (name: string | RegExp) => Promise<void>;
  /** Touches an option of a question and goes on. */
  readonly choose: (option: string | RegExp) => Promise<void>;
  /** Waits until the page's heading says this. */
  readonly heading: (text: string | RegExp) => Promise<void>;
  readonly text: () => Promise<string>;
  /** What the page complained about; empty when all is well. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
};

/** @param cameraFilm the video of the sandbox's camera; without it this browser has none */
export async function launchBrowser(cameraFilm?: string): Promise<Browser> {
  if (!CHROMIUM) throw new Error('Chromium is needed: apt-get install chromium');
  return chromium.launch({
    executablePath: CHROMIUM,
    chromiumSandbox: false,
    args:
      cameraFilm === undefined
        ? []
        : [
            '--use-fake-device-for-media-stream',
            `--use-file-for-fake-video-capture=${cameraFilm}`,
            '--use-fake-ui-for-media-stream',
          ],
  });
}

export async function openScreen(
  browser: Browser,
  address: string,
  orientation: keyof typeof PANELS = 'portrait',
): Promise<ScreenWindow> {
  const page = await browser.newPage(touchPanel(orientation));
  const screen = screenOn(page, (target) => target.tap());
  await page.goto(address);
  return screen;
}

/** A page that shows a kiosk's screen, and how it is touched. */
export function screenOn(page: Page, touch: (target: Locator) => Promise<void>): ScreenWindow {
  page.setDefaultTimeout(STEP_MS);
  const complaints: string[] = [];
  const press = (name: string | RegExp) => touch(page.getByRole('button', { name }).first());
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return {
    page,
    touch,
    press,
    choose: async (option) => {
      await touch(page.getByRole('radio', { name: option }).locator('xpath=ancestor-or-self::label'));
      await press('继续');
    },
    heading: async (text) => {
      const wanted = page.getByRole('heading', { level: 1, name: text });
      await wanted.waitFor().catch(async (error: Error) => {
        const shown = await page.locator('h1').allInnerTexts();
        throw new Error(`${error.message}\nThe screen says: ${shown.join(' / ')}`, { cause: error });
      });
    },
    text: () => page.locator('body').innerText(),
    complaints,
    close: () => page.close(),
  };
}
