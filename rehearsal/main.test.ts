import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { main } from './main.ts';

async function simulated(argv: readonly string[], typed = '') {
  const said: string[] = [];
  const complaints: string[] = [];
  const code = await main(argv, {
    out: (text) => said.push(text),
    err: (text) => complaints.push(text),
    input: Readable.from([typed]),
    cwd: import.meta.dirname,
  });
  return { code, said: said.join(''), complaints: complaints.join('') };
}

it('an item is run through by itself, for whoever can do it', async () => {
  const { code, said } = await simulated(['transport.elder-bus', '--auto', '--language', 'en']);
  expect(code).toBe(0);
  expect(said).toContain('== receipt');
});

it('an item is run by a citizen of one’s choice, answered on standard input', async () => {
  const { code, said } = await simulated(['transport.elder-bus', '--citizen', 'zhou-ming'], '\n');
  expect(code).toBe(0);
  expect(said).toContain('您现在还不能开通乘车优惠');
});

it('who cannot do an item is told why before it begins', async () => {
  const { code, complaints } = await simulated(['transport.elder-bus', '--auto', '--citizen', 'zhou-ming']);
  expect(code).toBe(1);
  expect(complaints).toContain('person.age');
});

it.each([
  [['transport.no-such-item'], 'no item transport.no-such-item is ready'],
  [['transport.elder-bus', '--citizen', 'nobody'], 'nobody is called nobody'],
])('%j is refused in words', async (argv, words) => {
  const { code, complaints } = await simulated(argv);
  expect(code).toBe(1);
  expect(complaints).toContain(words);
});

it('a command that is wrong is told from an item that fails', async () => {
  expect((await simulated(['transport.elder-bus', '--louder'])).code).toBe(2);
});
