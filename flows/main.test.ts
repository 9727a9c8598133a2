import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FACTORY } from './catalogue/factory.ts';
import { main } from './main.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'flows-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function run(
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const said = { out: '', err: '' };
  const code = await main(argv, {
    cwd,
    today: () => '2026-11-24',
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

/** A catalogue of three items, with one mistake in it. */
async function brokenCatalogue(): Promise<void> {
  const items = ['police/driver-points-query', 'property/window-booking', 'transport/elder-bus'];
  for (const part of [
    ...['departments.yaml', 'life-stages.yaml', 'datasets'],
    ...items.map((item) => `items/${item}.yaml`),
  ])
    await cp(join(FACTORY, part), join(cwd, part), { recursive: true });
  const file = join(cwd, 'items/transport/elder-bus.yaml');
  await writeFile(
    file,
    (await readFile(file, 'utf8')).replace('require: person.age >= 60', 'require: person.agee >= 60'),
  );
}

describe('once flows lint', () => {
  test('says that the factory catalogue is well', async () => {
    expect(await run('lint')).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+ items ready, 0 problems\n$/),
      err: '',
    });
  });

  test('says file, line, column and what to do, and exits with 1', async () => {
    await brokenCatalogue();
    const { code, out } = await run('lint', '.');
    expect(code).toBe(1);
    expect(out).toMatch(/^items\/transport\/elder-bus\.yaml:\d+:21 {2}.*agee/);
    expect(out).toContain('fix: did you mean “age”?');
    expect(out).toContain('2 items ready, 1 problems');
  });

  test('says it to machines as one JSON object', async () => {
    await brokenCatalogue();
    const { code, out } = await run('lint', '--json', '.');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      problems: [{ file: 'items/transport/elder-bus.yaml', column: 21 }],
    });
  });

  test('tells a directory that is not there from one with problems', async () => {
    const { code, err } = await run('lint', 'nowhere');
    expect(code).toBe(2);
    expect(err).toContain('no such directory');
  });
});

test('once flows judge keeps what it found, and says it again', async () => {
  await brokenCatalogue();
  for (let turn = 0; turn < 2; turn += 1) {
    const { code, out } = await run('judge', '.', '-o', 'out/judged');
    expect(code).toBe(1);
    expect(out).toContain('2 items ready, 1 problems');
  }
});

describe('once flows graph', () => {
  test('draws an item', async () => {
    const { code, out } = await run('graph', 'medins.remote-filing');
    expect(code).toBe(0);
    expect(out).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    expect(out).toContain('异地就医备案');
  });

  test('draws into a file, in another language', async () => {
    expect((await run('graph', 'medins.remote-filing', '-o', 'out/chart.svg', '--lang', 'en')).code).toBe(0);
    expect(await readFile(join(cwd, 'out/chart.svg'), 'utf8')).toContain('Look up shared data');
  });

  test('says why there is no such item', async () => {
    expect(await run('graph', 'no.such')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no item no.such'),
    });
    await brokenCatalogue();
    const { code, err } = await run('graph', 'transport.elder-bus', '--catalogue', '.');
    expect(code).toBe(1);
    expect(err).toContain('agee');
  });
});

describe('once flows record', () => {
  test('writes the sheet of one version: its digest, its chart, what was proven, in the language asked for', async () => {
    const { code, out } = await run('record', 'police.traffic-fine-pay');
    expect(code).toBe(0);
    expect(out).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    for (const words of [
      '办事流程测试记录',
      '2026-11-24',
      '11330122ZV0200000S4332002025000',
      '道路交通违法信息',
      '<svg ',
      '全部通过',
    ])
      expect(out).toContain(words);
    expect(out).toMatch(/[0-9a-f]{64}/);
    expect((await run('record', 'police.traffic-fine-pay', '--lang', 'en')).out).toContain(
      'Flow test record',
    );
  });

  test('says why there is no such item', async () => {
    expect(await run('record', 'no.such')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no item'),
    });
  });
});

describe('once flows paths', () => {
  test('proves an item and ends with one line of figures', async () => {
    const { code, out } = await run('paths', 'police.traffic-fine-pay', '--json');
    expect(code).toBe(0);
    const last = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '');
    expect(Object.keys(last)).toEqual(['items', 'paths', 'states', 'transitions', 'failures']);
    expect(last).toMatchObject({ items: 1, failures: 0 });
  });

  test('never counts an item that lint refuses as proven', async () => {
    await brokenCatalogue();
    const { code, out } = await run('paths', '--catalogue', '.');
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^proven {2}police\.driver-points-query: /),
      expect.stringMatching(/^proven {2}property\.window-booking: /),
      expect.stringContaining('1 problems keep items out'),
      expect.stringMatching(/^2 items, .*: 1 failures$/),
      '',
    ]);
    expect(await run('paths', 'no.such')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no item no.such'),
    });
  });
});

test('once flows schema and reference write what they are told to, where they are told to', async () => {
  expect(await run('schema', '-o', 'schema')).toMatchObject({ code: 0 });
  expect(JSON.parse(await readFile(join(cwd, 'schema', 'item.schema.json'), 'utf8'))).toMatchObject({
    type: 'object',
  });
  expect(await run('reference', '-o', 'reference.md')).toMatchObject({ code: 0 });
  expect(await readFile(join(cwd, 'reference.md'), 'utf8')).toContain('# The flow language');
});

test('a command that is wrong exits with 2, one that asks for help with 0', async () => {
  expect((await run('lnt')).code).toBe(2);
  expect((await run('graph')).code).toBe(2);
  expect((await run('graph', 'medins.remote-filing', '--lang', 'fr')).code).toBe(2);
  expect((await run('--help')).code).toBe(0);
});
