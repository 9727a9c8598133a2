import { z } from 'zod';

/**
 * Work that must reach the exchange, as it stands in the journal: ids, states and amounts. The application
 * itself is sealed beside it. Checked when read back: a disk is input like any other.
 */
const common = {
  /** Idempotency key `visit/step/department`. */
  key: z.string(),
  visit: z.string(),
  /** Keyed daily pseudonym for `X-Road-UserId`. */
  userId: z.string(),
  /** Instant it was journalled (ISO). */
  keptAt: z.string(),
};

export const caseEntrySchema = z.strictObject({
  kind: z.literal('case'),
  ...common,
  step: z.string(),
  department: z.string(),
  /** One query id for every repeat of this submission. */
  queryId: z.string(),
  state: z.enum(['open', 'accepted']),
  caseNo: z.string().nullable(),
});
export type CaseEntry = z.infer<typeof caseEntrySchema>;

export const orderEntrySchema = z.strictObject({
  kind: z.literal('order'),
  ...common,
  step: z.string(),
  caseNo: z.string(),
  amountFen: z.int(),
  queryId: z.string(),
  orderNo: z.string().nullable(),
  /** `mismatch`: an answer named another order or amount; staff settle it. */
  state: z.enum(['opening', 'open', 'paid', 'closed', 'mismatch']),
  /** Instant of payment as the exchange gave it. */
  paidAt: z.string().nullable(),
  /** Instant of our last attempt to open it: until a minute later it may still arrive there. */
  attemptedAt: z.string(),
});
export type OrderEntry = z.infer<typeof orderEntrySchema>;

export const ratingEntrySchema = z.strictObject({
  kind: z.literal('rating'),
  ...common,
  department: z.string(),
  caseNo: z.string(),
  level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  queryId: z.string(),
});
export type RatingEntry = z.infer<typeof ratingEntrySchema>;

export const workEntrySchema = z.discriminatedUnion('kind', [
  caseEntrySchema,
  orderEntrySchema,
  ratingEntrySchema,
]);
export type WorkEntry = z.infer<typeof workEntrySchema>;

/** Nothing more will be asked of the exchange about this. */
export const isFinal = (entry: WorkEntry): boolean => {
  switch (entry.kind) {
    case 'case':
      return entry.state === 'accepted';
    case 'order':
      return entry.state === 'paid' || entry.state === 'closed' || entry.state === 'mismatch';
    case 'rating':
      return false;
  }
};
