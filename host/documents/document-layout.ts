import PDFDocument from 'pdfkit';
import { formatValue } from '../../flows/language/format.ts';
import type { Text } from '../../flows/language/text.ts';
import type { DocumentContent } from './document-content.ts';
import type { DocumentFonts } from './document-fonts.ts';
import { documentWords as words } from './document-words.ts';

/** A draft ready to be sealed, and where on it seal and code belong. */
export type DocumentDraft = { readonly pdf: Uint8Array; readonly place: SealPlace };

/** Page from 1; centres in millimetres from its upper left corner. */
export type SealPlace = {
  readonly page: number;
  readonly seal: { readonly xMm: number; readonly yMm: number };
  readonly code: { readonly xMm: number; readonly yMm: number };
};

/** PDF counts in points of 1/72 inch. */
const MM = 72 / 25.4;
const PAGE = { width: 210 * MM, height: 297 * MM };
const MARGIN = 25 * MM;
const WIDTH = PAGE.width - 2 * MARGIN;
/** The foot of a page: number and note. */
const BOTTOM = PAGE.height - 24 * MM;
/** Seal (4.2 to 5 cm) and code stand side by side above the foot, under the last sentence. */
const SEALING_HEIGHT = 58 * MM;
/** The last sentence, in two languages where it is. */
const CLOSING_HEIGHT = 24 * MM;
const INK = '#000000';
const QUIET = '#444444';

/**
 * Sets a certificate on A4. Pure but for reading the fonts: the same content at the same instant is the same bytes,
 * so that a repeat under one key is the same request.
 *
 * @param drawnAt stands in the file as its date of creation
 */
export const layOutDocument = async (
  content: DocumentContent,
  fonts: DocumentFonts,
  drawnAt: Date,
): Promise<DocumentDraft> => {
  const sheet = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
    bufferPages: true,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    // Nothing of the person: file properties are read by whoever indexes a disk.
    info: { Title: content.title['zh-CN'], Creator: 'Once', Producer: 'Once', CreationDate: drawnAt },
  });
  const bytes = collect(sheet);
  sheet.registerFont('regular', fonts.regular.file, fonts.regular.face);
  sheet.registerFont('bold', fonts.bold.file, fonts.bold.face);

  const pen = penOn(sheet, content.language === 'en');
  heading(pen, content);
  for (const paragraph of content.paragraphs) pen.paragraph(paragraph);
  particulars(pen, content);
  if (content.table) table(pen, content.table);
  pen.gap(5);
  // A seal on a page without a sentence could be put over any other text.
  pen.room(CLOSING_HEIGHT + SEALING_HEIGHT);
  pen.paragraph(content.closing);
  const place = sealing(pen, content);
  feet(sheet, pen);
  sheet.end();
  return { pdf: await bytes, place };
};

type Sheet = InstanceType<typeof PDFDocument>;

/** Writes downwards and turns the page where there is no room. */
type Pen = ReturnType<typeof penOn>;

const penOn = (sheet: Sheet, isBilingual: boolean) => {
  let y = MARGIN;
  const turnPage = (): void => {
    sheet.addPage();
    y = MARGIN;
  };
  const room = (height: number): void => {
    if (y + height > BOTTOM) turnPage();
  };
  const second = (text: Text): string | null => (isBilingual && text.en !== text['zh-CN'] ? text.en : null);

  const put = (words: string, size: number, options: PutOptions = {}): void => {
    const { face = 'regular', color = INK, lineGap = size * 0.5, ...rest } = options;
    const set = { width: WIDTH, lineGap, ...rest };
    sheet.font(face).fontSize(size).fillColor(color);
    const height = sheet.heightOfString(words, set);
    room(height);
    sheet.text(words, MARGIN, y, set);
    y += height;
  };

  return {
    sheet,
    second,
    put,
    room,
    y: () => y,
    gap: (mm: number): void => {
      y += mm * MM;
    },
    moveTo: (to: number): void => {
      y = to;
    },
    page: () => sheet.bufferedPageRange().count,
    /** Two characters in, as Chinese paragraphs begin. */
    paragraph: (text: Text): void => {
      put(text['zh-CN'], 12, { indent: 24, lineGap: 7 });
      const other = second(text);
      if (other !== null) put(other, 9.5, { color: QUIET });
      y += 3 * MM;
    },
  };
};

type PutOptions = {
  readonly face?: 'regular' | 'bold';
  readonly color?: string;
  readonly lineGap?: number;
  readonly indent?: number;
  readonly align?: 'left' | 'center' | 'right';
};

const heading = (pen: Pen, { title, caseNo }: DocumentContent): void => {
  if (caseNo.startsWith('TEST-')) {
    pen.put(words.specimen['zh-CN'], 10, { align: 'center', face: 'bold', color: QUIET });
    pen.gap(4);
  }
  pen.put(title['zh-CN'], 22, { align: 'center', face: 'bold' });
  const other = pen.second(title);
  if (other !== null) pen.put(other, 12, { align: 'center' });
  pen.gap(10);
};

const particulars = (pen: Pen, content: DocumentContent): void => {
  const { rows, validTo } = content;
  const all = [
    ...rows,
    ...(validTo === null ? [] : [{ label: words.validTo, value: formatValue(validTo, 'date') }]),
  ];
  for (const { label, value } of all) {
    pen.put(`${label['zh-CN']}：${value['zh-CN']}`, 12, { indent: 24, lineGap: 5 });
    const [otherLabel, otherValue] = [pen.second(label), value.en];
    if (otherLabel !== null) pen.put(`${otherLabel}: ${otherValue}`, 9.5, { color: QUIET });
  }
  if (all.length > 0) pen.gap(4);
};

