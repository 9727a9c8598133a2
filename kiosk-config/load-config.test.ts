import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './load-config.ts';
import { describeProblem, parseConfig } from './parse-config.ts';

const streetFile = fileURLToPath(new URL('profiles/street.yaml', import.meta.url));
const street = await readFile(streetFile, 'utf8');

describe('a configuration that is right', () => {
  it('loads from its file, with what it leaves out filled in', async () => {
    const result = await loadConfig(streetFile);
    expect(result.ok && result.config.exchange.deadlines).toEqual({ queryMs: 10_000, submitMs: 30_000 });
    expect(result.ok && result.config.devices).toMatchObject([{ baudRate: 115_200 }, { baudRate: 115_200 }]);
  });
});

describe('a configuration that is wrong says where', () => {
  const problemsOf = (source: string) => {
    const result = parseConfig(source);
    return result.ok ? [] : result.problems.map((each) => describeProblem('c.yaml', each));
  };

  it('a misspelt key, at the key', () => {
    expect(problemsOf(street.replace('  neighbours:', '  neighbors:'))).toEqual([
      'c.yaml:28:3 hall.neighbors: Unknown key “neighbors”',
    ]);
  });

  it('a wrong value, at the value', () => {
    expect(problemsOf(street.replace('"330122"', '"33"'))[0]).toMatch(/^c\.yaml:18:9 hall\.area: /);
  });

  it('a missing block, at the block it is missing from', () => {
    expect(problemsOf(street.replace(/\n {2}place:\n.*\n.*\n/, '\n'))[0]).toMatch(
      /^c\.yaml:4:3 kiosk\.place: /,
    );
  });

  it('all problems at once', () => {
    expect(problemsOf(street.replace('"330122"', '"33"').replace('TL-003', 'tl')).length).toBe(2);
  });

  it('text that is not YAML, at the line', () => {
    expect(problemsOf('version: 1\nkiosk: [')[0]).toMatch(/^c\.yaml:2:\d+ /);
  });

  it('a key written twice', () => {
    expect(problemsOf(`${street}version: 1\n`)[0]).toMatch(/unique/i);
  });

  it('aliases and oversized files are refused unread', () => {
    expect(problemsOf('version: &a 1\nkiosk: *a\n')[0]).toMatch(/Aliases/);
    expect(problemsOf('x'.repeat(100_001))[0]).toMatch(/too long/);
  });

  it('a file that is not there', async () => {
    expect(await loadConfig(`${streetFile}.absent`)).toMatchObject({
      ok: false,
      problems: [{ message: 'Cannot read the file (ENOENT)' }],
    });
  });

  it('any text at all gives an answer, never an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (source) => !parseConfig(source).ok),
    );
  });
});
