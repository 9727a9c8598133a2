import { describe, expect, test } from 'vitest';
import { createSimulatedClock } from '../clock.ts';
import { createHidCardReader } from './hid-reports.ts';
import { NO_THINK_TIMES } from './reader.ts';
import { baseMessages, cardOf, commandNamed, replyNamed } from './vectors/vectors.ts';

const card = (() => {
  const message = baseMessages[0];
  if (message === undefined) throw new Error('no vectors');
  return cardOf(message);
})();

/** A frame as hidraw is given it. */
const reportOf = (frame: Uint8Array): Uint8Array => {
  const report = new Uint8Array(65);
  report.set(frame, 1);
  return report;
};

/** A reader under power that has already missed its first find. */
function plugged() {
  const clock = createSimulatedClock();
  let reports: Uint8Array[] = [];
  const reader = createHidCardReader({
    clock,
    think: NO_THINK_TIMES,
    serial: 2345678901,
    onReport: (report) => reports.push(report),
    onFaultOver: () => {},
  });
  reader.powerOn();
  clock.advance(0);
  const ask = (name: string, waitMs = 1000): readonly string[] => {
    reports = [];
    reader.writeReport(reportOf(commandNamed(name)));
    clock.advance(waitMs);
    return reports.map((report) => Buffer.from(report).toString('hex').toUpperCase());
  };
  ask('find_card');
  return { reader, ask, reports: () => reports };
}

describe('the frames of the serial line, in reports of 64 bytes', () => {
  test('a short answer is one report, filled up with zeros', () => {
    const { reader, ask } = plugged();
    reader.putCard(card);
    expect(ask('find_card')).toEqual([replyNamed('find_ok_trailing_hid_padding')]);
  });

  test('a whole card is 21 reports, in their order', () => {
    const { reader, ask } = plugged();
    reader.putCard(card);
    ask('find_card');
    ask('select_card');
    const answered = ask('read_base_text_photo');
    expect(answered).toHaveLength(21);
    const bytes = answered.join('');
    expect(bytes.slice(0, 28)).toBe('AAAAAA9669050800009001000400');
    expect(bytes.slice(28, 28 + 512)).toBe(baseMessages[0]?.text_hex);
    expect(bytes.slice(2 * 1295)).toBe('00'.repeat(21 * 64 - 1295));
  });

  test('each answer begins in a report of its own', () => {
    const { ask } = plugged();
    expect(ask('sam_id')).toEqual([replyNamed('sam_id').padEnd(128, '0')]);
    expect(ask('sam_status')).toEqual([replyNamed('status_ok').padEnd(128, '0')]);
  });

  test('are given out one a millisecond, and no more once the cable is out', () => {
    const { reader, ask, reports } = plugged();
    reader.putCard(card);
    ask('find_card');
    ask('select_card');
    expect(ask('read_base_text_photo', 5)).toHaveLength(5);
    reader.powerOff();
    expect(reports()).toHaveLength(5);
    expect(ask('find_card')).toEqual([]);
  });
});

test.each([
  ['without its number', new Uint8Array(64)],
  ['with a number nobody gave it', Uint8Array.of(2, ...new Uint8Array(64))],
  ['that is too long', new Uint8Array(66)],
])('a report %s never reaches the reader', (_, report) => {
  const { reader } = plugged();
  expect(() => reader.writeReport(report)).toThrow(RangeError);
});
