import fc from 'fast-check';
import { expect, it } from 'vitest';
import { candidates as all, rowsOf } from './candidates.ts';
import { CHARACTERS } from './characters-by-pinyin.ts';
import { ENTRIES } from './words-by-pinyin.ts';

/** As many texts as a row of keys shows. */
const candidates = (typed: string, limit: number) =>
  all(typed)
    .slice(0, limit)
    .map(({ text }) => text);

it('finds a city by initials, by whole pinyin and by a mixture', () => {
  for (const typed of ['hss', 'huangshan', 'huangs', 'hshan', 'HSS'])
    expect(candidates(typed, 6)).toContain('黄山市');
  expect(candidates('cq', 6)).toContain('重庆市');
  expect(candidates('xm', 6)).toContain('厦门市');
});

it('puts the word first whose pinyin is fully typed', () => {
  expect(candidates('beijing', 6)[0]).toBe('北京市');
  expect(candidates('rmyy', 6)[0]).toBe('人民医院');
});

it('offers nothing when nothing is typed, and nothing for what no syllable begins with', () => {
  expect(all('')).toEqual([]);
  expect(all('vvv')).toEqual([]);
});

it('finds every word of the list by its own initials and by its own pinyin', () => {
  const every = Number.POSITIVE_INFINITY;
  for (const { word, syllables } of ENTRIES) {
    expect(candidates(syllables.join(''), every)).toContain(word);
    expect(candidates(syllables.map((syllable) => syllable[0]).join(''), every)).toContain(word);
  }
});

it('writes what is in no list character by character', () => {
  expect(all('zhejiang')).toContainEqual({ text: '浙', letters: 3 });
  expect(all('lv')).toContainEqual({ text: '绿', letters: 2 });
  expect(candidates('shi', 6)).toContain('市');
});

it('offers what a begun syllable may become', () => {
  expect(candidates('zho', Number.POSITIVE_INFINITY)).toContain('中');
});

it('stands for letters that were typed, whatever they are', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{0,24}$/), (typed) =>
      all(typed).every(({ text, letters }) => text !== '' && letters > 0 && letters <= typed.length),
    ),
  );
});

it('knows every character of GB 2312', () => {
  expect(new Set([...CHARACTERS.values()].flat()).size).toBe(6763);
});

it('holds every word once, in plain pinyin', () => {
  expect(new Set(ENTRIES.map(({ word }) => word)).size).toBe(ENTRIES.length);
  for (const { word, syllables } of ENTRIES) {
    expect(syllables).toHaveLength([...word].length);
    for (const syllable of syllables) expect(syllable).toMatch(/^[a-z]+$/);
  }
});

it('stands in rows that fit, every candidate once, none lost', () => {
  const list = all('shi');
  const rows = rowsOf(list);
  expect(rows.flat()).toEqual(list);
  for (const row of rows) {
    const width = row.reduce((sum, { text }) => sum + [...text].length + 1.6, 0);
    expect(width).toBeLessThanOrEqual(13.5);
  }
});
