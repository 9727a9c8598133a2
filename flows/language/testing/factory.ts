import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACTORY } from '../../catalogue/factory.ts';
import { parseDataset } from '../dataset.ts';
import { parseNamedList } from '../department.ts';
import { type Fragments, parseFragment } from '../fragment.ts';
import { lintItem } from '../lint/lint.ts';
import type { LintWorld } from '../lint/world.ts';
import { parseItem } from '../parse-item.ts';
import type { FlowProblem } from '../problem.ts';

/** The shipped files, read as they are. */
export const factoryFile = (file: string): string => readFileSync(join(FACTORY, file), 'utf8');

export const factoryItems: readonly string[] = readdirSync(join(FACTORY, 'items'), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => `items/${file}`)
  .sort();

const idsIn = (file: string): ReadonlySet<string> => {
  const list = parseNamedList(factoryFile(file), file);
  return new Set(list.ok ? list.value.map(({ id }) => id) : []);
};

export const factoryWorld: LintWorld = {
  departments: idsIn('departments.yaml'),
  lifeStages: idsIn('life-stages.yaml'),
  datasets: new Map(
    readdirSync(join(FACTORY, 'datasets')).flatMap((name) => {
      const parsed = parseDataset(factoryFile(`datasets/${name}`), name);
      return parsed.ok ? [[parsed.value.id, parsed.value]] : [];
    }),
  ),
  items: new Set(factoryItems.map((file) => file.slice('items/'.length, -'.yaml'.length).replace('/', '.'))),
};

export const factoryFragments: Fragments = new Map(
  readdirSync(join(FACTORY, 'fragments')).map((name) => {
    const parsed = parseFragment(factoryFile(`fragments/${name}`), `fragments/${name}`);
    return [name.slice(0, -'.yaml'.length), parsed.ok ? parsed.value : null];
  }),
);

/** All that is wrong with an item text: what `once flows lint` would say. */
export function problemsOf(
  text: string,
  file: string,
  world: LintWorld = factoryWorld,
): readonly FlowProblem[] {
  const parsed = parseItem(text, file, factoryFragments);
  return parsed.ok ? lintItem(parsed.value, parsed.source, world) : parsed.problems;
}
