import type { Canvas } from './canvas.ts';

const FRAMES_PER_SECOND = 10;

/**
 * An uncompressed video of these frames (YUV4MPEG2, 4:2:0, full-range BT.601 as in JPEG), the one format Chromium's
 * fake capture device reads besides MJPEG. Every video of one size has the same length, so a file can be changed in
 * place while it is being played.
 */
export function encodeY4m(frames: readonly Canvas[]): Buffer {
  const [first] = frames;
  if (first === undefined) throw new Error('a video has a frame');
  const { widthPx, heightPx } = first;
  const head = `YUV4MPEG2 W${widthPx} H${heightPx} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`;
  return Buffer.concat([
    Buffer.from(head),
    ...frames.flatMap((frame) => [Buffer.from('FRAME\n'), planes(frame)]),
  ]);
}

function planes({ widthPx, heightPx, rgb }: Canvas): Uint8Array {
  const pixels = widthPx * heightPx;
  const yuv = new Uint8Array(pixels + pixels / 2);
  const at = (x: number, y: number, part: number) => rgb[(y * widthPx + x) * 3 + part] ?? 0;
  for (let pixel = 0; pixel < pixels; pixel += 1)
    yuv[pixel] =
      0.299 * (rgb[pixel * 3] ?? 0) + 0.587 * (rgb[pixel * 3 + 1] ?? 0) + 0.114 * (rgb[pixel * 3 + 2] ?? 0);
  let chroma = pixels;
  for (const [red, green, blue] of [
    [-0.168736, -0.331264, 0.5],
    [0.5, -0.418688, -0.081312],
  ] as const)
    for (let y = 0; y < heightPx; y += 2)
      for (let x = 0; x < widthPx; x += 2) {
        const mean = (part: number) =>
          (at(x, y, part) + at(x + 1, y, part) + at(x, y + 1, part) + at(x + 1, y + 1, part)) / 4;
        yuv[chroma] = 128 + red * mean(0) + green * mean(1) + blue * mean(2);
        chroma += 1;
      }
  return yuv;
}
