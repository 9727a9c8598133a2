import { createHash, createHmac } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { shanghaiDate } from '../../population/civil-date.ts';
import type { Population } from '../../population/population.ts';
import type { RegisteredItem } from '../item-register.ts';
import type { LedgerStore, StoredCase } from '../ledger.ts';
import { addWorkingDays } from '../working-days.ts';
import type { Booking } from './booking.ts';
import { caseNumber, casePrefix } from './case-number.ts';
import { contentHash } from './content-hash.ts';
import { REASONS, refuse } from './department-rules.ts';
import { answer, type Service, type ServiceAnswer, withBody } from './service.ts';
import { settleFines } from './traffic-fines.ts';

const textSchema = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
const submissionSchema = z.strictObject({
  key: z.string().min(1).max(200),
  item: z.strictObject({ id: z.string(), version: z.int().min(1), hash: z.string() }),
  applicant: z.strictObject({
    idType: z.string(),
    idNo: z.string(),
    name: z.string(),
    phone: z.string().nullish(),
  }),
  joint: z
    .strictObject({
      part: z.int().min(1),
      of: z.int().min(2),
      title: textSchema,
      matters: z.array(textSchema),
    })
    .nullish(),
  represented: z
    .strictObject({ kind: z.enum(['child', 'company']), idType: z.string(), idNo: z.string().min(1) })
    .nullish(),
  answers: z.record(z.string(), z.unknown()),
  derived: z.record(z.string(), z.unknown()),
  signature: z
    .strictObject({ strokes: z.array(z.unknown()).min(1), at: z.iso.datetime({ offset: true }) })
    .nullish(),
  attachments: z
    .array(
      z.strictObject({
        step: z.string().min(1),
        page: z.int().min(1),
        verdict: z.string(),
        mediaType: z.enum(['image/jpeg', 'image/png']),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        content: z.base64().min(1),
      }),
    )
    .min(1)
    .nullish(),
  slot: z.strictObject({ office: z.string(), date: z.iso.date(), part: z.enum(['am', 'pm']) }).nullish(),
  feeFen: z.int().min(0).nullish(),
  kiosk: z.string(),
  submittedAt: z.iso.datetime({ offset: true }),
});
type Submission = z.infer<typeof submissionSchema>;

export type CasesParts = {
  readonly ledger: LedgerStore;
  readonly population: Population;
  readonly booking: Booking;
  readonly itemOf: (id: string) => RegisteredItem | undefined;
  readonly clock: () => Date;
  readonly seed: string;
  /** GB/T 2260 code the case numbers carry. */
  readonly area: string;
  readonly onChange: (what: string) => void;
};

/**
 * `{department}/cases/submit` and `…/find`. The key is looked for before anything is judged: the same
 * submission gets the same answer even when its slot has gone or its fine is paid since.
 */
export const casesServices = (parts: CasesParts): { readonly submit: Service; readonly find: Service } => {
  const { ledger, onChange } = parts;
  return {
    submit: withBody(submissionSchema, (submission, { department, representedParty }) => {
      if (representedParty !== partyOf(submission))
        return answer(400, { type: 'bad-request', paths: ['X-Road-Represented-Party'] });
      const damaged = (submission.attachments ?? []).find(
        ({ content, sha256 }) => digestOf(content) !== sha256,
      );
      if (damaged !== undefined)
        return answer(400, {
          type: 'bad-request',
          paths: [`attachments ${damaged.step}/${damaged.page}: sha256`],
        });
      const hash = hashOf(department, submission);
      const known = ledger.caseByKey(submission.key);
      if (known !== undefined) {
        if (known.contentHash !== hash) return answer(409, { type: 'key-reused' });
        ledger.noteArrival(known.caseNo);
        onChange('case');
        return describe(200, known);
      }
      const registered = parts.itemOf(submission.item.id);
      if (registered === undefined) return answer(422, { type: 'rejected', reason: REASONS.unknownItem });
      const refusal = refuseNow(parts, submission);
      if (refusal !== undefined) return refusal;
      const added = open(parts, { department, submission, hash, registered });
      ledger.atomically(() => {
        withdrawAbandoned(ledger, department, submission);
        ledger.addCase(added);
      });
      onChange('case');
      return describe(201, added);
    }),
    find: withBody(z.strictObject({ key: z.string() }), ({ key }, { department }) => {
      const found = ledger.caseByKey(key);
      return found === undefined || found.department !== department
        ? answer(404, { type: 'not-found' })
        : describe(200, found);
    }),
  };
};

