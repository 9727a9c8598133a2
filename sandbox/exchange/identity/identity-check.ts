import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Citizen } from '../../population/citizen.ts';
import type { Population } from '../../population/population.ts';
import type { LedgerCheck } from '../contract.ts';
import { answer, type ServiceAnswer, type ServiceCall } from '../services/service.ts';
import type { CheckRegister, WrongPasswords } from './check-register.ts';

export type IdentityCheckParts = {
  readonly population: Population;
  readonly checks: CheckRegister;
  readonly clock: () => Date;
  readonly seed: string;
  readonly onChange: (what: string) => void;
};

/** Whose identity is checked, as every such request names them. */
export const subjectSchema = z.strictObject({
  idType: z.enum([
    'resident',
    'hmt-residence-permit',
    'foreigner-2017',
    'foreigner-2023',
    'social-security-card',
  ]),
  idNo: z.string().min(1).max(18),
  name: z.string().min(1).max(100),
});

/** A wrong name is answered like an unknown number: a check is no oracle for guessing either. */
export const citizenOf = (
  { idNo, name }: z.infer<typeof subjectSchema>,
  population: Population,
): Citizen | undefined => {
  const citizen = population.findByNumber(idNo);
  return citizen?.name === name ? citizen : undefined;
};

type Verdict = {
  readonly outcome: LedgerCheck['outcome'];
  readonly answer: ServiceAnswer['body'];
  readonly counted?: { readonly citizen: string; readonly wrong: WrongPasswords };
};

/**
 * Makes a check exactly once a query id: a repeat gets the first answer, and other content under the same id is
 * refused. `content` is digested under a key and not kept.
 */
export const checkOnce = async (
  { checks, clock, seed, onChange }: IdentityCheckParts,
  call: ServiceCall,
  { queryId, item, content }: { readonly queryId: string; readonly item: string; readonly content: string },
  judge: () => Verdict | Promise<Verdict>,
): Promise<ServiceAnswer> => {
  const contentHash = createHmac('sha256', seed).update(`check ${call.service} ${content}`).digest('hex');
  const known = checks.byQuery(queryId);
  if (known !== undefined)
    return known.contentHash === contentHash
      ? answer(200, known.answer)
      : answer(409, { type: 'key-reused' });
  const verdict = await judge();
  checks.add(
    {
      at: clock().toISOString(),
      ...call.evidence,
      ...{ queryId, item, contentHash, department: call.department },
      way: call.service === 'compare' ? 'face' : 'password',
      outcome: verdict.outcome,
      answer: verdict.answer,
    },
    verdict.counted,
  );
  onChange('check');
  return answer(200, verdict.answer);
};
