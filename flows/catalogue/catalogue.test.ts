import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ItemDefinition } from '../language/definition.ts';
import { loadCatalogue } from './catalogue-directory.ts';
import { FACTORY, openCatalogue } from './factory.ts';

/** A release of a few items that refer to no other: enough to break one and look at the rest. */
const ITEMS = ['police.driver-points-query', 'property.window-booking', 'transport.elder-bus'];

let directory: string;
let copy: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'catalogue-'));
  copy = `${directory}-copy`;
  const items = ITEMS.map((id) => `items/${id.replace('.', '/')}.yaml`);
  for (const part of ['departments.yaml', 'life-stages.yaml', 'datasets', ...items]) {
    await cp(join(FACTORY, part), join(directory, part), { recursive: true });
  }
});
afterEach(() => Promise.all([directory, copy].map((each) => rm(each, { recursive: true, force: true }))));

const idsOf = async (): Promise<readonly string[]> => [...(await loadCatalogue(directory)).items.keys()];

test('the factory catalogue has 26 departments, 61 data sets and no problem', async () => {
  const { departments, datasets, lifeStages, problems } = await openCatalogue();
  expect([departments.size, datasets.size, lifeStages.size]).toEqual([26, 61, 14]);
  expect(problems).toEqual([]);
});

describe('a bad file costs what it describes and nothing else', () => {
  test.each([
    ['an item that is no YAML', 'items/transport/elder-bus.yaml', '{{{{'],
    ['an item of ten megabytes', 'items/transport/elder-bus.yaml', 'a: 1\n'.repeat(2_000_000)],
    ['an item that is not text', 'items/transport/elder-bus.yaml', Buffer.from([0xff, 0xfe, 0x00, 0xd8])],
    ['an empty item', 'items/transport/elder-bus.yaml', ''],
  ])('%s', async (_, file, content) => {
    await writeFile(join(directory, file), content);
    const { items, problems } = await loadCatalogue(directory);
    expect([...items.keys()]).toEqual(ITEMS.filter((id) => id !== 'transport.elder-bus'));
    expect(new Set(problems.map((problem) => problem.file))).toEqual(new Set([file]));
  });

  test('a fragment: only the items that use it are gone', async () => {
    const file = join(directory, 'items/transport/elder-bus.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('steps:\n', 'steps:\n  - { verb: use, fragment: consent }\n'));
    await mkdir(join(directory, 'fragments'));
    await writeFile(join(directory, 'fragments/consent.yaml'), 'steps: 1');
    const { items, problems } = await loadCatalogue(directory);
    expect([...items.keys()]).toEqual(ITEMS.filter((id) => id !== 'transport.elder-bus'));
    expect(problems.map((problem) => problem.file)).toEqual(
      expect.arrayContaining(['fragments/consent.yaml', 'items/transport/elder-bus.yaml']),
    );
  });

  test('a data set: only the items that read it are gone', async () => {
    await writeFile(join(directory, 'datasets/bus-card.yaml'), 'id: 1');
    expect(await idsOf()).toEqual(ITEMS.filter((id) => id !== 'transport.elder-bus'));
  });

  test('the list of departments: it is a problem, and every item still works', async () => {
    await writeFile(join(directory, 'departments.yaml'), 'nonsense');
    const { items, problems } = await loadCatalogue(directory);
    expect([...items.keys()]).toEqual(ITEMS);
    expect(problems).toMatchObject([{ file: 'departments.yaml' }]);
  });

  test('an item that others point to', async () => {
    const file = join(directory, 'items/transport/elder-bus.yaml');
    await writeFile(file, 'broken: true');
    const { problems } = await loadCatalogue(directory);
    expect(new Set(problems.map((problem) => problem.file))).toEqual(
      new Set(['items/transport/elder-bus.yaml']),
    );
  });

  test('a file that has no place in a catalogue is said, not guessed at', async () => {
    await writeFile(join(directory, 'items/elder-bus.yml'), 'schema: 1');
    const { items, problems } = await loadCatalogue(directory);
    expect(items.size).toBe(ITEMS.length);
    expect(problems).toMatchObject([
      { file: 'items/elder-bus.yml', message: expect.stringContaining('no place') },
    ]);
  });

  test('an item the compiler refuses', async () => {
    const compile = (definition: ItemDefinition) => {
      throw new Error(`${definition.id} cannot be run`);
    };
    const compiled = await loadCatalogue(directory, { compile });
    expect(compiled.items.size).toBe(0);
    expect(compiled.problems).toHaveLength(ITEMS.length);
  });

  test('a catalogue without items is empty, not an error', async () => {
    await rm(join(directory, 'items'), { recursive: true });
    expect(await idsOf()).toEqual([]);
  });
});

describe('a release', () => {
  test('is read through its symlink', async () => {
    const current = join(directory, 'current');
    await mkdir(join(directory, 'releases'));
    await symlink(directory, current);
    expect([...(await loadCatalogue(current)).items.keys()]).toEqual(ITEMS);
  });

  test('has the hash of its contents: the same for a copy, another for one changed character', async () => {
    const first = (await loadCatalogue(directory)).releaseHash;
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    await cp(directory, copy, { recursive: true });
    expect((await loadCatalogue(copy)).releaseHash).toBe(first);
    await writeFile(join(directory, 'items/police/more.yaml'), '');
    expect((await loadCatalogue(directory)).releaseHash).not.toBe(first);
  });

  test('that is not there is an error, not an empty catalogue', async () => {
    await expect(loadCatalogue(join(directory, 'nowhere'))).rejects.toThrow('ENOENT');
  });
});

describe('a release that was judged before', () => {
  const cacheFile = () => join(copy, 'judged', 'catalogue');
  const load = () => loadCatalogue(directory, { cacheFile: cacheFile() });
  const told = ({ items, ...rest }: Awaited<ReturnType<typeof load>>) => ({
    ...rest,
    items: [...items.values()].map(({ definition, hash, config, needs, resources }) => ({
      ...{ definition, hash, config, needs, resources },
    })),
  });
  const forged = async (edit: (text: string) => string) => {
    await load();
    await writeFile(cacheFile(), edit(await readFile(cacheFile(), 'utf8')));
    return told(await load());
  };

  test('is the same from the cache, its problems too', async () => {
    await writeFile(join(directory, 'items/transport/elder-bus.yaml'), 'broken: true');
    const first = told(await load());
    expect(first.problems).not.toEqual([]);
    expect(told(await load())).toEqual(first);
  });

  test('is not judged again: what was judged is what counts', async () => {
    await load();
    const written = await readFile(cacheFile(), 'utf8');
    const body = written.slice(written.indexOf('\n') + 1).replace('"minutes":2', '"minutes":59');
    const digest = createHash('sha256').update(body).digest('hex');
    await writeFile(cacheFile(), `${digest}${written.slice(64, written.indexOf('\n'))}\n${body}`);
    const minutes = [...(await load()).items.values()].map(({ definition }) => definition.minutes);
    expect(minutes).toContain(59);
  });

  test('is judged anew when a character of it has changed', async () => {
    await load();
    const file = join(directory, 'items/transport/elder-bus.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('version: 1', 'version: 2'));
    expect((await load()).items.get('transport.elder-bus')?.definition.version).toBe(2);
  });

  test.each([
    ['is damaged', (text: string) => text.replace('transport.elder-bus', 'transport.older-bus')],
    ['is cut off', (text: string) => text.slice(0, -100)],
    ['is empty', () => ''],
    [
      'was written by another program',
      (text: string) => text.replace(/ [0-9a-f]{64}\n/, ` ${'0'.repeat(64)}\n`),
    ],
  ])('is judged anew when the cache %s', async (_, edit) => {
    const judged = told(await loadCatalogue(directory));
    expect(await forged(edit)).toEqual(judged);
  });

  test('is on offer though the cache cannot be written', async () => {
    await writeFile(copy, 'a file where a folder is wanted');
    expect([...(await load()).items.keys()]).toEqual(ITEMS);
  });
});
