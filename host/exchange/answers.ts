import { createHash } from 'node:crypto';
import { z } from 'zod';
import { textSchema } from '../../flows/language/text-schema.ts';

/**
 * The shapes the exchange answers in. Strict about what we use, indifferent to members added later; an
 * answer of another shape is nonsense and is treated as no answer at all.
 */
const civilDate = z.iso.date();
const instant = z.iso.datetime({ offset: true });
const caseNo = z.string().regex(/^[A-Za-z0-9-]{1,50}$/);
const orderNo = z.string().regex(/^[A-Za-z0-9_*-]{1,64}$/);
const fen = z.int().min(0);

export const recordAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('ok'), record: z.record(z.string(), z.unknown()) }),
  z.object({ outcome: z.literal('empty') }),
  z.object({ outcome: z.literal('denied') }),
]);

export const remindAnswer = z.object({
  reminders: z.array(z.object({ id: z.string().max(64), due: civilDate.nullable() })).max(200),
});

export const caseAnswer = z.object({
  caseNo,
  password: z.string().regex(/^\d{6}$/),
  state: z.enum(['received', 'accepted', 'closed', 'awaiting-payment']),
  at: instant,
  promisedBy: civilDate.nullable(),
});

/** A sealed file is printed unchanged, so what came must be what its digest says, and a PDF. */
const pdfFile = z
  .object({
    content: z.base64().max(4 * 1024 * 1024),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .refine(({ content, sha256 }) => {
    const bytes = Buffer.from(content, 'base64');
    const digest = createHash('sha256').update(bytes).digest('hex');
    return digest === sha256 && bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  }, 'A whole PDF');
export const sealedAnswer = z.object({
  number: z.string().regex(/^[A-Za-z0-9-]{1,50}$/),
  document: pdfFile,
});

export const refusalAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('slot-taken') }),
  z.object({ type: z.literal('key-reused') }),
  z.object({ type: z.literal('rejected'), reason: textSchema }),
  z.object({ type: z.literal('not-found') }),
]);

export const slotsAnswer = z.object({
  slots: z.array(z.object({ date: civilDate, part: z.enum(['am', 'pm']), left: z.int().min(0) })).max(500),
});

const orderState = z.enum(['waiting', 'paid', 'closed']);
export const openOrderAnswer = z.object({
  orderNo,
  amountFen: fen,
  qr: z.url({ protocol: /^https$/ }).max(512),
  state: orderState,
});
export const orderAnswer = z
  .object({ orderNo, amountFen: fen, state: orderState, at: instant.nullish().transform((at) => at ?? null) })
  .refine((order) => order.state !== 'paid' || order.at !== null, 'A paid order says when');

export const portraitAnswer = z.object({
  /** `unavailable`: the register cannot be asked just now; nothing was compared. */
  outcome: z.enum(['match', 'no-match', 'no-face', 'several-faces', 'unavailable']),
});
export const passwordAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('match') }),
  z.object({ outcome: z.literal('no-match'), triesLeft: z.int().min(1) }),
  z.object({ outcome: z.literal('locked'), until: instant }),
  z.object({ outcome: z.literal('not-set') }),
]);

const personAnswer = z.strictObject({
  document: z.enum(['resident', 'hmt-residence-permit', 'foreigner-2017', 'foreigner-2023']),
  number: z.string().regex(/^[0-9A-Z]{15,18}$/),
  name: z.string().min(1).max(120),
  sex: z.enum(['male', 'female', 'unknown']),
  birthDate: civilDate,
  address: z.string().max(200),
  validTo: civilDate.nullable(),
});
export const codeAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('person'), person: personAnswer }),
  z.object({ outcome: z.enum(['expired', 'used', 'unknown']) }),
]);
