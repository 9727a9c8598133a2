import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseItem } from './parse-item.ts';
import { factoryFile } from './testing/factory.ts';
import { changed, unmark } from './testing/marked.ts';

const FILE = 'items/medins/remote-filing.yaml';
const ITEM = factoryFile(FILE);
const problemsIn = (text: string) => {
  const parsed = parseItem(text, FILE);
  return parsed.ok ? [] : parsed.problems;
};

describe('a mistake in the shape is found where it stands', () => {
  test.each([
    ['an unknown verb', '    verb: sign\n', '    verb: «sing\n', /use one of show, choose, ask, sign/],
    ['an unknown key', '    max: 20\n', '    «maximum: 20\n', /spelling/],
    [
      'a missing language',
      'place: { zh-CN: 医保窗口, en: Medical insurance counter }',
      '«place: { zh-CN: 医保窗口 }',
      /write en/,
    ],
    ['a code without quotes', "baseCode: '332006007000'", 'baseCode: «332006007000', /quotes/],
    [
      'a short name too long',
      'shortName: { zh-CN: 异地就医备案,',
      'shortName: { zh-CN: «异地就医备案和别的事,',
      /at most 8 characters/,
    ],
    ['a number that would lose digits', 'version: 1\n', 'version: «330122196503010000\n', /quotes/],
    ['a key twice', 'minutes: 4\n', 'minutes: 4\n«minutes: 5\n', /keep one/],
    ['an alias', 'assurance: card\n', 'assurance: «*card\n', /write the value out/],
    ['an unknown tag', 'assurance: card\n', 'assurance: «!level card\n', /tag/],
    ['a tab', 'window:\n  place', 'window:\n«\tplace', /spaces|YAML/],
    ['a second document', 'minutes: 4\n', 'minutes: 4\n«---\n', /one document/],
  ])('%s', (_, passage, replacement, fix) => {
    const { text, line, column } = unmark(changed(ITEM, passage, replacement));
    const problem = problemsIn(text).find((candidate) => fix.test(candidate.fix));
    expect(problem).toMatchObject({ file: FILE, line, column });
  });

  test('a question without a why', () => {
    const without = ITEM.replace(/( {4}question: \{ zh-CN: 在哪个城市.*\n) {4}why:\n.*\n.*\n/, '$1');
    expect(without).not.toBe(ITEM);
    const line = without.slice(0, without.indexOf('id: city')).split('\n').length;
    expect(problemsIn(without)).toMatchObject([
      { line, column: 5, message: expect.stringMatching(/why.*missing/) },
    ]);
  });
});

describe('a file that is a trap is refused at once', () => {
  const withinMs = (limit: number, work: () => void): void => {
    const start = performance.now();
    work();
    expect(performance.now() - start).toBeLessThan(limit);
  };

  test('a YAML bomb of aliases', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join()}]`),
    ];
    withinMs(1000, () => expect(problemsIn(bomb.join('\n'))[0]?.fix).toBe('write the value out'));
  });

  test('ten megabytes', () => {
    withinMs(1000, () =>
      expect(problemsIn('a: 1\n'.repeat(2_000_000))).toMatchObject([
        { line: 1, message: expect.stringContaining('100 kB') },
      ]),
    );
  });

  test('nesting without end', () => {
    for (const deep of [
      '- '.repeat(40_000),
      '['.repeat(90_000),
      '[\n'.repeat(4_900),
      `${'{a: '.repeat(400)}1`,
    ]) {
      withinMs(1000, () => expect(problemsIn(deep)).not.toEqual([]));
    }
  });

  test('YAML 1.1, where no means false', () => {
    expect(problemsIn(`%YAML 1.1\n---\n${ITEM}`)).toMatchObject([{ fix: expect.stringContaining('%YAML') }]);
  });

  test('a key that is every object’s prototype', () => {
    expect(problemsIn(`${ITEM}\n__proto__: { polluted: true }\n`)).not.toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

test('any text is an item or problems with places inside it, never a throw, within a second', () => {
  const lines = ITEM.split('\n');
  const cut = fc
    .tuple(
      fc.nat(lines.length - 1),
      fc.nat(lines.length - 1),
      fc.constantFrom(
        '',
        '  ',
        '- ',
        '"',
        "'",
        '{',
        '*x',
        '&x',
        '<<: ',
        ': ',
        '|',
        '\t',
        '\u0000',
        '#',
        '330122196503010000',
        '中',
      ),
    )
    .map(([from, at, noise]) =>
      [...lines.slice(0, at), noise + lines[from], ...lines.slice(at + 1)].join('\n'),
    );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 2000 }), cut), (text) => {
      const start = performance.now();
      const problems = problemsIn(text);
      expect(performance.now() - start).toBeLessThan(1000);
      const height = text.split(/\r\n|\n|\r/).length;
      for (const { line, column, message, fix } of problems) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(height + 1);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(message).not.toBe('');
        expect(fix).not.toBe('');
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);
