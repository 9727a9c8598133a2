import { ageOn } from '../../population/civil-date.ts';
import type { Population } from '../../population/population.ts';
import type { DataRecord } from '../../population/records/record.ts';
import type { LedgerCase, Represented, Slot } from '../contract.ts';
import { refuseRepresented } from './representation.ts';
import { isBeingPaid, owedFine } from './traffic-fines.ts';

/** An application as the department judges it. */
export type Application = {
  readonly item: string;
  readonly applicant: { readonly idType: string; readonly idNo: string; readonly name: string };
  readonly represented: Represented | null;
  readonly answers: LedgerCase['answers'];
  readonly slot: Slot | null;
  readonly feeFen: number | null;
  readonly today: string;
  /** The traffic register as it stands now, with what was paid here. */
  readonly fines: DataRecord | undefined;
  /** The applicant's other cases of this item that a phone could pay at this moment. */
  readonly payable: readonly LedgerCase[];
};

export type Reason = { readonly 'zh-CN': string; readonly en: string };

/**
 * The department looks for itself and does not believe a kiosk: an applicant it does not know, a rule the
 * kiosk should have seen, an amount that is not the one decided. Answers the reason to refuse, or undefined.
 */
export const refuse = (application: Application, population: Population): Reason | undefined => {
  const { item, applicant, today } = application;
  const citizen = population.findByNumber(applicant.idNo);
  if (citizen === undefined || citizen.name !== applicant.name || citizen.document.type !== applicant.idType)
    return REASONS.unknownApplicant;
  const records = population.records(citizen.id) ?? {};
  const notTheirs =
    application.represented && refuseRepresented(application.represented, { citizen, records, today });
  if (notTheirs) return notTheirs;
  switch (item) {
    case 'transport.elder-bus':
      return ageOn(citizen.birthDate, today) < 60 ? REASONS.underSixty : undefined;
    case 'medins.remote-filing':
      return records['medical-insurance']?.status === '正常参保' ? undefined : REASONS.notInsured;
    case 'property.window-booking':
      return application.slot === null ? REASONS.noSlot : undefined;
    case 'police.traffic-fine-pay': {
      const owed = application.fines && owedFine(application.fines, application.answers);
      if (owed === undefined) return REASONS.nothingOwed;
      if (isBeingPaid(owed.no, application.payable)) return REASONS.beingPaid;
      return owed.fineFen === application.feeFen ? undefined : REASONS.otherAmount;
    }
    default:
      return undefined;
  }
};

export const REASONS = {
  unknownItem: {
    'zh-CN': '本机关没有这个事项，请到窗口咨询',
    en: 'This office has no such item; ask at its counter',
  },
  notNow: {
    'zh-CN': '登记信息正在核对，暂不受理',
    en: 'The record is being verified and nothing is accepted meanwhile',
  },
  unknownApplicant: {
    'zh-CN': '未查到申请人的登记信息，请核对证件',
    en: 'The applicant is not on record; check the document',
  },
  underSixty: { 'zh-CN': '年满60周岁方可开通', en: 'You must be 60 or older' },
  notInsured: { 'zh-CN': '须为正常参保状态', en: 'Active insurance is needed' },
  noSlot: { 'zh-CN': '未选择预约时段', en: 'No time slot was chosen' },
  nothingOwed: { 'zh-CN': '该笔罚款不存在或已缴清', en: 'This fine does not exist or is paid already' },
  beingPaid: {
    'zh-CN': '该笔罚款正在另一次办理中缴纳，请稍后再试',
    en: 'This fine is being paid in another visit; try again later',
  },
  otherAmount: { 'zh-CN': '缴款金额与处罚决定不符', en: 'The amount differs from the decision' },
} as const satisfies Record<string, Reason>;
