import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Orientation, openGallery } from './citizen/gallery/browser.ts';
import { GALLERY } from './citizen/gallery/frames.ts';

/**
 * Takes a picture of every gallery frame: `node renderer/gallery-shots.ts --out DIR [--only NAME] [--px-per-mm N]`.
 * Files are named `<orientation>-<language>-<frame>.png`.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'gallery' },
    only: { type: 'string' },
    'px-per-mm': { type: 'string', default: '3.64' },
  },
});

const out = resolve(values.out);
mkdirSync(out, { recursive: true });
await using gallery = await openGallery();
for (const orientation of ['portrait', 'landscape'] satisfies Orientation[]) {
  for (const language of ['zh-CN', 'en']) {
    for (const { name } of GALLERY) {
      if (values.only && !name.startsWith(values.only)) continue;
      const page = await gallery.show({
        frame: name,
        orientation,
        language,
        pxPerMm: Number(values['px-per-mm']),
      });
      await page.screenshot({ path: resolve(out, `${orientation}-${language}-${name}.png`) });
    }
  }
}
