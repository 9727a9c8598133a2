import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, createCelEnvironment, evaluate } from './cel.ts';
import type { CelExpected, CelSchema } from './types.ts';

const schema: CelSchema = {
  today: 'string',
  person: { record: { name: 'string', age: 'int', birthDate: 'string', validTo: 'string' } },
  answers: { record: { kind: 'string', to: 'string' } },
  licence: {
    record: {
      points: 'int',
      status: 'string',
      records: { list: { record: { year: 'int', points: 'int' } } },
    },
  },
};
const environment = createCelEnvironment(schema);
const person = { name: '测试甲', age: 61, birthDate: '1965-03-01', validTo: null };
const licence = { points: 9, status: null, records: [{ year: 2025, points: 3 }] };
const scope = { today: '2026-11-24', person, answers: { kind: 'refer' }, licence };

const resultOf = (
  source: string,
  expected: CelExpected,
  data: Readonly<Record<string, unknown>> = scope,
): unknown => {
  const program = compile(source, expected, environment);
  if (!program.ok) throw new Error(program.problem.message);
  const result = evaluate(program.value, data);
  return result.ok ? result.value : `problem: ${result.problem.code}`;
};
const problemOf = (
  source: string,
  expected: CelExpected = 'bool',
): { code: string; start: number; end: number } | null => {
  const program = compile(source, expected, environment);
  return program.ok ? null : { code: program.problem.code, ...program.problem.range };
};

describe('an author learns before publishing', () => {
  test.each([
    ['person.agee >= 60', 'no_such_key', 7, 11],
    ['person.age >= "60"', 'no_such_overload', 0, 18],
    ['peron.age >= 60', 'unknown_variable', 0, 5],
    ['has(answers.kindd) && true', 'no_such_key', 12, 17],
    ['licence.records.exists(r, r.yaer > 2000)', 'no_such_key', 28, 32],
    ['person.age >=', 'unexpected_token', 13, 13],
  ])('where %s is wrong', (source, code, start, end) => {
    expect(problemOf(source)).toEqual({ code, start, end });
  });

  test('that a condition must be true or false', () => {
    expect(problemOf('person.age')?.code).toBe('wrong_type');
    expect(problemOf('person.name', 'int')?.code).toBe('wrong_type');
  });
});

describe('an expression cannot become a program', () => {
  test.each([
    ['a regular expression', 'person.name.matches("^(a+)+$")'],
    ['cel.bind', 'cel.bind(x, person.age, x > 1)'],
    ['a function that is not ours', 'timestamp("2026-01-01T00:00:00Z") == timestamp("2026-01-01T00:00:00Z")'],
    ['loops three deep', '[1].exists(x, [2].exists(y, [3].exists(z, x + y + z > 5)))'],
    ['has() on an entry of a list', 'licence.records.exists(r, has(r.year))'],
  ])('with %s', (_, source) => {
    expect(problemOf(source)?.code).toBe('forbidden');
  });

  test('longer or deeper than a reviewer reads', () => {
    expect(problemOf(`"${'长'.repeat(500)}" == ""`)?.code).toBe('too_long');
    expect(problemOf(`${'('.repeat(30)}true${')'.repeat(30)}`)?.code).toBe('limit_exceeded');
    expect(problemOf(Array.from({ length: 150 }, () => '1').join('+'), 'int')?.code).toBe('limit_exceeded');
  });
});

