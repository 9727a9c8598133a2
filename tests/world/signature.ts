import type { ScreenWindow } from './screen.ts';

/** Writes two strokes on the pad, as a finger does. */
export async function sign({ page }: ScreenWindow): Promise<void> {
  const box = await page.getByLabel('签名区').boundingBox();
  if (!box) throw new Error('the pad is on the screen');
  for (const [fromX, fromY, toX, toY] of [
    [0.2, 0.3, 0.7, 0.3],
    [0.4, 0.2, 0.4, 0.8],
  ] as const) {
    await page.mouse.move(box.x + box.width * fromX, box.y + box.height * fromY);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * toX, box.y + box.height * toY, { steps: 8 });
    await page.mouse.up();
  }
}
