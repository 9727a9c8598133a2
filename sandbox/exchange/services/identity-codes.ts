import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Citizen, IdentityDocument } from '../../population/citizen.ts';
import type { Population } from '../../population/population.ts';
import { answer, type Service, withBody } from './service.ts';

const requestSchema = z.strictObject({ code: z.string().min(1).max(2000) });

/** A code is good for so long after the telephone has drawn it. */
const VALID_MS = 5 * 60_000;

export type IdentityCodeParts = { readonly population: Population; readonly clock: () => Date };

type Use = { readonly queryId: string; readonly forgetAt: number };

/**
 * `hrss/identity/resolve-code`: who shows the code of an electronic social-security card. It is good once; the same
 * query asked again, because its answer was lost, is answered the same. The code itself is kept nowhere: of one that
 * was used its hash is, until it would have expired.
 */
export const identityCodeService = ({ population, clock }: IdentityCodeParts): Service => {
  const used = new Map<string, Use>();

  const forgetOld = (now: number): void => {
    for (const [hash, { forgetAt }] of used) if (forgetAt <= now) used.delete(hash);
  };

  return withBody(requestSchema, ({ code }, { evidence: { queryId } }) => {
    const now = clock().getTime();
    forgetOld(now);
    const read = population.readIdentityCode(code);
    const citizen = read && population.find(read.citizen);
    if (read === undefined || citizen === undefined) return answer(200, { outcome: 'unknown' });
    const hash = createHash('sha256').update(code).digest('hex');
    const use = used.get(hash);
    if (use !== undefined && use.queryId !== queryId) return answer(200, { outcome: 'used' });
    const expiresAt = read.issuedAt.getTime() + VALID_MS;
    if (now >= expiresAt) return answer(200, { outcome: 'expired' });
    used.set(hash, { queryId, forgetAt: expiresAt });
    return answer(200, { outcome: 'person', person: personOf(citizen) });
  });
};

/** What a kiosk needs to know of somebody who has laid down no card. */
const personOf = ({ name, sex, birthDate, document }: Citizen) => ({
  document: document.type,
  number: document.number,
  name,
  sex,
  birthDate,
  address: addressOf(document),
  validTo: document.validTo,
});

/** As a card says it: the last address written into its chip, and none on a foreigner's. */
const addressOf = (document: IdentityDocument): string => {
  if (document.type === 'resident') return document.appendedAddresses.at(-1) ?? document.address;
  return document.type === 'hmt-residence-permit' ? document.address : '';
};
