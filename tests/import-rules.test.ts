import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
let house: string;

/** A house with the same rules, one innocent file a room, and nothing else. */
beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'once-import-rules-'));
  await cp(join(root, '.dependency-cruiser.cjs'), join(house, '.dependency-cruiser.cjs'));
  await cp(join(root, 'package.json'), join(house, 'package.json'));
  await cp(join(root, 'tsconfig.json'), join(house, 'tsconfig.json'));
  await symlink(join(root, 'node_modules'), join(house, 'node_modules'));
});
afterAll(() => rm(house, { recursive: true }));

async function brokenRules(files: Record<string, string>): Promise<string[]> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(house, file)), { recursive: true });
    await writeFile(join(house, file), text);
  }
  try {
    const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...Object.keys(files)];
    const run = promisify(execFile)(join(root, 'node_modules/.bin/depcruise'), args, {
      cwd: house,
      maxBuffer: 1 << 26,
    });
    const { summary } = JSON.parse((await run).stdout);
    return summary.violations.map((violation: { rule: { name: string } }) => violation.rule.name);
  } finally {
    for (const file of Object.keys(files)) await rm(join(house, file));
  }
}

const value = 'export const value = 1;\nexport type Value = number;\n';

test.each([
  ['flows cannot know the host', 'flows/a.ts', '../host/b.ts', 'host/b.ts', 'flows-imports'],
  ['a driver cannot know the flows', 'drivers/a.ts', '../flows/b.ts', 'flows/b.ts', 'drivers-imports'],
  [
    'a simulator cannot share a codec with the driver it tests',
    'sandbox/devices/a.ts',
    '../../drivers/b.ts',
    'drivers/b.ts',
    'sandbox-imports',
  ],
  ['the host cannot know the shell', 'host/a.ts', '../electron/b.ts', 'electron/b.ts', 'host-imports'],
  ['the hall cannot know the host', 'hall/a.ts', '../host/b.ts', 'host/b.ts', 'hall-imports'],
  ['the shell has no domain code', 'electron/a.ts', '../flows/b.ts', 'flows/b.ts', 'electron-imports'],
  [
    'the screens cannot reach inside the host',
    'renderer/a.ts',
    '../host/visit/b.ts',
    'host/visit/b.ts',
    'renderer-imports',
  ],
  [
    'the command line starts rooms by their main only',
    'cli/a.ts',
    '../host/b.ts',
    'host/b.ts',
    'cli-imports',
  ],
])('%s', async (_promise, from, specifier, to, rule) => {
  const files = {
    [from]: `import { value } from '${specifier}';\nexport const copy = value;\n`,
    [to]: value,
  };
  expect(await brokenRules(files)).toContain(rule);
});

test('a type is an import too', async () => {
  const files = {
    'flows/a.ts': "import type { Value } from '../host/b.ts';\nexport type Copy = Value;\n",
    'host/b.ts': value,
  };
  expect(await brokenRules(files)).toContain('flows-imports');
});

test('the screens may take types of a contract, but no value', async () => {
  const contract = { 'host/contract/b.ts': value };
  const type = "import type { Value } from '../host/contract/b.ts';\nexport type Copy = Value;\n";
  const code = "import { value } from '../host/contract/b.ts';\nexport const copy = value;\n";
  expect(await brokenRules({ ...contract, 'renderer/a.ts': type })).toEqual([]);
  expect(await brokenRules({ ...contract, 'renderer/a.ts': code })).toEqual(['renderer-imports-types-only']);
});

test('what the table allows is allowed', async () => {
  expect(
    await brokenRules({
      'host/a.ts': "import { value } from '../flows/b.ts';\nexport const copy = value;\n",
      'flows/b.ts': value,
      'cli/a.ts': "import { value } from '../drivers/main.ts';\nexport const copy = value;\n",
      'drivers/main.ts': value,
    }),
  ).toEqual([]);
});
