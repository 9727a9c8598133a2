import { existsSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import qrcode from 'qrcode';

/** Where on its page the seal and the code stand: their centres, millimetres from the upper left corner. */
export type StampPlace = {
  readonly seal: { readonly xMm: number; readonly yMm: number };
  readonly code: { readonly xMm: number; readonly yMm: number };
};

export type Stamp = StampPlace & {
  /** Runs round the star; an invented body, marked as one. */
  readonly organisation: string;
  readonly number: string;
  /** Address of the verification page, in the code and in words. */
  readonly verifyUrl: string;
};

const RED = '#d7261e';
const PT = 72 / 25.4;
/** 4.2 cm is the size of a county bureau's round seal. */
const SEAL_MM = 42;
const CODE_MM = 24;
/** Debian's fonts-noto-cjk. */
const FONT = '/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc';
const FACE = 'NotoSansCJKsc-Bold';

/**
 * One transparent A4 page with the round seal and the verification code on it, to be laid over a draft.
 *
 * @returns bytes of a PDF of one page
 */
export const drawStamp = async (stamp: Stamp): Promise<Uint8Array> => {
  if (!existsSync(FONT)) throw new Error(`a seal needs the font ${FONT} (fonts-noto-cjk)`);
  // No instant of drawing in it: the same seal is the same bytes.
  const page = new PDFDocument({ size: 'A4', margin: 0, info: { CreationDate: new Date(0) } });
  page.font(FONT, FACE);
  drawSeal(page, stamp);
  drawCode(page, stamp);
  return bytesOf(page);
};

type Page = InstanceType<typeof PDFDocument>;

const drawSeal = (page: Page, { seal, organisation }: Stamp): void => {
  const [x, y] = [seal.xMm * PT, seal.yMm * PT];
  const radius = (SEAL_MM / 2) * PT;
  page.save().fillColor(RED).strokeColor(RED).opacity(0.85);
  page
    .lineWidth(1.2 * PT)
    .circle(x, y, radius - 0.6 * PT)
    .stroke();
  star(page, x, y, 6.5 * PT).fill();
  const letters = [...organisation];
  // Letters stand at most 22° apart and leave the foot of the ring free.
  const step = Math.min(22, 270 / Math.max(1, letters.length - 1));
  const size = Math.min(5.2, step * 0.27) * PT;
  page.fontSize(size);
  for (const [index, letter] of letters.entries()) {
    page.save().rotate((index - (letters.length - 1) / 2) * step, { origin: [x, y] });
    upright(page, letter, x, y - radius + 2.6 * PT);
    page.restore();
  }
  page.fontSize(3.4 * PT);
  upright(page, '测试专用章', x, y + 9.5 * PT);
  page.restore();
};

const star = (page: Page, x: number, y: number, radius: number): Page => {
  const corners = Array.from({ length: 10 }, (_, index) => {
    const length = index % 2 === 0 ? radius : radius * 0.382;
    const angle = (index * Math.PI) / 5 - Math.PI / 2;
    return [x + length * Math.cos(angle), y + length * Math.sin(angle)] as const;
  });
  return page.polygon(...corners.map(([cx, cy]) => [cx, cy]));
};

const upright = (page: Page, text: string, x: number, top: number): void => {
  page.text(text, x - page.widthOfString(text) / 2, top - page.currentLineHeight() * 0.2, {
    lineBreak: false,
  });
};

const drawCode = (page: Page, { code, number, verifyUrl }: Stamp): void => {
  const { modules } = qrcode.create(verifyUrl, { errorCorrectionLevel: 'M' });
  const cell = (CODE_MM * PT) / modules.size;
  const [left, top] = [(code.xMm - CODE_MM / 2) * PT, (code.yMm - CODE_MM / 2) * PT];
  page.save().fillColor('#000000');
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) page.rect(left + column * cell, top + row * cell, cell, cell);
  page.fill();
  page.fontSize(7);
  const lines = ['扫码核验真伪', `证明编号 ${number}`];
  for (const [index, line] of lines.entries())
    page.text(line, left, top + CODE_MM * PT + 4 + index * 10, { lineBreak: false });
  page.restore();
};

const bytesOf = (page: Page): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    page.on('data', (chunk: Buffer) => chunks.push(chunk));
    page.on('error', reject);
    page.on('end', () => resolve(Buffer.concat(chunks)));
    page.end();
  });