const CELL = { x: 1.6 * MM, y: 1.4 * MM };
const CELL_SIZE = 9.5;
/** The line breaker counts the end of a line as wide as a character. */
const CELL_SLACK = CELL_SIZE;

/** Ruled, its head repeated on each page; a line is never cut by the end of a page. */
const table = (pen: Pen, { columns, lines, empty }: NonNullable<DocumentContent['table']>): void => {
  const { sheet } = pen;
  const say = (text: Text): string =>
    [text['zh-CN'], pen.second(text)].filter((each) => each !== null).join('\n');
  const head = columns.map(say);
  const body = lines.map((line) => line.map(say));
  const widths = columnWidths(sheet, [head, ...body]);

  const rule = (cells: readonly string[], face: 'regular' | 'bold'): void => {
    sheet.font(face).fontSize(CELL_SIZE);
    const widthAt = (index: number): number => (cells.length === 1 ? WIDTH : (widths[index] ?? 0));
    const heights = cells.map((cell, index) =>
      sheet.heightOfString(cell, { width: widthAt(index) - 2 * CELL.x }),
    );
    const height = Math.max(...heights) + 2 * CELL.y;
    const before = pen.page();
    pen.room(height);
    if (pen.page() !== before && face === 'regular') rule(head, 'bold');
    sheet.font(face).fontSize(CELL_SIZE).fillColor(INK).strokeColor(INK).lineWidth(0.6);
    let x = MARGIN;
    for (const [index, cell] of cells.entries()) {
      const width = widthAt(index);
      sheet.rect(x, pen.y(), width, height).stroke();
      sheet.text(cell, x + CELL.x, pen.y() + CELL.y, { width: width - 2 * CELL.x });
      x += width;
    }
    pen.moveTo(pen.y() + height);
  };

  rule(head, 'bold');
  for (const line of body) rule(line, 'regular');
  if (body.length === 0) rule([say(empty)], 'regular');
};

/** Each column as wide as its longest cell where there is room; the long ones share what the short ones leave. */
const columnWidths = (sheet: Sheet, rows: readonly (readonly string[])[]): readonly number[] => {
  sheet.font('bold').fontSize(CELL_SIZE);
  const longest = (index: number): number =>
    Math.max(
      ...rows.flatMap((row) => (row[index] ?? '').split('\n')).map((line) => sheet.widthOfString(line)),
    );
  const wishes = (rows[0] ?? []).map((_, index) => longest(index) + 2 * CELL.x + CELL_SLACK);
  let width = WIDTH;
  let sharing = wishes.length;
  const given = new Map<number, number>();
  for (const [index, wish] of [...wishes.entries()].sort(([, a], [, b]) => a - b)) {
    const share = width / sharing;
    given.set(index, Math.min(wish, share));
    width -= Math.min(wish, share);
    sharing -= 1;
  }
  // What is left over, when all had their wish, is spread evenly.
  return wishes.map((_, index) => (given.get(index) ?? 0) + width / wishes.length);
};

/** Department and date on the right, where the seal comes to lie over them; the code on the left. */
const sealing = (pen: Pen, content: DocumentContent): SealPlace => {
  pen.room(SEALING_HEIGHT);
  const { sheet } = pen;
  const top = pen.y();
  const centre = { xMm: 150, yMm: top / MM + 30 };
  const column = { width: 84 * MM, align: 'center' as const };
  const left = centre.xMm * MM - column.width / 2;
  sheet.font('regular').fontSize(12).fillColor(INK);
  const lines = [
    content.issuer['zh-CN'],
    ...[pen.second(content.issuer)].filter((line) => line !== null),
    formatValue(content.issuedOn, 'date')['zh-CN'],
  ];
  const heights = lines.map((line) => sheet.heightOfString(line, column) + 2);
  let y = centre.yMm * MM - heights.reduce((sum, height) => sum + height, 0) / 2 + 4 * MM;
  for (const [index, line] of lines.entries()) {
    sheet.text(line, left, y, column);
    y += heights[index] ?? 0;
  }
  sheet.fontSize(8).fillColor(QUIET);
  sheet.text(`${words.caseNo['zh-CN']} ${content.caseNo}`, MARGIN, top + 48 * MM, { width: WIDTH / 2 });
  pen.moveTo(top + SEALING_HEIGHT);
  return {
    page: pen.page(),
    seal: round(centre),
    code: round({ xMm: MARGIN / MM + 12, yMm: top / MM + 22 }),
  };
};

const round = ({ xMm, yMm }: SealPlace['seal']): SealPlace['seal'] => ({
  xMm: Math.round(xMm * 10) / 10,
  yMm: Math.round(yMm * 10) / 10,
});

const feet = (sheet: Sheet, pen: Pen): void => {
  const { count } = sheet.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    sheet.switchToPage(page);
    sheet.font('regular').fontSize(8).fillColor(QUIET);
    const foot = [words.footer, words.page(page + 1, count)];
    const lines = foot.flatMap((text) => [text['zh-CN'], pen.second(text)]).filter((line) => line !== null);
    for (const [index, line] of lines.entries())
      sheet.text(line, MARGIN, BOTTOM + 4 * MM + index * 11, {
        width: WIDTH,
        align: 'center',
        lineBreak: false,
      });
  }
};

const collect = (sheet: Sheet): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    sheet.on('data', (chunk: Buffer) => chunks.push(chunk));
    sheet.on('error', reject);
    sheet.on('end', () => resolve(Buffer.concat(chunks)));
  });