/** Header and body name the same business; a child is named in the body alone. */
const partyOf = ({ represented }: Submission): string | null =>
  represented?.kind === 'company' ? `COM/${represented.idNo}` : null;

const digestOf = (base64: string): string =>
  createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');

/** When it was sent is not part of what was sent: a kiosk may stamp each attempt. */
const hashOf = (department: string, { submittedAt: _, ...content }: Submission): string =>
  contentHash({ department, content });

const refuseNow = (
  { ledger, population, booking, clock }: CasesParts,
  { item, applicant, represented, answers, slot, feeFen }: Submission,
): ServiceAnswer | undefined => {
  const owner = population.findByNumber(applicant.idNo);
  const violations = owner && population.records(owner.id)?.['traffic-violation'];
  const earlier = ledger.casesOf(item.id, applicant.idNo);
  const fines = violations && settleFines(violations, earlier);
  const payable = earlier.filter(({ caseNo }) =>
    ledger.ordersOf(caseNo).some(({ state }) => state === 'waiting'),
  );
  const reason = refuse(
    {
      ...{ item: item.id, applicant, answers, fines, payable, today: shanghaiDate(clock()) },
      represented: represented ?? null,
      slot: slot ?? null,
      feeFen: feeFen ?? null,
    },
    population,
  );
  if (reason !== undefined) return answer(422, { type: 'rejected', reason });
  return slot && booking.left(slot) <= 0 ? answer(409, { type: 'slot-taken' }) : undefined;
};

/** The same thing applied for anew: an earlier case that waits for money nobody began to pay is withdrawn. */
const withdrawAbandoned = (
  ledger: LedgerStore,
  department: string,
  { item, applicant, answers }: Submission,
): void => {
  for (const earlier of ledger.casesOf(item.id, applicant.idNo)) {
    const isSame = earlier.department === department && isDeepStrictEqual(earlier.answers, answers);
    if (earlier.state === 'awaiting-payment' && isSame && ledger.ordersOf(earlier.caseNo).length === 0)
      ledger.setCaseState(earlier.caseNo, 'closed');
  }
};

type Arrival = {
  readonly department: string;
  readonly submission: Submission;
  readonly hash: string;
  readonly registered: RegisteredItem;
};

/** 即办件 is accepted as it arrives; 承诺件 is received, with a day by which it is decided. */
const open = (
  { ledger, clock, seed, area }: CasesParts,
  { department, submission, hash, registered }: Arrival,
): StoredCase => {
  const now = clock();
  const today = shanghaiDate(now);
  const { key, item, applicant, joint, represented, answers, derived, signature, slot, feeFen, kiosk } =
    submission;
  return {
    ...{ key, department, item, applicant, answers, derived, kiosk },
    caseNo: caseNumber(area, today, ledger.countCases(casePrefix(area, today)) + 1),
    password: queryPassword(seed, key),
    joint: joint ?? null,
    represented: represented ?? null,
    signed: signature != null,
    attachments: (submission.attachments ?? []).map(({ step, page, sha256 }) => ({ step, page, sha256 })),
    slot: slot ?? null,
    feeFen: feeFen ?? null,
    state: feeFen ? 'awaiting-payment' : registered.handling === 'instant' ? 'accepted' : 'received',
    at: now.toISOString(),
    promisedBy: slot?.date ?? addWorkingDays(today, registered.promisedDays),
    arrivals: 1,
    contentHash: hash,
  };
};

/** Six digits, as citizens type them on the web; keyed, so that a case number does not give its own away. */
const queryPassword = (seed: string, key: string): string =>
  String(createHmac('sha256', seed).update(`password ${key}`).digest().readUInt32BE(0) % 1_000_000).padStart(
    6,
    '0',
  );

const describe = (status: number, { caseNo, password, state, at, promisedBy }: StoredCase): ServiceAnswer =>
  answer(status, { caseNo, password, state, at, promisedBy });
