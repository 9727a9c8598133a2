import { describe, expect, test } from 'vitest';
import { MAX_STEPS } from './expand.ts';
import { type Fragment, parseFragment } from './fragment.ts';
import { lintItem } from './lint/lint.ts';
import { parseItem } from './parse-item.ts';
import { factoryFile, factoryWorld } from './testing/factory.ts';
import { changed } from './testing/marked.ts';

const FILE = 'items/police/traffic-fine-pay.yaml';

const question = (id = 'dispute', label = '第$fineNumber笔') => `        - id: ${id}
          verb: choose
          label: { zh-CN: ${label}, en: 'Fine $fineNumber' }
          question: { zh-CN: '第$fineNumber笔要申诉吗？', en: 'Contest fine $fineNumber?' }
          why: { zh-CN: '共{{derived.open.size()}}笔，这笔{{$fine.fineFen, yuan}}。', en: '{{derived.open.size()}} in all, this one is {{$fine.fineFen, yuan}}.' }
          options:
            - { value: yes, label: { zh-CN: 申诉, en: Contest } }
            - { value: no, label: { zh-CN: 不申诉, en: Accept } }
`;
const reason = `        - id: ground
          verb: ask
          when: answers.dispute == "yes"
          label: { zh-CN: 理由, en: Ground }
          question: { zh-CN: 申诉理由是什么？, en: On what ground? }
          why: { zh-CN: 复核时按理由查证。, en: It is looked into. }
          type: text
          max: 60
`;
const each = ({
  steps = question() + reason,
  max = 3,
  list = 'derived.open',
  more = true,
  sums = '',
} = {}) => `  - verb: each
    list: ${list}
    as: fine
    max: ${max}
${more ? '    more: { zh-CN: 其余的到窗口申诉。, en: Contest the others at the counter. }\n' : ''}    steps:
${steps}${sums}`;
const DERIVED = `derived:
  - id: open
    label: { zh-CN: 未处理的罚款, en: Open fines }
    value: 'fines == null ? [] : fines.items.filter(f, f.state == "未处理")'
`;
const SUMS = `    sums:
      - id: contestedFen
        label: { zh-CN: 申诉金额, en: Contested }
        value: 'answers.dispute == "yes" ? $fine.fineFen : 0'
`;
const base = factoryFile(FILE);
const written = (steps: string): string =>
  changed(changed(base, 'steps:\n', `steps:\n${steps}`), 'derived:\n', DERIVED);

const fragmentsOf = (files: Readonly<Record<string, string>>) =>
  new Map<string, Fragment | null>(
    Object.entries(files).map(([name, text]) => {
      const parsed = parseFragment(text, `fragments/${name}.yaml`);
      return [name, parsed.ok ? parsed.value : null];
    }),
  );
const parse = (steps: string, files: Readonly<Record<string, string>> = {}) =>
  parseItem(written(steps), FILE, fragmentsOf(files));
const judge = (steps: string, files: Readonly<Record<string, string>> = {}) => {
  const parsed = parse(steps, files);
  return parsed.ok ? lintItem(parsed.value, parsed.source, factoryWorld) : parsed.problems;
};
const definitionOf = (steps: string, files: Readonly<Record<string, string>> = {}) => {
  const parsed = parse(steps, files);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
};
const stepsOf = (steps: string, files: Readonly<Record<string, string>> = {}) =>
  definitionOf(steps, files).steps;

