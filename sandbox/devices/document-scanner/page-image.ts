import sharp from 'sharp';
import type { PagePreset } from './contract.ts';
import { GLASS } from './escl-messages.ts';
import type { ScanTicket } from './scanner.ts';

/** What the glass sees: a page from a household register, of nobody, laid down as well or as badly as people do it. */

const PAPER = '#f4f2ea';
const LID = '#fbfbfa';
const MM = 300 / 25.4;

const ROWS: readonly (readonly [string, string])[] = [
  ['姓名', '张测试'],
  ['户主或与户主关系', '户主'],
  ['曾用名', '——'],
  ['性别', '女'],
  ['出生地', '浙江省桐庐县'],
  ['民族', '汉族'],
  ['籍贯', '浙江省桐庐县'],
  ['出生日期', '1990年1月1日'],
  ['本市（县）其他住址', '——'],
  ['宗教信仰', '——'],
  ['公民身份号码', '000000199001010000'],
  ['身高', '一六五厘米'],
  ['血型', 'O'],
  ['文化程度', '大学本科'],
  ['婚姻状况', '已婚'],
  ['服务处所', '样张印刷厂'],
  ['职业', '检验员'],
];

type Laying = {
  readonly turnedDegrees: number;
  readonly shiftXMm: number;
  readonly isPrinted: boolean;
  readonly ink: string;
  readonly lid: string;
  readonly paper: string;
  readonly blurMm: number;
  readonly light: number;
};

const STRAIGHT: Laying = {
  turnedDegrees: 0.4,
  shiftXMm: 0,
  isPrinted: true,
  ink: '#2b2a33',
  lid: LID,
  paper: PAPER,
  blurMm: 0,
  light: 1,
};

const LAYINGS: Readonly<Record<PagePreset, Laying>> = {
  good: STRAIGHT,
  skewed: { ...STRAIGHT, turnedDegrees: 7 },
  /** The page does not lie flat: a thick booklet held down in the middle. */
  blurred: { ...STRAIGHT, blurMm: 0.35 },
  faint: { ...STRAIGHT, ink: '#c9c8c2' },
  cutOff: { ...STRAIGHT, shiftXMm: 45 },
  blank: { ...STRAIGHT, isPrinted: false },
  dark: { ...STRAIGHT, light: 0.3 },
  empty: { ...STRAIGHT, isPrinted: false, paper: LID },
};

/** The page as the scanner's sensor sees it, a JPEG file of the whole glass. */
export async function scanPage(preset: PagePreset, ticket: ScanTicket): Promise<Buffer> {
  const laying = LAYINGS[preset];
  const scale = ticket.dpi / 300;
  const image = sharp(Buffer.from(drawing(laying)), { density: 72 * scale, limitInputPixels: false })
    .flatten({ background: laying.lid })
    .resize(Math.round(GLASS.width * scale), Math.round(GLASS.height * scale), { fit: 'fill' });
  if (laying.blurMm > 0) image.blur((laying.blurMm / 25.4) * ticket.dpi);
  if (laying.light < 1) image.linear(laying.light, 0);
  if (ticket.colourMode === 'Grayscale8') image.greyscale();
  // Two passes: the file's colours and its size are those of what the sensor saw, not of the drawing.
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info }).withMetadata({ density: ticket.dpi }).jpeg({ quality: 88 }).toBuffer();
}

/** SVG in three-hundredths of an inch. */
function drawing(laying: Laying): string {
  const { width, height } = GLASS;
  const turn = `rotate(${laying.turnedDegrees} ${width / 2} ${height / 2}) translate(${laying.shiftXMm * MM} 0)`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="${laying.lid}"/>
<g transform="${turn}">
<rect x="${-2 * MM}" y="${-2 * MM}" width="${width + 4 * MM}" height="${height + 4 * MM}" fill="${laying.paper}"/>
${laying.isPrinted ? print(laying.ink) : ''}
</g></svg>`;
}

function print(ink: string): string {
  const left = 25 * MM;
  const top = 50 * MM;
  const rowHeight = 12 * MM;
  const labelWidth = 60 * MM;
  const width = 160 * MM;
  const text = (x: number, y: number, size: number, words: string, anchor = 'start') =>
    `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}" font-family="Noto Serif CJK SC, Noto Sans CJK SC, serif" fill="${ink}">${words}</text>`;
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${ink}" stroke-width="5"/>`;
  const bottom = top + ROWS.length * rowHeight;
  return [
    text(GLASS.width / 2, 35 * MM, 9 * MM, '常住人口登记卡', 'middle'),
    ...ROWS.map(([label, value], row) => {
      const y = top + row * rowHeight;
      return [
        line(left, y, left + width, y),
        text(left + 3 * MM, y + 8 * MM, 5 * MM, label),
        text(left + labelWidth + 3 * MM, y + 8 * MM, 5 * MM, value),
      ].join('');
    }),
    line(left, bottom, left + width, bottom),
    line(left, top, left, bottom),
    line(left + labelWidth, top, left + labelWidth, bottom),
    line(left + width, top, left + width, bottom),
    text(left, bottom + 12 * MM, 4.5 * MM, '样张 · 仅供自助机调试，不代表任何人'),
  ].join('\n');
}
