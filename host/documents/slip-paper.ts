import type { ReceiptLine } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { Language, Text } from '../../flows/language/text.ts';

type Style = { readonly align?: 'center'; readonly bold?: true; readonly size?: 2 };
/** How words go on paper: Chinese always, in another language its lines below. */
export type Paper = {
  readonly say: (text: Text, style: Style) => ReceiptLine[];
  readonly title: (text: Text) => ReceiptLine[];
  readonly pair: (label: Text, value: Text) => ReceiptLine[];
  /** One cell or two; a line that reads the same in both languages is printed once. */
  readonly line: (cells: readonly Text[]) => ReceiptLine[];
};

/** The longest title that fits one line of 48 columns in double width. */
const LARGE_TITLE_CHARACTERS = 11;

export const paperFor = (language: Language): Paper => {
  const isTwice = (text: Text): boolean => language === 'en' && text.en !== text['zh-CN'];
  const say = (text: Text, style: Style): ReceiptLine[] => [
    { kind: 'text', text: text['zh-CN'], ...style },
    ...(isTwice(text) ? [{ kind: 'text', text: text.en, ...style } as const] : []),
  ];
  const cellsIn = (cells: readonly Text[], of: Language): ReceiptLine => {
    const [first = '', second] = cells.map((cell) => cell[of]);
    return second === undefined
      ? { kind: 'text', text: first }
      : { kind: 'pair', label: first, value: second };
  };
  return {
    say,
    line: (cells) => [cellsIn(cells, 'zh-CN'), ...(cells.some(isTwice) ? [cellsIn(cells, 'en')] : [])],
    title: (text) => {
      const large: Style = [...text['zh-CN']].length <= LARGE_TITLE_CHARACTERS ? { size: 2 } : {};
      const chinese: ReceiptLine = {
        kind: 'text',
        text: text['zh-CN'],
        align: 'center',
        bold: true,
        ...large,
      };
      return isTwice(text) ? [chinese, { kind: 'text', text: text.en, align: 'center' }] : [chinese];
    },
    pair: (label, value) => [
      { kind: 'pair', label: label['zh-CN'], value: value['zh-CN'] },
      ...(language === 'en' ? [{ kind: 'pair', label: label.en, value: value.en } as const] : []),
    ],
  };
};
