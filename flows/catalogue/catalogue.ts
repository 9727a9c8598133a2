import { z } from 'zod';
import { type Dataset, parseDataset } from '../language/dataset.ts';
import type { ItemDefinition } from '../language/definition.ts';
import { type Department, type LifeStage, parseNamedList } from '../language/department.ts';
import { type Fragment, parseFragment } from '../language/fragment.ts';
import { lintItem } from '../language/lint/lint.ts';
import { createRepetitionWatch } from '../language/lint/lint-repetition.ts';
import { oneOf } from '../language/one-of.ts';
import { parseItem } from '../language/parse-item.ts';
import type { YamlSource } from '../language/problem.ts';
import { type FlowProblem, inReadingOrder } from '../language/problem.ts';
import { parseReminders, type Reminder } from '../language/reminder.ts';
import { readYaml } from '../language/yaml-source.ts';
import type { CompiledItem } from '../machine/contract.ts';
import { releaseHashOf } from './release-hash.ts';

/** A catalogue as it lies on disk: relative path with `/` → text, or why it could not be read. */
export type CatalogueFiles = ReadonlyMap<string, string | FlowProblem>;

/** What can be done here: the items without problems, and what is wrong with the others. */
export type Catalogue = {
  readonly items: ReadonlyMap<string, CompiledItem>;
  readonly departments: ReadonlyMap<string, Department>;
  readonly lifeStages: ReadonlyMap<string, LifeStage>;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly reminders: readonly Reminder[];
  /** 常办事项: ids, in the order they are shown. */
  readonly commonItems: readonly string[];
  readonly problems: readonly FlowProblem[];
  /** SHA-256 (hex) over names and contents of all files: what a visit pins from start to end. */
  readonly releaseHash: string;
};

export type Compile = (definition: ItemDefinition) => CompiledItem;

const ITEM = /^items\/([a-z]+)\/([a-z0-9-]+)\.yaml$/;
const FRAGMENT = /^fragments\/([a-z][a-z0-9-]*)\.yaml$/;
const REMINDERS = 'reminders.yaml';
const COMMON = 'common-items.yaml';
const DATASET = /^datasets\/([a-z0-9-]+)\.yaml$/;

/**
 * Makes a catalogue of its files. A bad file costs what it describes and nothing else: an item that does
 * not read, lint or compile is left out, and the checks that would need an unreadable list are not made.
 */
export function buildCatalogue(files: CatalogueFiles, compile: Compile): Catalogue {
  const problems: FlowProblem[] = [];
  for (const [file, content] of files) {
    if (typeof content !== 'string') problems.push(content);
    else if (!isExpected(file)) problems.push(misplaced(file));
  }
  const readable = [...files].filter((entry): entry is [string, string] => typeof entry[1] === 'string');

  const departments = namedList('departments.yaml', files, problems);
  const lifeStages = namedList('life-stages.yaml', files, problems);
  const datasets = new Map<string, Dataset>();
  for (const [file, text] of readable.filter(([name]) => DATASET.test(name))) {
    const parsed = parseDataset(text, file);
    if (parsed.ok) datasets.set(parsed.value.id, parsed.value);
    else problems.push(...parsed.problems);
  }

  const fragments = new Map<string, Fragment | null>();
  for (const [file, content] of files) {
    const name = FRAGMENT.exec(file)?.[1];
    if (name === undefined) continue;
    const parsed = typeof content === 'string' ? parseFragment(content, file) : null;
    fragments.set(name, parsed?.ok ? parsed.value : null);
    if (parsed !== null && !parsed.ok) problems.push(...parsed.problems);
  }

  const world = {
    departments: departments === null ? null : new Set(departments.keys()),
    lifeStages: lifeStages === null ? null : new Set(lifeStages.keys()),
    datasets,
    /** By file name, so that one unreadable item does not break those that point to it. */
    items: new Set([...files.keys()].flatMap((file) => ITEM.exec(file)?.slice(1).join('.') ?? [])),
  };
  const items = new Map<string, CompiledItem>();
  const repeated = createRepetitionWatch();
  for (const [file, text] of readable.filter(([name]) => ITEM.test(name))) {
    const parsed = parseItem(text, file, fragments);
    const found = parsed.ok
      ? [...lintItem(parsed.value, parsed.source, world), ...repeated.foundIn(parsed.value, parsed.source)]
      : parsed.problems;
    problems.push(...found);
    if (!parsed.ok || found.length > 0) continue;
    const compiled = compileSafely(parsed.value, parsed.source, compile);
    if ('message' in compiled) problems.push(compiled);
    else items.set(parsed.value.id, compiled);
  }

  return {
    items,
    reminders: remindersIn(files, world.items, problems),
    commonItems: commonItemsIn(files, world.items, problems),
    departments: departments ?? new Map(),
    lifeStages: lifeStages ?? new Map(),
    datasets,
    problems: inReadingOrder(problems),
    releaseHash: releaseHashOf(files),
  };
}

