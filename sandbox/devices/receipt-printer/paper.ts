import iconv from 'iconv-lite';
import QRCode from 'qrcode';
import type { PaperAlign, PaperElement, TextSpan } from './contract.ts';
import type { Command } from './escpos-parser.ts';

/** The print mechanism: turns commands into what stands on the strip of paper, and says how far it moved. */
export type Paper = {
  /** Sets `command` on paper; returns the dots the paper moved (8 dots are a millimetre). */
  readonly set: (command: Command) => number;
  /** Cuts here: what is on the strip since the last time, and an empty strip. */
  readonly tear: () => readonly PaperElement[];
  readonly isBlank: () => boolean;
};

/** A column is 12 dots; a Chinese character takes two. */
const COLUMN_DOTS = 12;
const CHARACTER_HEIGHT_DOTS = 24;
const DEFAULT_LINE_DOTS = 30;
const TAB_COLUMNS = 8;

/** What a clone prints for a character it has no glyph for. */
const NO_GLYPH = '□';

type Style = {
  readonly align: PaperAlign;
  readonly width: number;
  readonly height: number;
  readonly bold: boolean;
  readonly isChinese: boolean;
  readonly lineDots: number;
};

/** Chinese market printers come up in Chinese mode; FS & is then harmless. */
const POWER_ON: Style = {
  align: 'left',
  width: 1,
  height: 1,
  bold: false,
  isChinese: true,
  lineDots: DEFAULT_LINE_DOTS,
};

type QrSymbol = { readonly data: string; readonly moduleDots: number; readonly level: 'L' | 'M' | 'Q' | 'H' };

const ALIGNS: readonly PaperAlign[] = ['left', 'center', 'right'];

