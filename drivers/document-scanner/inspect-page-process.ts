import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { inspectPage } from './inspect-page.ts';

/**
 * `inspect-page-process.ts file|pnm DPI LEAST-HEIGHT|-`: one page on standard input; on standard output one line of
 * JSON (`InspectedPage`), then the file to hand on. A process of its own: decoding strangers' images natively may crash,
 * takes most of a second, and a hundred megabytes that are given back at its end.
 */
const [encoding, dpi, leastHeight] = process.argv.slice(2);
sharp.cache(false);
sharp.concurrency(1);

const { page, file } = await inspectPage({
  encoding: encoding === 'pnm' ? 'pnm' : 'file',
  bytes: await buffer(process.stdin),
  dpi: Number(dpi),
  leastHeightPx: leastHeight === '-' ? null : Number(leastHeight),
});
process.stdout.write(`${JSON.stringify(page)}\n`);
if (file !== null) process.stdout.write(file);
