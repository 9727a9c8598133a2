import { expect, test } from 'vitest';
import { countedFault } from './counted-fault.ts';

test.each([
  ['garbled', 2, { preset: 'garbled', times: 2 }],
  ['silent', null, { preset: 'silent' }],
  ['none', 3, { preset: 'none' }],
])('%s, %s times, is asked for as the sandbox counts', (preset, times, body) => {
  expect(countedFault(preset, times)).toEqual(body);
});
