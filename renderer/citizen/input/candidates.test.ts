import fc from 'fast-check';
import { expect, it } from 'vitest';
import { candidates } from './candidates.ts';
import { ENTRIES } from './words-by-pinyin.ts';

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

it('offers nothing when nothing is typed, and nothing for what no word spells', () => {
  expect(candidates('', 6)).toEqual([]);
  expect(candidates('vvv', 6)).toEqual([]);
});

it('finds every word of the list by its own initials and by its own pinyin', () => {
  const all = ENTRIES.length;
  for (const { word, syllables } of ENTRIES) {
    expect(candidates(syllables.join(''), all)).toContain(word);
    expect(candidates(syllables.map((syllable) => syllable[0]).join(''), all)).toContain(word);
  }
});

it('answers any letters at once, never more than asked for', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z]{0,24}$/),
      fc.nat(9),
      (typed, limit) => candidates(typed, limit).length <= limit,
    ),
  );
});

it('holds every word once, in plain pinyin', () => {
  expect(new Set(ENTRIES.map(({ word }) => word)).size).toBe(ENTRIES.length);
  for (const { word, syllables } of ENTRIES) {
    expect(syllables).toHaveLength([...word].length);
    for (const syllable of syllables) expect(syllable).toMatch(/^[a-z]+$/);
  }
});
