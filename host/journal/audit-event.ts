import { z } from 'zod';

/**
 * What the audit trail can say: a closed union without a field a personal value fits into. Ids, states,
 * codes and amounts only; checked when written, because the trail can never be corrected afterwards.
 */
const id = z.string().regex(/^[A-Za-z0-9._:/-]{1,120}$/);
const code = z.string().regex(/^[a-z][a-zA-Z0-9.-]{0,60}$/);
const caseNo = z.string().regex(/^[A-Za-z0-9-]{1,50}$/);
const orderNo = z.string().regex(/^[A-Za-z0-9_*-]{1,64}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const fen = z.int().min(0);

export const auditEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('host-started'), version: id, release: id }),
  z.strictObject({ kind: z.literal('work-recovered'), entries: z.int().min(0) }),

  z.strictObject({ kind: z.literal('visit-started') }),
  /** A card was read; which kind of document, not whose. */
  z.strictObject({ kind: z.literal('card-read'), document: code }),
  z.strictObject({ kind: z.literal('card-failed'), code }),
  z.strictObject({ kind: z.literal('item-started'), item: id, version: z.int(), hash }),
  /** The citizen agreed to these data sets being read for this item. */
  z.strictObject({ kind: z.literal('consent-given'), item: id, sets: z.array(id) }),
  z.strictObject({ kind: z.literal('record-read'), set: id, queryId: id, outcome: code }),
  z.strictObject({ kind: z.literal('value-revealed'), field: id }),
  /** The citizen agreed to one picture being taken and compared for this item. */
  z.strictObject({ kind: z.literal('face-agreed'), item: id }),
  /** The citizen agreed to be looked up for reminders, and what came of it; never which hold. */
  z.strictObject({ kind: z.literal('reminders-read'), queryId: id, outcome: code }),
  /** The citizen put a reminder away; never which. */
  z.strictObject({ kind: z.literal('reminder-dismissed'), queryId: id, outcome: code }),
  /** How somebody was asked to prove who they are, and what the exchange said; never with what. */
  z.strictObject({
    kind: z.literal('identity-checked'),
    way: z.enum(['face', 'password']),
    outcome: code,
    queryId: id.nullable(),
  }),
  z.strictObject({
    kind: z.literal('assurance-raised'),
    level: z.enum(['none', 'card', 'card+face', 'card+password']),
  }),
  z.strictObject({ kind: z.literal('item-ended'), item: id, outcome: code }),
  z.strictObject({ kind: z.literal('card-taken') }),
  /** Nobody took it in time: the alarm is up, nothing was printed for a stranger. */
  z.strictObject({ kind: z.literal('card-left') }),
  z.strictObject({ kind: z.literal('paper-left') }),
  /** The printer was told to take it back; `retracted`, `no-media`, or why it could not. */
  z.strictObject({ kind: z.literal('paper-retracted'), outcome: code }),
  z.strictObject({ kind: z.literal('visit-ended'), how: code }),

  /** Confirmed and sealed on this disk; nothing has been sent yet. */
  z.strictObject({ kind: z.literal('application-kept'), key: id, item: id, hash }),
  z.strictObject({ kind: z.literal('case-accepted'), key: id, caseNo, state: code }),
  z.strictObject({ kind: z.literal('case-rejected'), key: id, code }),
  z.strictObject({ kind: z.literal('case-not-submitted'), key: id, fault: code }),
  z.strictObject({ kind: z.literal('case-pending'), key: id, fault: code }),
  /** Not acknowledged within the day its key may live. */
  z.strictObject({ kind: z.literal('case-expired'), key: id }),

  z.strictObject({ kind: z.literal('order-kept'), key: id, caseNo, amountFen: fen }),
  z.strictObject({ kind: z.literal('order-opened'), key: id, orderNo, amountFen: fen }),
  z.strictObject({ kind: z.literal('order-paid'), key: id, orderNo, amountFen: fen }),
  z.strictObject({ kind: z.literal('order-closed'), key: id, orderNo: orderNo.nullable() }),
  z.strictObject({ kind: z.literal('order-unknown'), key: id, orderNo: orderNo.nullable() }),
  /** An answer named another amount or order than ours: staff look at it. */
  z.strictObject({ kind: z.literal('order-mismatch'), key: id, orderNo: orderNo.nullable(), amountFen: fen }),

  /** A draft is about to be sent; `hash` is its digest. */
  z.strictObject({ kind: z.literal('seal-asked'), key: id, caseNo, hash }),
  /** Sealed, and the file kept here; `hash` is the sealed file's digest. */
  z.strictObject({ kind: z.literal('document-sealed'), key: id, number: caseNo, hash }),
  z.strictObject({ kind: z.literal('document-not-sealed'), key: id, code }),
  z.strictObject({ kind: z.literal('document-printed'), key: id, number: caseNo, confirmed: z.boolean() }),
  z.strictObject({ kind: z.literal('document-failed'), key: id, number: caseNo, code, printed: code }),

  z.strictObject({ kind: z.literal('slip-printed'), slip: code, confirmed: z.boolean() }),
  z.strictObject({ kind: z.literal('slip-failed'), slip: code, code, printed: code }),
  z.strictObject({ kind: z.literal('rating-kept'), key: id, caseNo, level: z.int().min(1).max(5) }),
  z.strictObject({ kind: z.literal('rating-sent'), key: id }),
  z.strictObject({ kind: z.literal('rating-given-up'), key: id }),
  /** The visit's key is gone, and with it what was sealed under it. */
  z.strictObject({ kind: z.literal('key-destroyed'), why: z.enum(['settled', 'expired', 'orphaned']) }),
]);
export type AuditEvent = z.infer<typeof auditEventSchema>;
