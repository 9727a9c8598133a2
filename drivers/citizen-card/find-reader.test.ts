import { expect, test } from 'vitest';
import { findReader } from './find-reader.ts';

const names = [
  'ACS ACR1252 Dual Reader [ICC] 00 00',
  'ACS ACR1252 Dual Reader [SAM] 00 01',
  'Virtual PCD 00 00',
];

test.each([
  ['Virtual PCD 00 00', 'Virtual PCD 00 00'],
  ['Virtual*', 'Virtual PCD 00 00'],
  ['*[ICC]*', 'ACS ACR1252 Dual Reader [ICC] 00 00'],
  ['ACS*Reader*00 01', 'ACS ACR1252 Dual Reader [SAM] 00 01'],
])('%s finds its one reader', (pattern, name) => {
  expect(findReader(pattern, names)).toEqual({ ok: true, value: name });
});

test('of several that fit none is taken', () => {
  expect(findReader('ACS*', names)).toEqual({ ok: false, error: '2 readers fit ACS*' });
  expect(findReader('*', names)).toEqual({ ok: false, error: '3 readers fit *' });
});

test.each(['Virtual', 'PCD*', '*PCD', 'Virtual PCD 00 00*0', ''])('%s fits no reader', (pattern) => {
  expect(findReader(pattern, names)).toEqual({ ok: false, error: `no reader fits ${pattern}` });
});
