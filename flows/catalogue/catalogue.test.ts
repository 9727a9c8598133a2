import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FACTORY } from '../main.ts';
import { loadCatalogue } from './catalogue-directory.ts';

const FACTORY_ITEMS = [
  'medins.remote-filing',
  'police.driver-points-query',
  'police.traffic-fine-pay',
  'property.housing-status-certificate',
  'property.window-booking',
  'transport.elder-bus',
];

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'catalogue-'));
  for (const part of ['departments.yaml', 'life-stages.yaml', 'datasets', 'items']) {
    await cp(join(FACTORY, part), join(directory, part), { recursive: true });
  }
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const idsOf = async (): Promise<readonly string[]> => [...(await loadCatalogue(directory)).items.keys()];

test('the factory catalogue has six items, 26 departments, 61 data sets and no problem', async () => {
  const { items, departments, datasets, lifeStages, problems } = await loadCatalogue(FACTORY);
  expect([...items.keys()]).toEqual(FACTORY_ITEMS);
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
    expect([...items.keys()]).toEqual(FACTORY_ITEMS.filter((id) => id !== 'transport.elder-bus'));
    expect(new Set(problems.map((problem) => problem.file))).toEqual(new Set([file]));
  });

  test('a fragment: only the items that use it are gone', async () => {
    const file = join(directory, 'items/transport/elder-bus.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('steps:\n', 'steps:\n  - { verb: use, fragment: consent }\n'));
    await mkdir(join(directory, 'fragments'));
    await writeFile(join(directory, 'fragments/consent.yaml'), 'steps: 1');
    const { items, problems } = await loadCatalogue(directory);
    expect([...items.keys()]).toEqual(FACTORY_ITEMS.filter((id) => id !== 'transport.elder-bus'));
    expect(problems.map((problem) => problem.file)).toEqual(
      expect.arrayContaining(['fragments/consent.yaml', 'items/transport/elder-bus.yaml']),
    );
  });

  test('a data set: only the items that read it are gone', async () => {
    await writeFile(join(directory, 'datasets/bus-card.yaml'), 'id: 1');
    expect(await idsOf()).toEqual(FACTORY_ITEMS.filter((id) => id !== 'transport.elder-bus'));
  });

  test('the list of departments: it is a problem, and every item still works', async () => {
    await writeFile(join(directory, 'departments.yaml'), 'nonsense');
    const { items, problems } = await loadCatalogue(directory);
    expect([...items.keys()]).toEqual(FACTORY_ITEMS);
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
    expect(items.size).toBe(FACTORY_ITEMS.length);
    expect(problems).toMatchObject([
      { file: 'items/elder-bus.yml', message: expect.stringContaining('no place') },
    ]);
  });

  test('an item the compiler refuses', async () => {
    const compiled = await loadCatalogue(directory, (definition) => {
      throw new Error(`${definition.id} cannot be run`);
    });
    expect(compiled.items.size).toBe(0);
    expect(compiled.problems).toHaveLength(FACTORY_ITEMS.length);
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
    expect([...(await loadCatalogue(current)).items.keys()]).toEqual(FACTORY_ITEMS);
  });

  test('has the hash of its contents: the same for a copy, another for one changed character', async () => {
    const first = (await loadCatalogue(directory)).releaseHash;
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect((await loadCatalogue(FACTORY)).releaseHash).toBe(first);
    await writeFile(join(directory, 'items/police/more.yaml'), '');
    expect((await loadCatalogue(directory)).releaseHash).not.toBe(first);
  });

  test('that is not there is an error, not an empty catalogue', async () => {
    await expect(loadCatalogue(join(directory, 'nowhere'))).rejects.toThrow('ENOENT');
  });
});
