import { createChance } from '../chance.ts';
import { addDays, yearOf } from '../civil-date.ts';
import { enterpriseOf } from '../enterprises.ts';
import { numberOf } from '../resident.ts';
import type { RecordWriter } from './record.ts';

/** The business of its legal person or operator; there is no other in this county. */
const enterprise: RecordWriter = (resident, { seed, today, circumstances }) => {
  const { citizen, address } = resident;
  const { business } = circumstances;
  const registered = enterpriseOf(resident, circumstances);
  if (business === null || registered === undefined) return null;
  const chance = createChance(seed, 'enterprise', citizen.id);
  const isLate = chance.happens(0.2);
  return {
    ...registered,
    type: business.type,
    legalRep: citizen.name,
    legalRepId: numberOf(citizen),
    address: address.replace(/\d+幢.*$/, '') || address,
    scope: SCOPES[business.trade],
    establishedOn: business.establishedOn,
    capital: `${business.type === '个体工商户' ? chance.between(1, 20) : chance.between(10, 500)}万元`,
    status: chance.happens(0.95) ? '存续' : '歇业',
    reportYear: yearOf(today) - (isLate ? 2 : 1),
    abnormal: isLate && chance.happens(0.5),
    branches: null,
    archives: [{ title: '设立登记档案', on: business.establishedOn, pages: chance.between(6, 30) }],
  };
};

const SCOPES = {
  餐饮: '餐饮服务（凭许可证经营）',
  食杂: '食品销售（仅销售预包装食品）；烟草制品零售（凭许可证经营）',
  针织: '针织品制造、销售',
  物流: '道路货物运输（凭许可证经营）',
  农产品: '食用农产品零售',
} as const;

const enterpriseRole: RecordWriter = (resident, context) => {
  const own = enterprise(resident, context);
  const { business } = context.circumstances;
  if (own === null || business === null) return null;
  const isOperator = business.type === '个体工商户';
  const { name = null, creditCode = null, status = null } = own;
  const entry = {
    name: String(name),
    creditCode: String(creditCode),
    since: business.establishedOn,
    state: String(status),
  };
  return {
    roles: [
      { ...entry, role: isOperator ? '经营者' : '法定代表人' },
      ...(business.type === '有限责任公司' ? [{ ...entry, role: '股东' }] : []),
    ],
    count: 1,
  };
};

/** 办证: what the catalogue of electronic licences holds on a person, business licences of a shop included. */
const licenceIndex: RecordWriter = (resident, { seed, today, circumstances }) => {
  const { citizen } = resident;
  if (citizen.document.type !== 'resident') return null;
  const chance = createChance(seed, 'licence-index', citizen.id);
  const shop = enterpriseOf(resident, circumstances);
  const trade = circumstances.business?.trade;
  const sellsTobacco = shop !== undefined && trade === '食杂';
  const tobaccoValidTo = sellsTobacco
    ? addDays(today, chance.between(0, 3) === 0 ? chance.between(31, 59) : chance.between(5, 1_500))
    : null;
  return {
    /** Filled in once the other registers have been asked. */
    items: [],
    tobaccoNo: sellsTobacco ? `330122${chance.between(100_000, 999_999)}` : null,
    tobaccoShop: sellsTobacco ? shop.name : null,
    tobaccoValidTo,
    foodNo:
      shop !== undefined && (trade === '餐饮' || trade === '食杂')
        ? `TY33301220${chance.between(100_000, 999_999)}`
        : null,
  };
};

export const enterpriseRecords = {
  enterprise,
  'enterprise-role': enterpriseRole,
  'licence-index': licenceIndex,
} satisfies Record<string, RecordWriter>;
