import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openCatalogue } from '../flows/catalogue/factory.ts';
import { representatives, sampleOf, traitsOf } from './flows-e2e/choose-items.ts';
import { type Performance, performAll, type Theatre } from './flows-e2e/perform.ts';
import { openCastingOffice, openTheatre } from './flows-e2e/theatre.ts';
import { isTouchable } from './flows-e2e/touchable.ts';

/* A share of the catalogue, chosen by rule; all of it: npm run flows:e2e. */
const SHARE = 8;
const SEED = '1';

const items = [...(await openCatalogue()).items.values()];
const casting = openCastingOffice();
const { solve, population } = casting;
const touched = await representatives(items, SHARE, SEED, async (item) => {
  const solution = await solve(item);
  return solution.kind === 'solved' && isTouchable(item.definition, solution.script, population.today);
});
const spoken = sampleOf(
  items.filter((item) => !touched.includes(item)),
  SHARE,
  SEED,
);
const ids = (list: typeof items | typeof touched) => list.map(({ definition }) => definition.id);

let theatre: Theatre;
const performed = new Map<string, Performance>();

vi.setConfig({ testTimeout: 240_000, hookTimeout: 480_000 });
beforeAll(async () => {
  theatre = await openTheatre(casting, { kiosks: 3, hasWindow: true });
  const [withWindow, ...others] = theatre.street.kiosks;
  if (withWindow === undefined) throw new Error('a street has kiosks');
  const note = (performance: Performance) => void performed.set(performance.item, performance);
  await Promise.all([
    performAll(theatre, [withWindow], touched, note),
    performAll(theatre, others, spoken, note),
  ]);
});
afterAll(async () => {
  await theatre?.street.close();
  await casting.close();
});

describe('what is touched on the screen', () => {
  it('is of every kind and every verb of the catalogue', () => {
    const all = new Set(items.flatMap(traitsOf));
    expect(new Set(touched.flatMap(traitsOf))).toEqual(all);
  });

  it.each(ids(touched))('%s is done, and left in ledger and paper what it should', (id) => {
    expect(performed.get(id)?.failures).toEqual([]);
  });
});

it.runIf(spoken.length > 0).each(ids(spoken))(
  '%s is done without a window, and left what it should',
  (id) => {
    expect(performed.get(id)?.failures).toEqual([]);
  },
);
