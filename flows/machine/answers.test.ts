import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askStep, bookStep, chooseStep } from '../language/steps.ts';
import { type AnsweredStep, checkAnswer, signatureProblem } from './answers.ts';
import type { Answer } from './contract.ts';
import { createEvaluator } from './evaluate.ts';
import { ask, book, choose } from './testing/items.ts';

const evaluate = createEvaluator();
const context = {
  scope: { today: '2026-11-24', person: { age: 60 } },
  evaluate,
  slots: [{ date: '2026-11-25', part: 'am', left: 1 }],
} as const;
const asking = (type: 'text' | 'number' | 'amount' | 'date' | 'phone', extra: object = {}) =>
  askStep.parse(ask('x', type, extra));
const kept = (step: AnsweredStep, value: Answer): Answer | null => {
  const checked = checkAnswer(step, value, context);
  return checked.kind === 'ok' ? checked.value : null;
};

describe('a mobile number', () => {
  it.each([
    ['13800000000', '13800000000'],
    [' 138 0000-0000 ', '13800000000'],
    ['１３８００００００００', '13800000000'],
  ])('is taken as people type it: %s', (typed, number) => {
    expect(kept(asking('phone'), typed)).toBe(number);
  });

  it.each(['12800000000', '1380000000', '138000000000', '+8613800000000', '', 13_800_000_000])(
    'is not taken when nobody could be called: %s',
    (typed) => {
      expect(kept(asking('phone'), typed)).toBeNull();
    },
  );
});

describe('a date', () => {
  const step = asking('date', { notBefore: 'today', notAfter: 'addDays(today, 30)' });

  it.each(['2026-11-24', '2026-12-24'])('may be the first or the last day: %s', (day) => {
    expect(kept(step, day)).toBe(day);
  });

  it('may be bounded by years back and by the month', () => {
    const back = asking('date', { notBefore: 'addYears(today, -10)', notAfter: 'today' });
    expect([kept(back, '2016-11-24'), kept(back, '2016-11-23')]).toEqual(['2016-11-24', null]);
    const month = asking('date', { notBefore: 'startOfMonth(today)' });
    expect([kept(month, '2026-11-01'), kept(month, '2026-10-31')]).toEqual(['2026-11-01', null]);
  });

  it.each(['2026-11-23', '2026-12-25', '2026-11-31', '2027-02-29', '2026-1-1', '24/11/2026', 'tomorrow', ''])(
    'is not taken outside its bounds or its calendar: %s',
    (day) => {
      expect(kept(step, day)).toBeNull();
    },
  );

  it('is not held to a bound nobody can compute', () => {
    expect(kept(asking('date', { notBefore: 'answers.from' }), '1999-12-31')).toBe('1999-12-31');
  });
});

describe('an amount', () => {
  const step = asking('amount', { min: 100, max: 1_000_000 });

  it.each([
    ['12', 1_200],
    ['12.5', 1_250],
    ['12.', 1_200],
    ['１２.３４', 1_234],
    ['1', 100],
    ['10000', 1_000_000],
    [1_234, 1_234],
  ])('is typed in yuan and kept in fen: %s', (typed, fen) => {
    expect(kept(step, typed)).toBe(fen);
  });

  it.each(['0.99', '10000.01', '1.234', '.5', '-3', '1,000', '12元', '1e3', '', 12.5, Number.NaN])(
    'is not taken outside its bounds, or when it is no sum of money: %s',
    (typed) => {
      expect(kept(step, typed)).toBeNull();
    },
  );

  it('loses no fen, whatever the sum', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999_999), (fen) => {
        const typed = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
        expect(kept(asking('amount', { max: 999_999_999_999 }), typed)).toBe(fen);
      }),
    );
  });
});

describe('a number with a check character', () => {
  it('is taken with a small letter too, and kept as the register writes it', () => {
    expect(kept(asking('text', { check: 'gb11643' }), '11010519491231002x')).toBe('11010519491231002X');
    expect(kept(asking('text', { check: 'gb32100' }), ' 91350100m000100y43 ')).toBe('91350100M000100Y43');
  });

  it.each(['gb11643', 'gb32100'] as const)('that is not right is told of in words to act on: %s', (check) => {
    const checked = checkAnswer(asking('text', { check }), '123', context);
    expect(checked).toMatchObject({ kind: 'problem', say: { 'zh-CN': expect.stringContaining('逐位核对') } });
  });
});

