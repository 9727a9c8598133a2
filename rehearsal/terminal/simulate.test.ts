import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FACTORY, openCatalogue } from '../../flows/catalogue/factory.ts';
import { civilDate } from '../../host/civil-time.ts';
import { createPopulation } from '../../sandbox/population/population.ts';
import { type Desk, openDesk } from '../desk/open-desk.ts';
import { openRecordOffice } from '../solver/record-office.ts';
import { createSolver } from '../solver/solve.ts';
import { type SimulationEnd, simulate } from './simulate.ts';

const catalogue = await openCatalogue();
const population = createPopulation({ seed: '1', size: 400, today: civilDate(new Date()) });
const desks: Desk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});

type Simulated = { readonly end: SimulationEnd; readonly text: string; readonly desk: Desk };

/** An author who types these lines, one at each question, and then no more. */
async function typing(item: string, citizen: string, lines: readonly string[]): Promise<Simulated> {
  const desk = await openDesk({ catalogue, flows: FACTORY, population, seed: '1' });
  desks.push(desk);
  const said: string[] = [];
  const waiting = [...lines];
  const end = await simulate(
    desk,
    { item, citizen, language: 'zh-CN', script: null },
    {
      say: (line) => said.push(line),
      ask: async () => waiting.shift() ?? null,
    },
  );
  return { end, text: said.join('\n'), desk };
}

describe('an author at the terminal', () => {
  it('reads what a citizen reads, answers, and sees the receipt as it would print', async () => {
    const { end, text, desk } = await typing('property.window-booking', 'li-na', ['', '1', '2', '1', '', '']);
    expect(end).toBe('done');
    const [filed] = (await desk.ledger()).cases;
    for (const words of ['一共几个人来？', '== ledger', '== receipt', filed?.caseNo, '李＊'])
      expect(text).toContain(words);
  });

  it('is told beside the field what to do, and asked again', async () => {
    const { text } = await typing('property.window-booking', 'li-na', ['', '1', '99', '99', '2']);
    expect(text.match(/! 写1到10之间的整数/g)).toHaveLength(2);
    expect(text).toContain('哪天、什么时候来？');
  });

  it('goes back, and changes an answer from the check page', async () => {
    const { end, desk } = await typing('property.window-booking', 'li-na', [
      ...['', '1', 'back', '2', '2', '1', ''],
      ...['people', '3', ''],
    ]);
    expect(end).toBe('done');
    expect((await desk.ledger()).cases[0]?.answers).toMatchObject({ people: 3 });
  });

  it('leaves in the middle, and nothing was filed', async () => {
    const { end, desk } = await typing('property.window-booking', 'li-na', ['', '1', 'leave']);
    expect(end).toBe('left');
    expect((await desk.ledger()).cases).toEqual([]);
  });

  it('reads a refusal with its rule and what to do next', async () => {
    const { end, text } = await typing('transport.elder-bus', 'zhou-ming', ['']);
    expect(end).toBe('explained');
    expect(text).toContain('您现在还不能开通乘车优惠');
  });

  it('who stops typing is not left waiting', async () => {
    expect((await typing('property.window-booking', 'li-na', [''])).end).toBe('stuck');
  });
});

it('a script is played to the end with every screen, and the document can be read', async () => {
  const item = catalogue.items.get('property.housing-status-certificate');
  if (item === undefined) throw new Error('the certificate is in the catalogue');
  const solution = await createSolver(openRecordOffice(population, join(FACTORY, 'datasets'))).solve(item);
  if (solution.kind !== 'solved') throw new Error('somebody can have it');
  const { script } = solution;
  const desk = await openDesk({ catalogue, flows: FACTORY, population, seed: '1' });
  desks.push(desk);
  const said: string[] = [];
  const end = await simulate(
    desk,
    { item: script.item, citizen: script.citizen, language: 'en', script },
    { say: (line) => said.push(line), ask: async () => null },
  );
  expect(end).toBe('done');
  const { licences } = await desk.ledger();
  for (const words of ['== document', 'What is the certificate for?', licences[0]?.number])
    expect(said.join('\n')).toContain(words);
});
