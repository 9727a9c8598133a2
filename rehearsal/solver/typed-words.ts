import fc from 'fast-check';
import { addDays, isCivilDate } from '../../flows/cel/civil-date.ts';
import type { StepOf } from '../../flows/language/steps.ts';
import type { CelScope, Evaluate } from '../../flows/machine/evaluate.ts';

type AskStep = StepOf<'ask'>;

/** How many words are made of one pattern. */
const OF_A_PATTERN = 3;
/** Made up: an area code and an authority that belong to nowhere. */
const WITH_CHECK_CHARACTER = { gb11643: '000000196001010006', gb32100: '91000000000000000K' } as const;

/**
 * What can be typed at a step within its bounds, likeliest first, as it is typed: amounts in yuan. Whether an answer is
 * really taken is for the step to say. The same every time.
 */
export function typedWords(step: AskStep, scope: CelScope, evaluate: Evaluate): readonly string[] {
  switch (step.type) {
    case 'number':
      return numbersOf(step).map(String);
    case 'amount':
      return numbersOf({ min: step.min ?? 100, max: step.max ?? 100_000 }).map(yuanOf);
    case 'phone':
      return ['19900000001'];
    case 'date':
      return daysOf(step, scope, evaluate);
    case 'text':
      return textsOf(step);
  }
}

/** Fen as they are typed. */
export const yuanOf = (fen: number): string =>
  `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

function numbersOf({ min, max }: { min?: number | undefined; max?: number | undefined }): readonly number[] {
  const least = Math.ceil(min ?? 1);
  const most = Math.floor(max ?? Math.max(least, 10));
  return [Math.floor((least + most) / 2), least, most, least + 1].filter(
    (number) => number >= least && number <= most,
  );
}

function daysOf(step: AskStep, scope: CelScope, evaluate: Evaluate): readonly string[] {
  const today = String(scope.today);
  const dayOf = (expression: string | undefined): string | null => {
    if (expression === undefined) return null;
    const result = evaluate(expression, scope, 'date');
    return result.kind === 'value' && typeof result.value === 'string' && isCivilDate(result.value)
      ? result.value
      : null;
  };
  const from = dayOf(step.notBefore);
  const to = dayOf(step.notAfter);
  const near = (day: string, direction: 1 | -1) =>
    [7, 30, 1, 0, 200, 400].map((days) => addDays(day, direction * days));
  return [
    ...(from === null ? [] : near(from, 1)),
    ...(to === null ? [] : near(to, -1)),
    ...near(today, -1),
    ...near(today, 1),
    ...[-3_000, -10_000].map((days) => addDays(today, days)),
  ];
}

function textsOf(step: AskStep): readonly string[] {
  const least = step.min ?? 2;
  return [
    ...(step.check === undefined ? [] : [WITH_CHECK_CHARACTER[step.check]]),
    ...(step.pattern === undefined ? [] : ofPattern(step.pattern)),
    // What the screen's own keyboard has comes first: letters, digits, a few signs.
    'test road 1-2-301',
    'test',
    '测试人',
    '测试路1号2幢301室',
    '测'.repeat(Math.max(least, 2)),
    '1'.repeat(Math.max(least, 1)),
    'name@example.invalid',
  ];
}

/** A pattern no word can be made of is one only fixed words can answer. */
function ofPattern(pattern: string): readonly string[] {
  try {
    return fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`, 'u')), {
      seed: 1,
      numRuns: OF_A_PATTERN,
    });
  } catch {
    return [];
  }
}
