import { z } from 'zod';
import type { LedgerStore } from '../ledger.ts';
import { answer, type Service, withBody } from './service.ts';

const requestSchema = z.strictObject({
  key: z.string().min(1),
  caseNo: z.string(),
  /** Five levels of 好差评, 5 is 非常满意. */
  level: z.int().min(1).max(5),
  channel: z.literal('kiosk'),
});

export type RatingParts = {
  readonly ledger: LedgerStore;
  readonly clock: () => Date;
  readonly onChange: (what: string) => void;
};

/** `{department}/rating/submit`: one rating a case (一事一评), the first one counts. */
export const ratingService = ({ ledger, clock, onChange }: RatingParts): Service =>
  withBody(requestSchema, ({ key, caseNo, level }, { department }) => {
    const rated = ledger.caseByNumber(caseNo);
    if (rated === undefined || rated.department !== department) return answer(404, { type: 'not-found' });
    const first = ledger.ratingOf(caseNo);
    if (first !== undefined) return answer(200, { caseNo, level: first.level, at: first.at });
    const at = clock().toISOString();
    ledger.addRating({ key, caseNo, department, level, at });
    onChange('rating');
    return answer(201, { caseNo, level, at });
  });
