import { expect, it } from 'vitest';
import { CODES, codeOf, codeTexts } from './codes.ts';
import { referencePage } from './reference-page.ts';

const all = Object.entries(CODES);
const forCitizens = all.filter(([, code]) => code.audience.includes('citizen'));
const said = (entry: (typeof all)[number], language: 'zh-CN' | 'en') =>
  [entry[1].title, entry[1].text, entry[1].next].map((text) => text[language]).join(' ');

it('the reference page is what the table says', async () => {
  await expect(referencePage(CODES)).toMatchFileSnapshot('../../docs/codes.md');
});

it.each(forCitizens.map((entry) => [entry[0], entry] as const))(
  '%s speaks to a citizen plainly',
  (_, entry) => {
    expect(said(entry, 'zh-CN')).not.toMatch(/抱歉|对不起|系统|操作失败|错误|异常|故障|你/);
    expect(said(entry, 'en')).not.toMatch(/sorry|error|failed|invalid|system|oops|please/i);
  },
);

it('a citizen is always told what to do next, in a sentence', () => {
  for (const entry of forCitizens) {
    expect(entry[1].next['zh-CN'], entry[0]).toMatch(/。$/);
    expect(entry[1].next.en, entry[0]).toMatch(/\.$/);
  }
});

it('titles carry no full stop', () => {
  for (const [name, { title }] of all) expect(`${title['zh-CN']}${title.en}`, name).not.toMatch(/[。.]/);
});

it('says what became of application and money wherever either could have moved', () => {
  for (const entry of forCitizens.filter(([name]) => /^(exchange|journal|internal)/.test(name))) {
    expect(said(entry, 'zh-CN'), entry[0]).toMatch(/没有(新的申请被)?提交.*没有产生费用/);
    expect(said(entry, 'en'), entry[0]).toMatch(/nothing was charged/i);
  }
});

it('a code nobody knows is told as an internal one, never left blank', () => {
  expect(codeOf('no.such.code')).toBe(CODES.internal);
  expect(codeTexts('toString')).toEqual(codeTexts('internal'));
});
