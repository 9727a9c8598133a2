import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampled } from '../../tests/runner/sampled.ts';
import { CHROMIUM, type Gallery, hasChromium, openGallery } from './gallery/browser.ts';
import { GALLERY } from './gallery/frames.ts';
import { faultsOf } from './gallery/measure.ts';

if (!hasChromium()) process.stderr.write(`gallery: skipped, there is no ${CHROMIUM} to measure screens in\n`);

/** Panels the screens are promised for: the reference, and a large one; a smaller one has no room for these millimetres. */
const [REFERENCE, LARGE] = [
  { panel: '23.8 in', pxPerMm: 3.64 },
  { panel: '32 in', pxPerMm: 2.71 },
];
const PORTRAIT_CHINESE = { ...REFERENCE, orientation: 'portrait', language: 'zh-CN' } as const;
const LANDSCAPE_ENGLISH = { ...REFERENCE, orientation: 'landscape', language: 'en' } as const;
const LARGE_ENGLISH = { ...LARGE, orientation: 'portrait', language: 'en' } as const;
const VIEWS = [
  PORTRAIT_CHINESE,
  { ...PORTRAIT_CHINESE, orientation: 'landscape' },
  LANDSCAPE_ENGLISH,
  { ...LANDSCAPE_ENGLISH, orientation: 'portrait' },
  LARGE_ENGLISH,
  { ...LARGE_ENGLISH, orientation: 'landscape' },
] as const;

/* VVSG as measured for ballots: 12.7 mm targets, 2.54 mm apart; ADA 707.7.2: capitals of 4.8 mm. */
const LIMITS = { targetMm: 12.7, gapMm: 2.54, capitalMm: 4.8 };

describe.skipIf(!hasChromium())('every citizen screen', () => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await openGallery();
  }, 60_000);
  afterAll(async () => {
    await gallery[Symbol.asyncDispose]();
  });

  it.each(sampled(VIEWS, [PORTRAIT_CHINESE, LANDSCAPE_ENGLISH, LARGE_ENGLISH]))(
    'fits, is legible and can be pressed: $panel, $orientation, $language',
    async ({ orientation, language, pxPerMm }) => {
      const faults: string[] = [];
      for (const { name } of GALLERY) {
        const page = await gallery.show({ frame: name, orientation, language, pxPerMm });
        const found = await page.evaluate(faultsOf, { ...LIMITS, pxPerMm });
        faults.push(...found.map((fault) => `${name}: ${fault}`));
      }
      expect(faults).toEqual([]);
    },
    120_000,
  );

  it('keeps the fixed buttons on the same pixels', async () => {
    const places = new Map<string, Set<string>>();
    for (const { name } of GALLERY) {
      const page = await gallery.show({
        frame: name,
        orientation: 'portrait',
        language: 'zh-CN',
        pxPerMm: 3.64,
      });
      const found = await page.$$eval('[data-dock]', (buttons) =>
        buttons.map((button) => {
          const { x, y, width, height } = button.getBoundingClientRect();
          return [
            button.getAttribute('data-dock') ?? '',
            [x, y, width, height].map(Math.round).join(),
          ] as const;
        }),
      );
      for (const [button, place] of found)
        places.set(button, new Set([...(places.get(button) ?? []), place]));
    }
    expect([...places].map(([button, at]) => [button, at.size])).toEqual([
      ['help', 1],
      ['back', 1],
      ['home', 1],
      ['language', 1],
      ['exit', 1],
    ]);
  }, 60_000);

  it('logs no error and throws nothing', () => {
    expect(gallery.errors).toEqual([]);
  });
});
