import { describe, expect, test } from 'vitest';
import { mosquittoLog } from './mosquitto-log.ts';

const T = 1_000_000;
/** What is read out of these lines, one second apart. */
const read = (...lines: readonly string[]) => {
  const log = mosquittoLog();
  return lines.flatMap((line, index) => log(`1795559898: ${line}`, T + index * 1000) ?? []);
};
const comes = (address: string, port = 1) => `New connection from ${address}:${port} on port 8883.`;
const isLetIn = (address: string, name: string, port = 1) =>
  `New client connected from ${address}:${port} as ${name} (p2, c1, k20, u'${name}').`;
const REFUSED = 'Client <unknown> disconnected, not authorised.';

describe('whom mosquitto refused', () => {
  test('is who stood at the door', () => {
    expect(read(comes('10.0.0.7'), REFUSED)).toEqual([{ address: '10.0.0.7', machines: [] }]);
    expect(read(comes('fd00::7'), REFUSED)).toMatchObject([{ address: 'fd00::7' }]);
  });

  test('is likely one of the machines that came in from there', () => {
    const [first, second] = [isLetIn('10.0.0.7', 'TL-003'), isLetIn('10.0.0.7', 'TL-004', 2)];
    const known = read(comes('10.0.0.7'), first, comes('10.0.0.7', 2), second, comes('10.0.0.7', 3), REFUSED);
    expect(known).toEqual([{ address: '10.0.0.7', machines: ['TL-003', 'TL-004'] }]);
    expect(read(comes('10.0.0.8'), isLetIn('10.0.0.8', 'hall-1'), comes('10.0.0.8'), REFUSED)).toMatchObject([
      { machines: [] },
    ]);
  });

  test('is not known where several stood there at once', () => {
    expect(read(comes('10.0.0.7'), comes('10.0.0.8'), REFUSED, REFUSED)).toEqual([
      { address: null, machines: [] },
      { address: '10.0.0.8', machines: [] },
    ]);
  });

  test('is nobody who was let in, or went by themselves', () => {
    const gone = 'Client <unknown> closed its connection.';
    expect(read(comes('10.0.0.7'), gone, comes('10.0.0.8'), REFUSED)).toMatchObject([
      { address: '10.0.0.8' },
    ]);
    const left = 'Client TL-003 closed its connection.';
    expect(read(comes('10.0.0.7'), isLetIn('10.0.0.7', 'TL-003'), left, 'anything else')).toEqual([]);
  });

  test('is nobody who stood there half a minute ago', () => {
    const log = mosquittoLog();
    log(comes('10.0.0.7'), T);
    expect(log(REFUSED, T + 31_000)).toEqual({ address: null, machines: [] });
  });
});