/** @param columns characters a line: 48 on 80 mm paper, 32 on 58 mm */
export function createPaper(columns: number): Paper {
  let style = POWER_ON;
  let spans: TextSpan[] = [];
  let elements: PaperElement[] = [];
  let qr: QrSymbol = { data: '', moduleDots: 3, level: 'L' };

  const usedColumns = () => spans.reduce((sum, span) => sum + columnsOf(span.text) * span.width, 0);

  /** Prints the line that has been collected; an empty one is only paper feed. */
  const printLine = (): number => {
    if (spans.length === 0) return feed(1);
    const text = spans.map((span) => span.text).join('');
    elements.push({ kind: 'text', text, align: style.align, spans });
    const tallest = Math.max(...spans.map((span) => span.height)) * CHARACTER_HEIGHT_DOTS;
    spans = [];
    return Math.max(style.lineDots, tallest + DEFAULT_LINE_DOTS - CHARACTER_HEIGHT_DOTS);
  };

  const feed = (lines: number): number => {
    if (lines === 0) return 0;
    elements.push({ kind: 'feed', lines });
    return lines * style.lineDots;
  };

  /** A character that does not fit any more begins a new line, as on paper. */
  const setText = (text: string): number => {
    let moved = 0;
    for (const character of text) {
      if (usedColumns() + columnsOf(character) * style.width > columns) moved += printLine();
      const last = spans.at(-1);
      const { width, height, bold } = style;
      if (last !== undefined && last.width === width && last.height === height && last.bold === bold) {
        spans[spans.length - 1] = { ...last, text: last.text + character };
      } else {
        spans.push({ text: character, width, height, bold });
      }
    }
    return moved;
  };

  const padTo = (column: number): number => {
    const missing = Math.floor((column - usedColumns()) / style.width);
    return missing > 0 ? setText(' '.repeat(missing)) : 0;
  };

  /** Images stand on lines of their own. */
  const setBlock = (element: PaperElement, dots: number): number => {
    const moved = spans.length > 0 ? printLine() : 0;
    elements.push(element);
    return moved + dots;
  };

  const set = (command: Command): number => {
    switch (command.kind) {
      case 'initialise':
        style = POWER_ON;
        spans = [];
        return 0;
      case 'text':
        return setText(
          style.isChinese ? decodeChinese(command.bytes) : iconv.decode(Buffer.from(command.bytes), 'cp437'),
        );
      case 'line-feed':
        return printLine();
      case 'tab':
        return padTo((Math.floor(usedColumns() / TAB_COLUMNS) + 1) * TAB_COLUMNS);
      case 'position':
        return padTo(Math.floor(command.dots / COLUMN_DOTS));
      case 'align':
        style = { ...style, align: ALIGNS[command.mode] ?? style.align };
        return 0;
      case 'bold':
        style = { ...style, bold: command.isOn };
        return 0;
      case 'size':
        style = { ...style, width: command.width, height: command.height };
        return 0;
      case 'print-mode':
        style = { ...style, bold: command.isBold, width: command.width, height: command.height };
        return 0;
      case 'chinese-mode':
        style = { ...style, isChinese: command.isOn };
        return 0;
      case 'line-spacing':
        style = { ...style, lineDots: command.dots === 'default' ? DEFAULT_LINE_DOTS : command.dots };
        return 0;
      case 'feed-lines': {
        // A feed behind text first prints that text; the line it ends is the first one fed.
        if (spans.length === 0) return feed(command.lines);
        return printLine() + feed(Math.max(0, command.lines - 1));
      }
      case 'feed-dots':
        return (spans.length > 0 ? printLine() : 0) + command.dots;
      case 'raster': {
        const widthDots = command.widthBytes * 8;
        const dots = Buffer.from(command.dots).toString('base64');
        return setBlock(
          { kind: 'image', widthDots, heightDots: command.rows, dots, align: style.align },
          command.rows,
        );
      }
      case 'barcode':
        return setBlock(
          { kind: 'barcode', data: Buffer.from(command.data).toString('latin1'), align: style.align },
          162,
        );
      case 'qr-size':
        qr = { ...qr, moduleDots: command.moduleDots };
        return 0;
      case 'qr-level':
        qr = { ...qr, level: command.level };
        return 0;
      case 'qr-store':
        qr = { ...qr, data: decodeQr(command.data) };
        return 0;
      case 'qr-print': {
        const dots = qrDots(qr);
        if (dots === 0) return 0;
        const { data, moduleDots } = qr;
        return setBlock({ kind: 'qr', data, align: style.align, moduleDots }, dots);
      }
      case 'cut': {
        const moved = spans.length > 0 ? printLine() : 0;
        elements.push({ kind: 'cut', partial: command.partial });
        return moved + command.feedDots;
      }
      case 'auto-status':
      case 'queued-status':
      case 'process-id':
      case 'realtime-status':
      case 'realtime-recover':
      case 'presenter':
      case 'ejector-status':
      case 'setting':
        return 0;
    }
  };

  return {
    set,
    tear: () => {
      if (spans.length > 0) printLine();
      const strip = elements;
      elements = [];
      return strip;
    },
    isBlank: () => elements.length === 0 && spans.length === 0,
  };
}

/** The characters of a strip, a line a line. */
export function textOf(elements: readonly PaperElement[]): string {
  return elements.flatMap((element) => (element.kind === 'text' ? [element.text] : [])).join('\n');
}

/**
 * Double-byte areas only. “GB18030” on a data sheet seldom means the four-byte area, and a kiosk that relies
 * on it would print somebody's rare name as empty boxes: here it does, so that it is seen.
 */
function decodeChinese(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const [lead = 0, trail = 0] = bytes.subarray(i, i + 2);
    if (lead < 0x81) {
      text += String.fromCharCode(lead);
      i += 1;
    } else if (trail < 0x40) {
      text += NO_GLYPH;
      i += trail >= 0x30 ? 4 : 2;
    } else {
      text += iconv.decode(Buffer.of(lead, trail), 'gb18030');
      i += 2;
    }
  }
  return text;
}

function decodeQr(data: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    return iconv.decode(Buffer.from(data), 'gb18030');
  }
}

/** Height of the symbol; 0 when there is nothing to print, or more than a symbol holds. */
function qrDots(qr: QrSymbol): number {
  if (qr.data === '') return 0;
  try {
    return QRCode.create(qr.data, { errorCorrectionLevel: qr.level }).modules.size * qr.moduleDots;
  } catch {
    return 0;
  }
}

function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += (character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2;
  return columns;
}
