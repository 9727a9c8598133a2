import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allowedFields, createLog, type LogFields } from './log.ts';
import { simulatedClock } from './simulated-clock.ts';

const VISIT = '019ab000-0000-7000-8000-000000000001';

const logged = (act: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  act(
    createLog({
      destination: { write: (line) => lines.push(line) },
      clock: simulatedClock(),
      kiosk: 'TL-003',
    }),
  );
  return lines.map((line) => JSON.parse(line));
};

it('writes ids, states, codes and durations, with the instant in UTC', () => {
  expect(
    logged((log) =>
      log.info('case.accepted', { visit: VISIT, caseNo: 'TEST-330122202611240000017', durationMs: 12 }),
    ),
  ).toEqual([
    {
      level: 'info',
      time: '2026-11-24T01:48:00.000Z',
      kiosk: 'TL-003',
      visit: VISIT,
      caseNo: 'TEST-330122202611240000017',
      durationMs: 12,
      event: 'case.accepted',
    },
  ]);
});

it('drops every field it does not know', () => {
  expect(
    allowedFields({
      name: '陈国强',
      idNo: '330122196203041234',
      answers: { a: 1 },
      __proto__: { visit: 'x' },
    }),
  ).toEqual({});
});

it.each([
  ['step', '陈国强'],
  ['item', '张三的申请'],
  ['code', 'a b c, sentence.'],
  ['caseNo', '330122196203041234'],
  ['orderNo', 'x13812345678'],
  ['service', '33012219620304123X'],
  ['visit', '330122196203041234'],
  ['count', '330122196203041234'],
  ['step', { toString: (): string => 'x' }],
])('refuses a value that is not what %s holds: %s', (field, value) => {
  expect(allowedFields({ [field]: value })).toEqual({ [field]: '[refused]' });
});

it('never writes a defect’s message, only its kind and place', () => {
  const [line] = logged((log) =>
    log.defect('internal', new TypeError('Cannot read 陈国强 of 330122196203041234')),
  );
  expect(line).toMatchObject({ level: 'error', error: 'TypeError', event: 'internal' });
  expect(String(line?.at)).toMatch(/host\/log\.test\.ts:\d+:\d+$/);
  expect(JSON.stringify(line)).not.toMatch(/陈国强|330122/);
});

it('holds no card number and no Chinese text, whatever it is given', () => {
  const anything = fc.dictionary(
    fc.constantFrom(
      'visit',
      'caseNo',
      'code',
      'step',
      'durationMs',
      'orderNo',
      'service',
      'name',
      'key',
      'path',
    ),
    fc.oneof(
      fc.string(),
      fc.constant('330122196203041234'),
      fc.constant('13812345678'),
      fc.constant('陈国强'),
      fc.double(),
      fc.anything(),
    ),
  );
  fc.assert(
    fc.property(anything, (fields) => {
      // Whatever a caller that got round the types would hand over.
      const lines = JSON.stringify(logged((log) => log.info('x', fields as LogFields)));
      return !/330122196203041234|13812345678|\p{Script=Han}/u.test(lines);
    }),
  );
});
