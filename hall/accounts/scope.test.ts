import { expect, test } from 'vitest';
import { isWithin, type Scope, scopeSchema } from './scope.ts';

test.each<[Scope, string | null, boolean]>([
  [null, 'tonglu-1', true],
  [null, null, true],
  [['tonglu-1'], 'tonglu-1', true],
  [['tonglu-1'], 'tonglu-10', false],
  [['tonglu-*'], 'tonglu-10', true],
  [['tonglu-*'], 'tonglu', false],
  [['fuyang-1', 'tonglu-*'], 'fuyang-1', true],
  [['tonglu-*'], null, false],
])('of %j, %s is within: %s', (scope, hall, is) => {
  expect(isWithin(scope, hall)).toBe(is);
});

test.each([[[]], [['*']], [['Tonglu']], [['tonglu*1']], [['13800138000']], 'tonglu-1'])(
  '%j is no scope',
  (given) => {
    expect(scopeSchema.safeParse(given).success).toBe(false);
  },
);
