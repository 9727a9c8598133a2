/** A picture in dots of the print head (8 a millimetre): rows of `widthBytes`, most significant bit left, 1 is black. */
export type Raster = { readonly widthBytes: number; readonly height: number; readonly data: Uint8Array };

export type PbmFault = { readonly kind: 'not-a-pbm' | 'too-large' | 'cut-short' };

/** Wider than any receipt, longer than any emblem. */
const widestDots = 1024;
const highestDots = 2048;

/**
 * Reads a netpbm bitmap of the binary kind (`P4`), which lays out its dots as a print head does: rows padded to
 * bytes, most significant bit left, 1 is black.
 */
export function readPbm(
  file: Uint8Array,
): { readonly ok: true; readonly value: Raster } | { readonly ok: false; readonly error: PbmFault } {
  // Its head is ASCII and short; comments may stand between the numbers.
  const head = /^P4(?:\s|#[^\n]*\n)+(\d{1,6})(?:\s|#[^\n]*\n)+(\d{1,6})\s/.exec(
    Buffer.from(file.subarray(0, 1024)).toString('latin1'),
  );
  if (head === null) return { ok: false, error: { kind: 'not-a-pbm' } };
  const [all, width, height] = [head[0], Number(head[1]), Number(head[2])];
  if (width === 0 || height === 0) return { ok: false, error: { kind: 'not-a-pbm' } };
  if (width > widestDots || height > highestDots) return { ok: false, error: { kind: 'too-large' } };
  const widthBytes = Math.ceil(width / 8);
  const data = file.slice(all.length, all.length + widthBytes * height);
  if (data.length < widthBytes * height) return { ok: false, error: { kind: 'cut-short' } };
  return { ok: true, value: { widthBytes, height, data } };
}
