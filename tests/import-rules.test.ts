import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

const value = (from: string) => `import { value } from '${from}';\nexport const copy = value;\n`;
const type = (from: string) => `import type { Value } from '${from}';\nexport type Copy = Value;\n`;

/** A file of a room, what is in it, and the rules it breaks. */
const CASES: readonly (readonly [promise: string, file: string, text: string, broken: readonly string[]])[] =
  [
    ['flows cannot know the host', 'flows/a.ts', value('../host/b.ts'), ['flows-imports']],
    ['a driver cannot know the flows', 'drivers/a.ts', value('../flows/b.ts'), ['drivers-imports']],
    [
      'a simulator cannot share a codec with the driver it tests',
      'sandbox/devices/a.ts',
      value('../../drivers/b.ts'),
      ['sandbox-imports'],
    ],
    ['the host cannot know the shell', 'host/a.ts', value('../electron/b.ts'), ['host-imports']],
    ['the hall cannot know the host', 'hall/a.ts', value('../host/b.ts'), ['hall-imports']],
    ['the shell has no domain code', 'electron/a.ts', value('../flows/b.ts'), ['electron-imports']],
    [
      'the screens cannot reach inside the host',
      'renderer/a.ts',
      type('../host/visit/b.ts'),
      ['renderer-imports'],
    ],
    ['the command line starts rooms by their main only', 'cli/a.ts', value('../host/b.ts'), ['cli-imports']],
    ['a type is an import too', 'flows/type.ts', type('../host/b.ts'), ['flows-imports']],
    ['the screens may take types of a contract', 'renderer/type.ts', type('../host/contract/b.ts'), []],
    [
      'the screens may take no value of a contract',
      'renderer/value.ts',
      value('../host/contract/b.ts'),
      ['renderer-imports-types-only'],
    ],
    ['the host may know the flows', 'host/allowed.ts', value('../flows/b.ts'), []],
    ['the command line may start the drivers', 'cli/allowed.ts', value('../drivers/main.ts'), []],
  ];

/** What they import. */
const INNOCENT = [
  'flows/b.ts',
  'drivers/b.ts',
  'drivers/main.ts',
  'electron/b.ts',
  'host/b.ts',
  'host/visit/b.ts',
  'host/contract/b.ts',
];

let house: string;
let violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];

/** A house with the same rules and nothing but these files, looked at once. */
beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'once-import-rules-'));
  await cp(join(root, '.dependency-cruiser.cjs'), join(house, '.dependency-cruiser.cjs'));
  await cp(join(root, 'package.json'), join(house, 'package.json'));
  await cp(join(root, 'tsconfig.json'), join(house, 'tsconfig.json'));
  await symlink(join(root, 'node_modules'), join(house, 'node_modules'));
  const innocent = INNOCENT.map(
    (file) => [file, 'export const value = 1;\nexport type Value = number;\n'] as const,
  );
  const files = new Map([...innocent, ...CASES.map(([, file, text]) => [file, text] as const)]);
  for (const [file, text] of files) {
    await mkdir(dirname(join(house, file)), { recursive: true });
    await writeFile(join(house, file), text);
  }
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...files.keys()];
  const { stdout } = await promisify(execFile)(join(root, 'node_modules/.bin/depcruise'), args, {
    cwd: house,
    maxBuffer: 1 << 26,
  });
  violations = JSON.parse(stdout).summary.violations;
});
afterAll(() => rm(house, { recursive: true }));

test.each(CASES)('%s', (_promise, file, _text, broken) => {
  expect(violations.filter(({ from }) => from === file).map(({ rule }) => rule.name)).toEqual(broken);
});

test('nothing else is found', () => {
  const known = CASES.map(([, file]) => file);
  expect(violations.filter(({ from }) => !known.includes(from))).toEqual([]);
});