describe('null', () => {
  test('is a record the person does not have', () => {
    const without = { ...scope, licence: null };
    expect(resultOf('licence == null', 'bool', without)).toBe(true);
    expect(resultOf('licence == null', 'bool')).toBe(false);
    expect(resultOf('licence == null || licence.points >= 9', 'bool', without)).toBe(true);
    expect(resultOf('licence != null && licence.points >= 9', 'bool', without)).toBe(false);
    expect(resultOf('licence == null ? 0 : licence.points', 'int', without)).toBe(0);
  });

  test('is a field without a value', () => {
    expect(resultOf('licence.status == null', 'bool')).toBe(true);
    expect(resultOf('person.validTo == null', 'bool')).toBe(true);
  });

  test('makes everything else undetermined, not false', () => {
    expect(resultOf('licence.points >= 9', 'bool', { ...scope, licence: null })).toBe('problem: no_such_key');
    expect(resultOf('licence.points >= 9', 'bool', { ...scope, licence: { ...licence, points: null } })).toBe(
      'problem: no_such_overload',
    );
  });

  test('differs from an answer not given yet', () => {
    expect(resultOf('has(answers.to)', 'bool')).toBe(false);
    expect(resultOf('has(answers.kind) && answers.kind in ["refer", "other"]', 'bool')).toBe(true);
  });
});

describe('days', () => {
  test('are counted on the civil calendar', () => {
    expect(resultOf('addDays(today, 14)', 'date')).toBe('2026-12-08');
    expect(resultOf('addYears("2024-02-29", 1)', 'date')).toBe('2025-02-28');
    expect(resultOf('startOfMonth("2024-02-29")', 'date')).toBe('2024-02-01');
    expect(resultOf('yearsBetween(person.birthDate, today)', 'int')).toBe(61);
    expect(resultOf('yearsBetween(person.birthDate, "2026-02-28")', 'int')).toBe(60);
    expect(resultOf('daysBetween(today, "2027-01-01")', 'int')).toBe(38);
  });

  test('that do not exist are a problem', () => {
    expect(resultOf('addDays("2026-02-30", 1)', 'date')).toMatch(/^problem/);
    expect(resultOf('person.name', 'date')).toBe('problem: wrong_type');
  });

  test('add up: a day moved there and back is the same day', () => {
    const day = fc
      .integer({ min: 0, max: 60_000 })
      .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: -9000, max: 9000 }), (date, days) => {
        expect(resultOf(`addDays(addDays("${date}", ${days}), ${-days})`, 'date')).toBe(date);
        expect(resultOf(`daysBetween("${date}", addDays("${date}", ${days}))`, 'int')).toBe(days);
      }),
    );
  });
});

describe('data', () => {
  test('never shows in a problem', () => {
    const secret = '330122196503010000';
    const data = { ...scope, person: { ...person, name: secret } };
    for (const source of [
      'int(person.name + "x")',
      'licence.points + int(person.name)',
      '{"a": 1}[person.name]',
    ]) {
      const program = compile(source, 'int');
      if (!program.ok) throw new Error(program.problem.message);
      const result = evaluate(program.value, data);
      expect(JSON.stringify(result)).not.toContain(secret.slice(0, 6));
    }
  });

  test('reaches no further than itself', () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      const program = compile(`person.${name}`, 'scalar');
      if (!program.ok) throw new Error(program.problem.message);
      expect(evaluate(program.value, scope)).toMatchObject({ ok: false, problem: { code: 'no_such_key' } });
    }
  });

  test('a list longer than 200 entries is refused before it is walked', () => {
    const long = {
      ...scope,
      licence: { ...licence, records: Array.from({ length: 201 }, (_, year) => ({ year, points: 0 })) },
    };
    expect(resultOf('licence.records.exists(r, r.points > 1)', 'bool', long)).toBe('problem: unusable_value');
  });
});

test('any text is a program or a problem inside the text, never a throw', () => {
  const pieces = fc.array(
    fc.constantFrom(
      'person.age',
      'licence',
      '.',
      '(',
      ')',
      '==',
      '&&',
      '"',
      '[0]',
      'has',
      ' ',
      '1',
      '9999999999999999999999',
      '0x',
      '?',
      ':',
      '\\u12',
      'b"',
      'null',
      '-',
      '中',
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        pieces.map((parts) => parts.join('')),
      ),
      (source) => {
        const program = compile(source, 'scalar', environment);
        if (program.ok) return void evaluate(program.value, scope);
        const { start, end } = program.problem.range;
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(source.length + 1);
      },
    ),
    { numRuns: 2000 },
  );
});
