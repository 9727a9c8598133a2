import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, hasChromium, openGallery } from './browser.ts';

/** A list as it is read on the glass, and as a screen reader meets it. */
describe.skipIf(!hasChromium())('a list on the glass', { timeout: 30_000 }, () => {
  let gallery: Gallery;
  const show = (frame: string, more: { orientation?: 'landscape'; size?: 'elder' } = {}) =>
    gallery.show({ frame, orientation: 'portrait', language: 'zh-CN', pxPerMm: 3.64, ...more });

  beforeAll(async () => {
    gallery = await openGallery();
  }, 60_000);
  afterAll(async () => {
    await gallery[Symbol.asyncDispose]();
  });

  it('is a table with a name, whose lines and columns have heads', async () => {
    const page = await show('show-list');
    const table = page.getByRole('table', { name: '您的养老保险缴费' });
    expect(await table.getByRole('columnheader').allTextContents()).toEqual([
      '年度',
      '月数',
      '月缴费基数',
      '账户存储额',
    ]);
    const line = table.getByRole('row', { name: /2024/ });
    expect(await line.getByRole('rowheader').count()).toBe(1);
    expect(await line.getByRole('cell').allInnerTexts()).toEqual(['12', '4,401.00元', '26,155.30元']);
  });

  it('turns to its last line, twenty at a time, and shows each line once', async () => {
    const page = await show('show-list-many');
    const years: string[] = [];
    for (const place of ['第1页，共3页', '第2页，共3页', '第3页，共3页']) {
      await page.getByText(place).waitFor();
      const shown = await page.getByRole('rowheader').allInnerTexts();
      expect(shown.length).toBeLessThanOrEqual(20);
      years.push(...shown);
      await page.getByRole('button', { name: '下一页' }).click();
    }
    expect(years).toEqual(Array.from({ length: 47 }, (_, index) => String(2026 - index)));
  });

  it.each(['portrait', 'landscape'] as const)(
    'in large type is cards of label and value, none of them cut off: %s',
    async (orientation) => {
      for (const frame of ['show-list', 'show-list-many', 'show-list-words']) {
        const page = await show(frame, {
          size: 'elder',
          ...(orientation === 'landscape' ? { orientation } : {}),
        });
        const card = page.getByRole('table').locator('.list-line:not(.list-away)');
        expect(await card.first().innerText()).toMatch(/年度|坐落/);
        const bottoms = await page.$$eval('.list, .list-line:not(.list-away), .list .pager', (all) =>
          all.map((element) => element.getBoundingClientRect().bottom),
        );
        const [room = 0, ...shown] = bottoms;
        expect(shown.length).toBeGreaterThan(1);
        for (const bottom of shown) expect(bottom).toBeLessThanOrEqual(room + 1);
      }
    },
  );
});
