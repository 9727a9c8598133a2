import sharp from 'sharp';
import { drawScene } from '../sandbox/faces/scene.ts';
import type { Population } from '../sandbox/population/population.ts';

/** What a camera takes of this citizen in good light, JPEG; the sandbox's police know the same face. */
export async function portraitOf(population: Population, citizen: string): Promise<Uint8Array> {
  const face = population.face(citizen);
  const { rgb, widthPx, heightPx } = drawScene({ faces: face === undefined ? [] : [face], light: 'clear' });
  return sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}