describe('a repetition', () => {
  test('ships without a problem', () => {
    expect(judge(each())).toEqual([]);
    expect(judge(each({ sums: SUMS, list: 'derived.open' }))).toEqual([]);
  });

  test('is written out: copy k is on the way when the list has more than k entries', () => {
    const steps = stepsOf(each());
    expect(steps.slice(0, 7).map(({ id, when }) => [id, when])).toEqual([
      ['fineMore', 'derived.open.size() > 3'],
      ['dispute1', 'derived.open.size() > 0'],
      ['ground1', '(derived.open.size() > 0) && (answers.dispute1 == "yes")'],
      ['dispute2', 'derived.open.size() > 1'],
      ['ground2', '(derived.open.size() > 1) && (answers.dispute2 == "yes")'],
      ['dispute3', 'derived.open.size() > 2'],
      ['ground3', '(derived.open.size() > 2) && (answers.dispute3 == "yes")'],
    ]);
  });

  test('speaks of its entry by place, and says which of how many it is', () => {
    expect(stepsOf(each())[3]).toMatchObject({
      label: { en: 'Fine 2' },
      why: { en: '{{derived.open.size()}} in all, this one is {{derived.open[1].fineFen, yuan}}.' },
    });
  });

  test('tells whoever has more entries how many are gone through, and what becomes of the rest', () => {
    expect(stepsOf(each())[0]).toMatchObject({
      verb: 'show',
      rows: [{ value: 'derived.open.size()' }, { value: '3' }],
      note: { en: 'Contest the others at the counter.' },
    });
  });

  test('may be of steps of a fragment, which is told of the entry', () => {
    const contest = `schema: 1\ninputs: { sum: the sum }\nsteps:\n${question().replaceAll(/^ {6}/gm, '').replaceAll('$fine.fineFen', '$sum').replaceAll('$fineNumber', '一')}`;
    const use = '        - { verb: use, fragment: contest, with: { sum: $fine.fineFen } }\n';
    expect(stepsOf(each({ steps: use }), { contest })[2]).toMatchObject({
      id: 'dispute2',
      why: { en: '{{derived.open.size()}} in all, this one is {{derived.open[1].fineFen, yuan}}.' },
    });
  });

  test('may stand in a fragment, which is told of the list', () => {
    const all = `schema: 1\ninputs: { open: the fines }\nsteps:\n${each({ list: '$open', sums: SUMS })}`;
    const definition = definitionOf('  - { verb: use, fragment: all, with: { open: derived.open } }\n', {
      all,
    });
    expect(definition.steps[1]).toMatchObject({ id: 'dispute1', when: 'derived.open.size() > 0' });
    expect(definition.derived[1]).toMatchObject({
      value: expect.stringContaining('derived.open[0].fineFen'),
    });
  });

  test('adds up over all entries, in short steps of which the last has the name', () => {
    const { derived } = definitionOf(each({ sums: SUMS }));
    expect(derived.slice(0, 4).map(({ id, value }) => [id, value])).toEqual([
      ['open', expect.any(String)],
      [
        'contestedFen1',
        '(derived.open.size() > 0 ? (answers.dispute1 == "yes" ? derived.open[0].fineFen : 0) : 0)',
      ],
      [
        'contestedFen2',
        'derived.contestedFen1 + (derived.open.size() > 1 ? (answers.dispute2 == "yes" ? derived.open[1].fineFen : 0) : 0)',
      ],
      [
        'contestedFen',
        'derived.contestedFen2 + (derived.open.size() > 2 ? (answers.dispute3 == "yes" ? derived.open[2].fineFen : 0) : 0)',
      ],
    ]);
  });
});

describe('a problem in a repetition', () => {
  test('is placed where it is written, and said once for all copies', () => {
    const text = written(each({ steps: question() + reason.replace('"yes"', '"yess"') }));
    const line = text.split('\n').findIndex((each) => each.includes('"yess"')) + 1;
    expect(judge(each({ steps: question() + reason.replace('"yes"', '"yess"') }))).toEqual([
      expect.objectContaining({ file: FILE, line, message: expect.stringContaining('is never “yess”') }),
    ]);
  });

  test('in a sum is placed in the sum', () => {
    const sums = SUMS.replace('fineFen', 'fineFem');
    const text = written(each({ sums }));
    const line = text.split('\n').findIndex((each) => each.includes('fineFem')) + 1;
    expect(judge(each({ sums }))).toContainEqual(expect.objectContaining({ file: FILE, line }));
  });
});

describe('is refused, with the place that is at fault:', () => {
  test.each([
    ['a repetition that says nothing of the rest', each({ more: false }), /“more” is missing/],
    ['more copies than anybody goes through', each({ max: 9 }), /too long or too large/],
    ['a list that is an expression', each({ list: '"fines.items.filter(f, true)"' }), /a name such as/],
    ['a list that is none', each({ list: 'fines.unpaidFen' }), /unpaidFen/],
    [
      'a repetition within a repetition',
      each({ steps: '        - { verb: use, fragment: again }\n' }),
      /a repetition within a repetition/,
    ],
    [
      'a signature for each',
      each({ steps: '        - { verb: use, fragment: signed }\n' }),
      /a sign step is not repeated/,
    ],
    ['steps of one name twice', each({ steps: question() + question() }), /used twice/],
  ])('%s', (_, steps, message) => {
    const files = {
      again: `schema: 1\nsteps:\n${each()}`,
      signed: `schema: 1
steps:
  - id: sign
    verb: sign
    label: { zh-CN: 签名, en: Signature }
    question: { zh-CN: 请签名, en: Please sign }
    why: { zh-CN: 本人签名有效。, en: It must be your own. }
    document: { zh-CN: 申诉书, en: The complaint }
`,
    };
    expect(judge(steps, files)).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(message) }),
    );
  });

  test('a list that is made of itself', () => {
    const own = written(each()).replace(
      /value: 'fines == null \? .*'/,
      'value: \'derived.open.filter(f, f.state == "未处理")\'',
    );
    const parsed = parseItem(own, FILE);
    if (!parsed.ok) throw new Error('it is read');
    expect(lintItem(parsed.value, parsed.source, factoryWorld)).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('open') }),
    );
  });

  test('a bomb of fragments in a repetition, at once', () => {
    const twice = (next: string) =>
      `schema: 1\nsteps:\n${`  - { verb: use, fragment: ${next} }\n`.repeat(2)}`;
    const files = Object.fromEntries([
      ...Array.from({ length: 40 }, (_, level) => [`f${level}`, twice(`f${level + 1}`)] as const),
      ['f40', `schema: 1\nsteps:\n${question().replaceAll(/^ {6}/gm, '')}`],
    ]);
    const before = performance.now();
    expect(judge(each({ steps: '        - { verb: use, fragment: f0 }\n' }), files)).toEqual([
      expect.objectContaining({ message: `the item has more than ${MAX_STEPS} steps` }),
    ]);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
