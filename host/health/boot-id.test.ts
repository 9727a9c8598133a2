import { expect, it } from 'vitest';
import { uuidSchema } from '../../wire/ids.ts';
import { countedBytes } from '../journal/test-journal.ts';
import { nextBoot } from './boot-id.ts';

it('a later start sorts after an earlier one, also when the clock was years ahead in between', () => {
  const bytes = countedBytes();
  const today = Date.parse('2026-11-24T02:00:00Z');
  const first = nextBoot(null, today, bytes);
  const ahead = nextBoot(first, Date.parse('2037-01-01T00:00:00Z'), bytes);
  const back = nextBoot(ahead, today, bytes);
  expect([back, first, ahead].sort()).toEqual([first, ahead, back]);
  for (const boot of [first, ahead, back]) expect(uuidSchema.safeParse(boot).success).toBe(true);
});