describe('a number', () => {
  const step = asking('number', { min: 1, max: 5 });

  it.each<[Answer, number]>([
    ['1', 1],
    [' ５ ', 5],
    [2, 2],
  ])('is kept as a whole number: %s', (typed, number) => {
    expect(kept(step, typed)).toBe(number);
  });

  it.each<Answer>([
    0,
    6,
    '0',
    '6',
    2.5,
    '2.5',
    '1e0',
    '0x1',
    '',
    'two',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
  ])('is not taken when it is none, or outside its bounds: %s', (typed) => {
    expect(kept(step, typed)).toBeNull();
  });
});

describe('a text', () => {
  it('is kept without the blanks around it, and counted in characters as people see them', () => {
    const step = asking('text', { min: 2, max: 3 });
    expect(kept(step, ' 𠮷野家 ')).toBe('𠮷野家');
    expect(kept(step, '𠮷')).toBeNull();
    expect(kept(step, '𠮷野家店')).toBeNull();
  });

  it.each(['', '   ', 'a\u0000b', 'line\nline', 'x'.repeat(201)])(
    'is not taken when a form could not hold it',
    (typed) => {
      expect(kept(asking('text'), typed)).toBeNull();
    },
  );

  it('must match the whole pattern', () => {
    const step = asking('text', { pattern: '[A-Z]{2}[0-9]{4}' });
    expect(kept(step, 'AB1234')).toBe('AB1234');
    expect(kept(step, 'AB12345')).toBeNull();
  });

  it('meets a pattern that would hang a backtracking engine in a moment', () => {
    const begun = performance.now();
    expect(kept(asking('text', { pattern: '(a+)+' }), `${'a'.repeat(150)}!`)).toBeNull();
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe('a choice and a slot', () => {
  it('is one of those shown', () => {
    const step = chooseStep.parse(choose('x', ['a', 'b']));
    expect(kept(step, 'a')).toBe('a');
    expect(kept(step, 'c')).toBeNull();
    expect(kept(step, true)).toBeNull();
  });

  it('is one that is free', () => {
    const step = bookStep.parse(book('x'));
    expect(kept(step, '2026-11-25/am')).toBe('2026-11-25/am');
    expect(kept(step, '2026-11-25/pm')).toBeNull();
  });
});

describe('a signature', () => {
  it.each([[[]], [[[]]], [[[{ x: 1, y: 1 }]]]])('is not a stray touch: %o', (strokes) => {
    expect(signatureProblem({ strokes, at: '' })).not.toBeNull();
  });

  it('is a pen that moved', () => {
    const strokes = [
      [{ x: 1, y: 1 }],
      [
        { x: 1, y: 1 },
        { x: 2, y: 1 },
      ],
    ];
    expect(signatureProblem({ strokes, at: '' })).toBeNull();
  });
});

/** Any UTF-16 at all, unpaired surrogates and control characters included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 220 })
  .map((units) => String.fromCharCode(...units));

describe('whatever is sent', () => {
  const steps: readonly AnsweredStep[] = [
    asking('text', { pattern: '[a-z]*' }),
    asking('number', { min: 0 }),
    asking('date', { notBefore: 'today' }),
    asking('phone'),
    chooseStep.parse(choose('x', ['a', 'b'])),
    bookStep.parse(book('x')),
  ];

  it('is kept or answered with words in every language, never thrown at', () => {
    fc.assert(
      fc.property(fc.constantFrom(...steps), fc.oneof(anyText, fc.double(), fc.boolean()), (step, value) => {
        const checked = checkAnswer(step, value, context);
        if (checked.kind === 'problem')
          expect(checked.say).toEqual({ 'zh-CN': expect.any(String), en: expect.any(String) });
      }),
    );
  });

  it('is kept in a form that would be taken again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...steps),
        fc.oneof(
          fc.stringMatching(/^ ?[0-9１-９]{1,4} ?$/),
          fc.stringMatching(/^ ?1[3-9][0-9]{9} ?$/),
          fc.stringMatching(/^ ?[a-z]{1,9} ?$/),
          fc.constantFrom('a', '2026-12-01', ' 2026-12-01', '2026-11-25/am'),
        ),
        (step, value) => {
          const once = kept(step, value);
          if (once !== null) expect(kept(step, once)).toEqual(once);
        },
      ),
    );
  });
});
