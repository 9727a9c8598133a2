import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, type PreviewServer, preview } from 'vite';
import type { Intent } from '../../../host/contract/intent.ts';

const WITH_WINDOWS = '/usr/bin/chromium';
/** Where Debian keeps Chromium; the one without windows starts at half the price. */
export const CHROMIUM =
  ['/usr/bin/chromium-headless-shell', WITH_WINDOWS].find((path) => existsSync(path)) ?? WITH_WINDOWS;
export const hasChromium = (): boolean => existsSync(CHROMIUM);

export type Orientation = 'portrait' | 'landscape';
export type View = {
  readonly frame: string;
  readonly orientation: Orientation;
  readonly language: string;
  readonly pxPerMm: number;
  /** `elder`: the large type of the tokens. */
  readonly size?: 'standard' | 'elder';
};

const SIZES = { portrait: { width: 1080, height: 1920 }, landscape: { width: 1920, height: 1080 } } as const;

export type Gallery = AsyncDisposable & {
  /** Opens one frame; the page is reused, so a picture has to be taken before the next. */
  show(view: View): Promise<Page>;
  /** Intents the shown frame would have sent, since it was shown. */
  sent(): readonly Intent[];
  /** Console errors and exceptions since the gallery was opened. */
  readonly errors: readonly string[];
};

/** As strict as the host serves screens: what breaks it is a console error, and so a failed test. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** Builds the gallery into a directory of its own and serves it; nothing is shared with other servers. */
async function serve(): Promise<AsyncDisposable & { readonly address: string }> {
  const outDir = await mkdtemp(join(tmpdir(), 'once-gallery-'));
  const common = {
    configFile: resolve(import.meta.dirname, '..', '..', 'vite.config.ts'),
    mode: 'citizen',
    logLevel: 'error',
  } as const;
  await build({
    ...common,
    build: {
      outDir,
      sourcemap: false,
      rolldownOptions: { input: resolve(import.meta.dirname, 'index.html') },
    },
  });
  const server: PreviewServer = await preview({
    ...common,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1', headers: { 'content-security-policy': POLICY } },
  });
  const at = server.httpServer.address();
  const port = typeof at === 'object' && at !== null ? at.port : 0;
  return {
    address: `http://127.0.0.1:${port}/gallery/index.html`,
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

/** The gallery in a headless Chromium of its own, built and served as the product is. */
export async function openGallery(): Promise<Gallery> {
  const server = await serve();
  const { address } = server;
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox'],
    headless: true,
  });
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  const errors: string[] = [];
  let sent: Intent[] = [];
  let shown = 0;
  await page.exposeFunction('tellIntent', (intent: Intent) => sent.push(intent));
  await page.addInitScript(() => {
    window.addEventListener('intent', (event) =>
      Reflect.get(window, 'tellIntent')((event as CustomEvent).detail),
    );
  });
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));

  return {
    errors,
    sent: () => sent,
    async show({ frame, orientation, language, pxPerMm, size = 'standard' }) {
      sent = [];
      await page.setViewportSize(SIZES[orientation]);
      shown += 1;
      /* Numbered, so that the same frame shown twice is drawn afresh. */
      const query = new URLSearchParams({
        frame,
        orientation,
        language,
        pxPerMm: String(pxPerMm),
        size,
        shown: String(shown),
      });
      if (!page.url().startsWith(address)) await page.goto(address);
      await page.evaluate((hash) => {
        location.hash = hash;
      }, String(query));
      await page.waitForSelector(`[data-shown="${query}"] [data-screen]`);
      await page.evaluate(() => document.fonts.ready);
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server[Symbol.asyncDispose]();
    },
  };
}
