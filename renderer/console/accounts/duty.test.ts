import { expect, it } from 'vitest';
import { hallsOf, typedHalls } from './duty.ts';

it.each([
  ['', null],
  ['  ', null],
  ['tonglu-01', ['tonglu-01']],
  ['tonglu-01 tonglu-1*', ['tonglu-01', 'tonglu-1*']],
  ['tonglu-01，tonglu-02、 tonglu-03', ['tonglu-01', 'tonglu-02', 'tonglu-03']],
])('halls typed as “%s” are %j', (typed, halls) => {
  expect(hallsOf(typed)).toEqual(halls);
  expect(hallsOf(typedHalls(halls))).toEqual(halls);
});
