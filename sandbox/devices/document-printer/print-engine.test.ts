import { describe, expect, test } from 'vitest';
import { createSimulatedClock } from '../clock.ts';
import type { DocumentPrinterFault } from './contract.ts';
import { createPrintEngine } from './print-engine.ts';

const setUp = (pages: number) => {
  const clock = createSimulatedClock();
  const said: string[] = [];
  const happened: string[] = [];
  const engine = createPrintEngine({
    clock,
    pageMs: 100,
    onPaperOut: () => happened.push('paper out'),
    onFault: (fault) => happened.push(`fault ${fault}`),
    onPowerLoss: () => {
      happened.push('power loss');
      engine.switchOff();
    },
    onUnsaid: () => happened.push('unsaid'),
  });
  const begin = () =>
    engine.begin({
      pages,
      say: (line) => said.push(line),
      end: (code) => said.push(`END ${code}`),
      onOut: (out) => happened.push(`${out} out`),
    });
  return { clock, engine, said, happened, begin };
};
const count = (out: number) => `ATTR: job-impressions-completed=${out}`;
const begun = 'ATTR: job-impressions=2 job-impressions-completed=0';

test('pages come out one after another, and are counted', () => {
  const { clock, said, happened, begin } = setUp(2);
  begin();
  clock.advance(199);
  expect(said).toEqual([begun, count(1)]);
  clock.advance(1);
  expect(said).toEqual([begun, count(1), count(2), 'END 0']);
  expect(happened).toEqual(['2 out']);
});

test('a cancelled job ends with the page that is between the rollers', () => {
  const { clock, engine, said, happened, begin } = setUp(2);
  begin();
  clock.advance(50);
  engine.cancel();
  clock.advance(1000);
  expect(said).toEqual([begun, count(1), 'END 0']);
  expect(happened).toEqual(['1 out']);
});

describe('what stands in the way', () => {
  test('a tray that runs empty midway: the job waits, and goes on when it is filled', () => {
    const { clock, engine, said, happened, begin } = setUp(2);
    engine.setFault('paperOutMidway');
    begin();
    clock.advance(1000);
    expect(said.slice(1)).toEqual([count(1), 'STATE: +media-empty,media-needed']);
    expect(happened).toEqual(['fault none', 'paper out']);
    engine.setPaper(false);
    clock.advance(100);
    expect(said.slice(3)).toEqual(['STATE: -media-empty,media-needed', count(2), 'END 0']);
  });

  test('a cancelled job waits for nothing any more', () => {
    const { clock, engine, said, begin } = setUp(2);
    engine.setPaper(true);
    begin();
    clock.advance(1000);
    engine.cancel();
    expect(said.slice(1)).toEqual(['STATE: +media-empty,media-needed', 'STATE: -media-needed', 'END 0']);
  });

  test('a jam stays until somebody clears it', () => {
    const { clock, engine, said, happened, begin } = setUp(2);
    engine.setFault('jamMidway');
    begin();
    clock.advance(1000);
    expect(happened).toEqual(['fault jam']);
    engine.setFault('none');
    clock.advance(100);
    expect(said.slice(1)).toEqual([count(1), 'STATE: +media-jam', 'STATE: -media-jam', count(2), 'END 0']);
  });

  test('an open cover is said by the next who can, when nothing is printed', () => {
    const { engine, said, happened } = setUp(1);
    engine.setCover(true);
    expect(happened).toEqual(['unsaid']);
    const speech = engine.speech();
    expect(speech.lines).toEqual(['STATE: +cover-open']);
    speech.said();
    engine.setCover(false);
    expect(engine.speech().lines).toEqual(['STATE: -cover-open']);
    expect(said).toEqual([]);
  });
});

describe('what goes wrong', () => {
  test.each<[DocumentPrinterFault, string[], string[]]>([
    ['fails', [begun, count(1), 'END 1'], ['1 out']],
    ['powerLossMidway', [begun, count(1)], ['fault none', 'power loss', '1 out']],
    ['powerLossAfterOk', [begun], ['fault none', 'power loss']],
  ])('%s', (fault, lines, events) => {
    const { clock, engine, said, happened, begin } = setUp(2);
    engine.setFault(fault);
    begin();
    clock.advance(1000);
    expect(said).toEqual(lines);
    expect(happened).toEqual(events);
  });

  test('slow is ten times as long', () => {
    const { clock, engine, said, begin } = setUp(1);
    engine.setFault('slow');
    begin();
    clock.advance(999);
    expect(said).toHaveLength(1);
    clock.advance(1);
    expect(said.at(-1)).toBe('END 0');
  });
});
