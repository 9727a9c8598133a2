import { PDF } from '@libpdf/core';
import { describe, expect, test } from 'vitest';
import { findDocumentFonts } from './document-fonts.ts';
import { type DocumentDraft, layOutDocument } from './document-layout.ts';
import { contentOf, home, recordOf } from './test-document.ts';

const AT = new Date('2026-11-24T02:00:00Z');
const fonts = findDocumentFonts();

const draw = async (
  count: number | null,
  language: 'zh-CN' | 'en' = 'zh-CN',
  at = AT,
): Promise<DocumentDraft> => {
  const homes =
    count === null ? null : Array.from({ length: count }, (_, index) => home(String(index).padStart(7, '0')));
  const content = contentOf(recordOf(homes), { language });
  if (!content || !fonts) throw new Error('there is something to draw, and to draw it with');
  return layOutDocument(content, fonts, at);
};
const textOf = async ({ pdf }: DocumentDraft): Promise<string> => {
  const pages = (await PDF.load(pdf)).extractText();
  // Lines break where the column ends; what is said does not.
  return pages.map((page) => page.text.replaceAll('\n', '')).join('\n');
};

describe.skipIf(fonts === null)('a certificate on paper (needs fonts-noto-cjk)', () => {
  test('says all of it, as text a reader can search and hear', async () => {
    const text = await textOf(await draw(1));
    for (const words of [
      '个人住房信息查询记录',
      '陈国强（证件号码：330122196303120017）',
      '用途：子女入学',
      '有效期至：2026年12月24日',
      '桐庐县不动产权第',
      '面积（平方米） 用途 权利状态',
      '特此证明',
      '规划和自然资源局',
      'TEST-330122202611240000015',
      '测试样张',
    ])
      expect(text).toContain(words);
  });

  test('has the English below the Chinese for who chose English, and no English otherwise', async () => {
    expect(await textOf(await draw(0, 'en'))).toContain('Personal Housing Record');
    expect(await textOf(await draw(0))).not.toContain('Personal Housing Record');
  });

  test('is the same bytes for the same content at the same instant', async () => {
    const [first, again] = [await draw(3), await draw(3)];
    expect(Buffer.compare(first.pdf, again.pdf)).toBe(0);
    expect(again.place).toEqual(first.place);
  });

  test('has nothing of the person in its file properties', async () => {
    // Streams of a PDF are compressed; what can be read off the bytes is its properties, in UTF-16.
    const bytes = Buffer.from((await draw(1)).pdf);
    const inProperties = (words: string): boolean =>
      bytes.includes(Buffer.from(words, 'utf16le').swap16()) || bytes.includes(words);
    expect(inProperties('个人住房信息查询记录')).toBe(true);
    expect(['陈国强', '330122', '测试路', '入学'].filter(inProperties)).toEqual([]);
  });

  test('goes on over as many pages as its list needs, with the seal on the last', async () => {
    const long = await draw(60);
    expect(long.place.page).toBeGreaterThan(2);
    expect((await PDF.load(long.pdf)).getPageCount()).toBe(long.place.page);
    const pages = (await textOf(long)).split('\n');
    expect(pages.slice(0, -1).every((page) => page.includes('产权证号'))).toBe(true);
    expect(pages.at(-1)).toContain('特此证明');
  });

  test.each([10, 11, 12, 13, 24, 26, 28, 30])(
    'has a sentence above the seal with %i lines',
    async (lines) => {
      expect((await textOf(await draw(lines))).split('\n').at(-1)).toContain('特此证明');
    },
  );

  test.each([0, 1, 7, 11, 14, 20])('keeps seal and code on the paper with %i lines', async (lines) => {
    const { seal, code } = (await draw(lines)).place;
    for (const { xMm, yMm } of [seal, code]) {
      expect(xMm).toBeGreaterThan(25);
      expect(xMm).toBeLessThan(185);
      expect(yMm).toBeGreaterThan(20);
      expect(yMm).toBeLessThan(297 - 24);
    }
  });
});

test('a machine without the fonts finds none, and one that has only half of them neither', () => {
  expect(findDocumentFonts(() => false)).toBeNull();
  expect(findDocumentFonts((file) => file.includes('Regular'))).toBeNull();
  expect(findDocumentFonts((file) => file.startsWith('/usr/share/fonts/noto-cjk/'))?.bold).toEqual({
    file: '/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc',
    face: 'NotoSansCJKsc-Bold',
  });
});
