import { z } from 'zod';
import { addDays, shanghaiDate } from '../../population/civil-date.ts';
import { checkOnce, citizenOf, type IdentityCheckParts, subjectSchema } from '../identity/identity-check.ts';
import { type Service, withBody } from './service.ts';

/** Wrong passwords in a row before the next midnight is waited for. */
const TRIES = 3;

const requestSchema = z.strictObject({
  queryId: z.string().min(1).max(64),
  purpose: z.strictObject({ item: z.string() }),
  subject: subjectSchema,
  password: z.string().regex(/^\d{6}$/),
});

/**
 * `hrss/password/verify`: the six digits of the social-security card. Counts over all machines; three wrong ones in a
 * row lock until midnight, and while it is locked the right one is not taken either.
 */
export const passwordService = (parts: IdentityCheckParts): Service =>
  withBody(requestSchema, ({ queryId, purpose, subject, password }, call) => {
    const content = JSON.stringify([subject, password]);
    return checkOnce(parts, call, { queryId, item: purpose.item, content }, () => {
      const { population, checks, clock } = parts;
      const citizen = citizenOf(subject, population);
      const right = citizen && population.socialCardPassword(citizen.id);
      if (citizen === undefined || right === undefined)
        return { outcome: 'not-set', answer: { outcome: 'not-set' } };
      const { id } = citizen;
      const before = checks.wrongPasswords(id);
      const isLocked = before.lockedUntil !== null && before.lockedUntil > clock().toISOString();
      if (isLocked) return { outcome: 'locked', answer: { outcome: 'locked', until: before.lockedUntil } };
      if (password === right)
        return {
          outcome: 'match',
          answer: { outcome: 'match' },
          counted: { citizen: id, wrong: { count: 0, lockedUntil: null } },
        };
      // A lock that is over begins a new count.
      const count = (before.lockedUntil === null ? before.count : 0) + 1;
      if (count < TRIES)
        return {
          outcome: 'no-match',
          answer: { outcome: 'no-match', triesLeft: TRIES - count },
          counted: { citizen: id, wrong: { count, lockedUntil: null } },
        };
      const until = nextMidnight(clock());
      return {
        outcome: 'locked',
        answer: { outcome: 'locked', until },
        counted: { citizen: id, wrong: { count, lockedUntil: until } },
      };
    });
  });

/** The beginning of the next day in Shanghai, UTC. */
const nextMidnight = (now: Date): string =>
  new Date(`${addDays(shanghaiDate(now), 1)}T00:00:00+08:00`).toISOString();
