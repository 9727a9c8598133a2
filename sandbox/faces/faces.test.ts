import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Canvas } from './canvas.ts';
import { faceOf } from './face.ts';
import { isSameFace, recognise } from './recognise.ts';
import { drawScene, type Scene } from './scene.ts';
import { encodeY4m } from './y4m.ts';

const face = (citizen: string) => faceOf('faces', citizen);

/** What arrives of a picture: compressed, with half of its colour, as a page hands it over. */
async function seen(canvas: Canvas, quality = 80) {
  const { data, info } = await sharp(canvas.rgb, {
    raw: { width: canvas.widthPx, height: canvas.heightPx, channels: 3 },
  })
    .jpeg({ quality })
    .toBuffer()
    .then((jpeg) => sharp(jpeg).raw().toBuffer({ resolveWithObject: true }));
  return recognise({ widthPx: info.width, heightPx: info.height, rgb: data });
}
const look = (scene: Scene, quality?: number) => seen(drawScene(scene), quality);

describe('a synthetic face', () => {
  it('is recognised after compression, and taken for nobody else', async () => {
    for (let person = 0; person < 20; person += 1) {
      const found = await look({ faces: [face(`c${person}`)], light: 'clear' }, person % 2 ? 85 : 75);
      if (found.kind !== 'face') throw new Error(`${found.kind} of c${person}`);
      expect(isSameFace(found.freckles, face(`c${person}`).freckles)).toBe(true);
      expect(isSameFace(found.freckles, face(`c${person + 1}`).freckles)).toBe(false);
    }
  });

  it('out of focus has no freckles to be recognised by', async () => {
    const found = await look({ faces: [face('c1')], light: 'blurred' });
    expect(found.kind === 'face' && isSameFace(found.freckles, face('c1').freckles)).toBe(false);
  });

  it('is not seen in the dark, in an empty room, or in a blank picture', async () => {
    expect(await look({ faces: [face('c1')], light: 'dark' })).toEqual({ kind: 'no-face' });
    expect(await look({ faces: [], light: 'clear' })).toEqual({ kind: 'no-face' });
    const blank = { widthPx: 0, heightPx: 0, rgb: new Uint8Array() };
    expect(recognise(blank)).toEqual({ kind: 'no-face' });
  });

  it('beside another is one of several', async () => {
    expect(await look({ faces: [face('c1'), face('c2')], light: 'clear' })).toEqual({
      kind: 'several-faces',
    });
  });
});

it('every video of one size has the same length, whoever is in it', () => {
  const one = encodeY4m([drawScene({ faces: [face('c1')], light: 'clear' })]);
  const none = encodeY4m([drawScene({ faces: [], light: 'dark' })]);
  expect(one.length).toBe(none.length);
  expect(one.subarray(0, 32).toString()).toBe('YUV4MPEG2 W640 H480 F10:1 Ip A1:');
});