const isExpected = (file: string): boolean =>
  ITEM.test(file) ||
  DATASET.test(file) ||
  FRAGMENT.test(file) ||
  file === REMINDERS ||
  file === COMMON ||
  file === 'departments.yaml' ||
  file === 'life-stages.yaml';

const misplaced = (file: string): FlowProblem => ({
  file,
  line: 1,
  column: 1,
  message: 'this file belongs to no place of a catalogue',
  fix: 'items/<department>/<item>.yaml, datasets/<data-set>.yaml or fragments/<name>.yaml, in small letters',
});

/** Null when the list cannot be read: then nothing is said of who is missing from it. */
function namedList(
  file: string,
  files: CatalogueFiles,
  problems: FlowProblem[],
): ReadonlyMap<string, Department> | null {
  const text = files.get(file);
  if (typeof text !== 'string') {
    if (text === undefined)
      problems.push({ file, line: 1, column: 1, message: 'the file is missing', fix: `add ${file}` });
    return null;
  }
  const parsed = parseNamedList(text, file);
  if (parsed.ok) return new Map(parsed.value.map((entry) => [entry.id, entry]));
  problems.push(...parsed.problems);
  return null;
}

/** A catalogue may be without reminders; one that points nowhere is left out, and said. */
function remindersIn(
  files: CatalogueFiles,
  items: ReadonlySet<string>,
  problems: FlowProblem[],
): readonly Reminder[] {
  const text = files.get(REMINDERS);
  if (typeof text !== 'string') return [];
  const parsed = parseReminders(text, REMINDERS);
  if (!parsed.ok) {
    problems.push(...parsed.problems);
    return [];
  }
  const { value, source } = parsed;
  return value.filter((reminder, index) => {
    const lost = reminder.items.findIndex((item) => !items.has(item));
    if (lost === -1) return true;
    const id = reminder.items[lost] ?? '';
    problems.push(source.problem([index, 'items', lost], `there is no item “${id}”`, oneOf(id, items)));
    return false;
  });
}

function commonItemsIn(
  files: CatalogueFiles,
  items: ReadonlySet<string>,
  problems: FlowProblem[],
): readonly string[] {
  const text = files.get(COMMON);
  if (typeof text !== 'string') return [];
  const parsed = readYaml(text, COMMON, z.array(z.string()));
  if (!parsed.ok) {
    problems.push(...parsed.problems);
    return [];
  }
  const { value, source } = parsed;
  for (const [index, id] of value.entries())
    if (!items.has(id)) problems.push(source.problem([index], `there is no item “${id}”`, oneOf(id, items)));
  return value.filter((id) => items.has(id));
}

/** The compiler throws where an item would break the machine's promises: a bug of lint, and this item's end only. */
function compileSafely(
  definition: ItemDefinition,
  source: YamlSource,
  compile: Compile,
): CompiledItem | FlowProblem {
  try {
    const item = compile(definition);
    // The configuration is made when it is first read: here it is, so that it cannot fail before a citizen.
    item.config;
    return item;
  } catch (error) {
    const message = error instanceof Error ? error.message : 'the item does not compile';
    return source.problem(['steps'], message, 'change the steps; lint should have said this first');
  }
}
