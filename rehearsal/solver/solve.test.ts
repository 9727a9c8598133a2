import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FACTORY, openCatalogue } from '../../flows/catalogue/factory.ts';
import type { ItemDefinition } from '../../flows/language/definition.ts';
import { compileItem } from '../../flows/machine/compile.ts';
import { createPopulation } from '../../sandbox/population/population.ts';
import { openRecordOffice } from './record-office.ts';
import { createSolver } from './solve.ts';

const population = createPopulation({ seed: '1', size: 4_000, today: '2026-11-24' });
const office = openRecordOffice(population, join(FACTORY, 'datasets'));
const solver = createSolver(office);
const catalogue = await openCatalogue();
const itemOf = (id: string) => {
  const item = catalogue.items.get(id);
  if (item === undefined) throw new Error(`${id} is not in the catalogue`);
  return item;
};
const changed = (id: string, change: Partial<ItemDefinition>) =>
  compileItem({ ...itemOf(id).definition, ...change });

describe('somebody who can do an item', () => {
  it('is found with all they do, and is the same every time', async () => {
    const item = itemOf('transport.elder-bus');
    const solution = await solver.solve(item);
    expect(solution).toMatchObject({ kind: 'solved', missed: [], run: { outcome: { kind: 'done' } } });
    expect(await createSolver(office).solve(item)).toEqual(solution);
  });

  it('owes what the item is there to pay', async () => {
    const solution = await solver.solve(itemOf('police.traffic-fine-pay'));
    expect(solution).toMatchObject({ kind: 'solved', run: { record: { paidAt: expect.any(String) } } });
  });

  it('proves who they are in the way the item puts first, where the card is not enough', async () => {
    const solution = await solver.solve(itemOf('property.housing-status-certificate'));
    if (solution.kind !== 'solved') throw new Error('somebody can ask for a certificate');
    expect(solution.script.proof).toBe('face');
    expect(solution.run.record.issued).not.toBeNull();
  });

  it('answers so that a rule about the answer lets them through', async () => {
    const item = itemOf('medins.remote-filing');
    const text = { 'zh-CN': '测试', en: 'Test' };
    const choosy = changed('medins.remote-filing', {
      eligibility: [
        ...item.definition.eligibility,
        {
          require: '!has(answers.kind) || answers.kind == "refer"',
          ...{ title: text, reason: text, next: text, instead: [] },
        },
      ],
    });
    const solution = await solver.solve(choosy);
    expect(solution).toMatchObject({ kind: 'solved', run: { record: { answers: { kind: 'refer' } } } });
  });
});

describe('an item nobody can do', () => {
  it('is told with the rules that turned people away, and how many', async () => {
    const item = itemOf('transport.elder-bus');
    const impossible = item.definition.eligibility.map((rule, place) =>
      place === 0 ? { ...rule, require: 'person.age >= 130' } : rule,
    );
    const solution = await solver.solve(changed('transport.elder-bus', { eligibility: impossible }));
    if (solution.kind === 'solved') throw new Error('nobody is 130');
    expect(solution.why[0]?.what).toContain('person.age >= 130');
    expect(solution.why.reduce((sum, { citizens }) => sum + citizens, 0)).toBe(population.size);
  });

  it('is told when the exchange grants it nothing', async () => {
    const stranger = changed('transport.elder-bus', { id: 'transport.nobody-knows', eligibility: [] });
    const solution = await solver.solve(stranger);
    if (solution.kind === 'solved') throw new Error('nobody has granted it anything');
    expect(solution.why[0]?.what).toBe('gather: denied');
  });
});
