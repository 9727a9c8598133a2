import { describe, expect, test } from 'vitest';
import { MAX_STEPS } from './expand.ts';
import { type Fragment, parseFragment } from './fragment.ts';
import { lintItem } from './lint/lint.ts';
import { createRepetitionWatch } from './lint/lint-repetition.ts';
import { parseItem } from './parse-item.ts';
import { factoryFile, factoryWorld } from './testing/factory.ts';
import { changed } from './testing/marked.ts';

const FILE = 'items/property/window-booking.yaml';
const base = factoryFile(FILE);
/** The item's own question for a phone number, as it is written there. */
const question = /^ {2}- id: phone\n(?: {4}.*\n| {6}.*\n)*/m.exec(base)?.[0] ?? '';

const phone = `schema: 1
inputs: { known: the number that is known already }
steps:
${question.replace('profile.phone', '$known')}`;
const use = (extra = 'with: { known: profile.phone }', name = 'phone') =>
  `  - { verb: use, fragment: ${name}${extra === '' ? '' : `, ${extra}`} }\n`;
const written = (steps: string): string => changed(base, question, steps);

const fragmentsOf = (files: Readonly<Record<string, string>>) =>
  new Map<string, Fragment | null>(
    Object.entries(files).map(([name, text]) => {
      const parsed = parseFragment(text, `fragments/${name}.yaml`);
      return [name, parsed.ok ? parsed.value : null];
    }),
  );
const judge = (item: string, files: Readonly<Record<string, string>>) => {
  const parsed = parseItem(item, FILE, fragmentsOf(files));
  return parsed.ok ? lintItem(parsed.value, parsed.source, factoryWorld) : parsed.problems;
};
const chain = (next: string) => `schema: 1\nsteps:\n${use('', next)}`;

describe('a fragment', () => {
  test('means in its place what it would mean written out', () => {
    const parsed = parseItem(written(use()), FILE, fragmentsOf({ phone }));
    const plain = parseItem(base, FILE);
    if (!parsed.ok || !plain.ok) throw new Error('both are read');
    expect(parsed.value).toEqual(plain.value);
    expect(judge(written(use()), { phone })).toEqual([]);
  });

  test('may use another one, and hands its own inputs on', () => {
    const outer = `schema: 1\ninputs: { number: a number }\nsteps:\n${use("with: { known: profile.phone }, when: '$number != null'")}`;
    const parsed = parseItem(
      written(use('with: { number: profile.phone }', 'outer')),
      FILE,
      fragmentsOf({ phone, outer }),
    );
    if (!parsed.ok) throw new Error('it is read');
    expect(parsed.value.steps.find(({ id }) => id === 'phone')).toMatchObject({
      when: 'profile.phone != null',
      prefill: expect.stringContaining('profile.phone'),
    });
  });

  test('is on the way only where both its use and its own step are', () => {
    const conditional = phone.replace('- id: phone', '- id: phone\n    when: answers.people > 1');
    const parsed = parseItem(
      written(use("with: { known: profile.phone }, when: 'answers.people < 4'")),
      FILE,
      fragmentsOf({ phone: conditional }),
    );
    if (!parsed.ok) throw new Error('it is read');
    expect(parsed.value.steps.find(({ id }) => id === 'phone')?.when).toBe(
      '(answers.people < 4) && (answers.people > 1)',
    );
  });
});

describe('a problem in a fragment', () => {
  test('is placed in its file, and names the item it was found in', () => {
    const wrong = phone.replace('$known', 'profil.phone');
    const line = wrong.split('\n').findIndex((each) => each.includes('profil.phone')) + 1;
    expect(judge(written(use('with: { known: profile.phone }')), { phone: wrong })).toContainEqual(
      expect.objectContaining({
        file: 'fragments/phone.yaml',
        line,
        message: expect.stringContaining(`(in ${FILE})`),
      }),
    );
  });

  test('leaves the places of the item itself where they were', () => {
    const text = changed(written(use()), 'office: ', 'ofice: ');
    const line = text.split('\n').findIndex((each) => each.includes('ofice')) + 1;
    expect(judge(text, { phone })).toContainEqual(expect.objectContaining({ file: FILE, line }));
  });

  test('is found in its shape as in an item, unknown words and all', () => {
    const parsed = parseFragment('schema: 1\nsteps: [{ verb: aks, id: x }]\n', 'fragments/x.yaml');
    expect(parsed).toMatchObject({ ok: false, problems: [{ file: 'fragments/x.yaml', line: 2 }] });
  });
});

describe('is refused, with the place that is at fault:', () => {
  test.each([
    ['a fragment that is not there', use('', 'phones'), /no fragment “phones”/, /did you mean “phone”/],
    ['one whose file cannot be read', use('', 'broken'), /cannot be read/, /fragments\/broken/],
    ['an input that is missing', use(''), /needs to know known/, /with: \{ known/],
    [
      'an input nobody knows',
      use('with: { knwon: profile.phone, known: profile.phone }'),
      /no input/,
      /known/,
    ],
    ['an input that is no name', use("with: { known: '1 + 1' }"), /known/, /./],
  ])('%s', (_, steps, message, fix) => {
    expect(judge(written(steps), { phone, broken: '{{{{' })).toContainEqual(
      expect.objectContaining({
        file: FILE,
        message: expect.stringMatching(message),
        fix: expect.stringMatching(fix),
      }),
    );
  });

  test('a circle of fragments', () => {
    const files = { one: chain('two'), two: chain('three'), three: chain('one') };
    expect(judge(written(use('', 'one')), files)).toEqual([
      {
        file: 'fragments/three.yaml',
        line: 3,
        column: expect.any(Number),
        message: 'fragments go round in a circle: one → two → three → one',
        fix: 'take one of these use steps out',
      },
    ]);
  });

  test('a bomb of fragments that double each other, at once', () => {
    const twice = (next: string) => `schema: 1\nsteps:\n${use('', next)}${use('', next)}`;
    const files = Object.fromEntries([
      ...Array.from({ length: 40 }, (_, level) => [`f${level}`, twice(`f${level + 1}`)] as const),
      ['f40', `schema: 1\nsteps:\n${question}`],
    ]);
    const before = performance.now();
    expect(judge(written(use('', 'f0')), files)).toEqual([
      expect.objectContaining({ message: `the item has more than ${MAX_STEPS} steps` }),
    ]);
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  test('the same fragment twice in one item: its answers have one name', () => {
    expect(judge(written(use() + use()), { phone })).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('“phone” is used twice') }),
    );
  });
});

describe('a question that two items ask in the same words', () => {
  const watched = (...texts: readonly string[]) => {
    const watch = createRepetitionWatch();
    return texts.map((text, index) => {
      const parsed = parseItem(text, `items/property/item-${index}.yaml`, fragmentsOf({ phone }));
      if (!parsed.ok) throw new Error('the item is read');
      return watch.foundIn(parsed.value, parsed.source).map(({ message }) => message);
    });
  };

  test('is refused where it is written a second time', () => {
    const [first, second] = watched(base, base);
    expect(first).toEqual([]);
    expect(second).toContain('property.window-booking asks this in the same words, for the same reason');
  });

  test('is none when both have it from one fragment', () => {
    const rest = (text: string): string =>
      text
        .replaceAll('您到窗口要办什么？', '您要办哪件事？')
        .replaceAll('一共几个人来？', '几位一起来？')
        .replaceAll('哪天、什么时候来？', '约在哪天？');
    expect(watched(written(use()), rest(written(use())))).toEqual([[], []]);
  });
});
