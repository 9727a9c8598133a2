import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { addDays, shanghaiDate } from '../../population/civil-date.ts';
import { isCreditCode } from '../../population/enterprises.ts';
import { mod11Check, partsOf18 } from '../../population/identity-numbers.ts';
import type { LedgerStore, StoredCase } from '../ledger.ts';
import type { LicenceRegister, StoredLicence } from '../licences/licence-register.ts';
import { type Draft, readDraft, type SealIdentity, sealDraft, sha256 } from '../licences/seal-document.ts';
import { contentHash } from './content-hash.ts';
import { answer, type Service, type ServiceAnswer, withBody } from './service.ts';

/** Pages of text with an embedded subset of a font; anything near this is no certificate. */
const MOST_BYTES = 2 * 1024 * 1024;
const millimetres = z.number().min(0).max(420);
const place = z.strictObject({ xMm: millimetres, yMm: millimetres });

const requestSchema = z.strictObject({
  key: z.string().min(1).max(200),
  caseNo: z.string(),
  title: z.strictObject({ 'zh-CN': z.string().min(1).max(80), en: z.string().min(1).max(160) }),
  issuedOn: z.iso.date(),
  validTo: z.iso.date().nullable(),
  document: z.strictObject({
    content: z.base64().max(Math.ceil((MOST_BYTES * 4) / 3)),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  /** 1-based page; centres of seal and code from its upper left corner. */
  place: z.strictObject({ page: z.int().min(1), seal: place, code: place }),
  kiosk: z.string(),
});
type SealRequest = z.infer<typeof requestSchema>;

export type LicencesParts = {
  readonly ledger: LedgerStore;
  readonly register: LicenceRegister;
  readonly clock: () => Date;
  readonly seed: string;
  readonly area: string;
  /** Chinese name of a department. */
  readonly nameOf: (department: string) => string;
  readonly sealOf: (organisation: string) => Promise<SealIdentity>;
  /** Address of the verification page; a token follows it. */
  readonly verifyPage: string;
  readonly onChange: (what: string) => void;
};

/**
 * `{department}/licences/seal` and `…/find`. The key is looked for before anything is judged, and one document is
 * sealed after the other, so that two calls with one key can never make two of it.
 */
export const licencesServices = (
  parts: LicencesParts,
): { readonly seal: Service; readonly find: Service } => {
  const { register, onChange } = parts;
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  return {
    seal: withBody(requestSchema, (request, { department }) =>
      inTurn(async () => {
        const hash = contentHash({ department, request });
        const known = register.byKey(request.key);
        if (known !== undefined) {
          if (known.contentHash !== hash) return answer(409, { type: 'key-reused' });
          register.noteArrival(known.number);
          onChange('licence');
          return describe(200, known, parts.verifyPage);
        }
        const judged = await judge(parts, department, request);
        if ('status' in judged) return judged;
        const added = await issue(parts, request, judged, hash);
        register.add(added);
        onChange('licence');
        return describe(201, added, parts.verifyPage);
      }),
    ),
    find: withBody(z.strictObject({ key: z.string() }), ({ key }, { department }) => {
      const found = register.byKey(key);
      return found === undefined || found.department !== department
        ? answer(404, { type: 'not-found' })
        : describe(200, found, parts.verifyPage);
    }),
  };
};

type Judged = { readonly rests: StoredCase; readonly draft: Draft };

/** A department puts its seal only to what rests on a case of its own, names whom the case is about, and is of today. */
const judge = async (
  { ledger, register, clock }: LicencesParts,
  department: string,
  { caseNo, document, place: { page }, issuedOn }: SealRequest,
): Promise<Judged | ServiceAnswer> => {
  const rests = ledger.caseByNumber(caseNo);
  if (rests === undefined || rests.department !== department) return rejected(REASONS.noCase);
  if (rests.state === 'awaiting-payment') return rejected(REASONS.unpaid);
  if (register.byCase(caseNo) !== undefined) return rejected(REASONS.issued);
  const today = shanghaiDate(clock());
  // A request that began before midnight is still answered after it.
  if (issuedOn !== today && issuedOn !== addDays(today, -1)) return rejected(REASONS.otherDay);
  const bytes = Buffer.from(document.content, 'base64');
  if (sha256(bytes) !== document.sha256) return badRequest('document.sha256: not of these bytes');
  const draft = await readDraft(bytes);
  if (draft === null) return badRequest('document.content: no plain PDF');
  if (page > draft.pdf.getPageCount()) return badRequest('place.page: no such page');
  const isNamed = numbersOf(rests).some((number) => draft.text.includes(number));
  return isNamed ? { rests, draft } : rejected(REASONS.otherPerson);
};

/** Whom a case can be about: the applicant, whom they act for, or somebody whose number the answers name. */
const numbersOf = ({ applicant, represented, answers }: StoredCase): readonly string[] => [
  applicant.idNo,
  ...(represented === null ? [] : [represented.idNo]),
  ...Object.values(answers).filter(
    (answer): answer is string => typeof answer === 'string' && isIssuedNumber(answer),
  ),
];

/** A person's or a business's, by its check; a receipt or an account number of that length is nobody's. */
const isIssuedNumber = (text: string): boolean => partsOf18(text) !== undefined || isCreditCode(text);

const issue = async (
  { register, clock, seed, area, nameOf, sealOf, verifyPage }: LicencesParts,
  request: SealRequest,
  { rests, draft }: Judged,
  hash: string,
): Promise<StoredLicence> => {
  const { key, title, issuedOn, validTo, place, kiosk, document } = request;
  const now = clock();
  const prefix = `TEST-ZM${area}${issuedOn.replaceAll('-', '')}`;
  const digits = `${prefix.slice('TEST-ZM'.length)}${String(register.count(prefix) + 1).padStart(6, '0')}`;
  const number = `TEST-ZM${digits}${mod11Check(digits)}`;
  const token = createHmac('sha256', seed).update(`verify ${key}`).digest('base64url').slice(0, 22);
  const organisation = organisationOf(nameOf(rests.department));
  const sealed = await sealDraft(
    draft,
    place.page,
    { ...place, organisation, number, verifyUrl: `${verifyPage}${token}` },
    await sealOf(organisation),
    now,
  );
  return {
    ...{ number, key, title, issuedOn, validTo, kiosk, organisation, token, sealed },
    caseNo: rests.caseNo,
    department: rests.department,
    item: rests.item.id,
    holder: { name: rests.applicant.name, idNo: rests.applicant.idNo },
    draftSha256: document.sha256,
    sha256: sha256(sealed),
    at: now.toISOString(),
    arrivals: 1,
    contentHash: hash,
  };
};

/** An invented body: nobody's real seal is drawn. The register's subordinate offices stand in brackets. */
const organisationOf = (department: string): string => `测试县${department.replace(/（.*$/, '')}`;

const describe = (
  status: number,
  { number, token, at, sealed, sha256 }: StoredLicence,
  verifyPage: string,
): ServiceAnswer =>
  answer(status, {
    ...{ number, at },
    verifyUrl: `${verifyPage}${token}`,
    document: { content: Buffer.from(sealed).toString('base64'), sha256 },
  });

const badRequest = (path: string): ServiceAnswer => answer(400, { type: 'bad-request', paths: [path] });
const rejected = (reason: { readonly 'zh-CN': string; readonly en: string }): ServiceAnswer =>
  answer(422, { type: 'rejected', reason });

const REASONS = {
  noCase: { 'zh-CN': '未查到对应的办件，不能出具证明', en: 'There is no case to issue this for' },
  unpaid: { 'zh-CN': '办件尚未缴费，不能出具证明', en: 'The case has not been paid for yet' },
  issued: { 'zh-CN': '这个办件已出具证明', en: 'A document has been issued for this case already' },
  otherDay: {
    'zh-CN': '证明日期不是今天，请重新办理',
    en: 'The document is not dated today; please apply again',
  },
  otherPerson: { 'zh-CN': '证明内容与申请人不符', en: 'The document does not name the applicant' },
} as const;
