import type { Chance } from '../chance.ts';
import { addDays } from '../civil-date.ts';
import type { DataRecord, Records } from './record.ts';

/** A type of electronic licence (电子证照), and whether a person's records say that they hold one. */
type LicenceType = {
  /** Organisation code of the issuer and three digits (GB/T 36903-2018). */
  readonly code: string;
  readonly name: string;
  readonly issuer: string;
  readonly isHeld: (records: Records) => boolean;
  /** Where its last day stands; without it, it has none. */
  readonly until?: (records: Records) => unknown;
};

const has = (records: Records, set: string, field: string): boolean => {
  const value = records[set]?.[field];
  return value !== undefined && value !== null && value !== '' && value !== false;
};
const is = (records: Records, set: string, field: string, ...words: readonly string[]): boolean =>
  words.includes(String(records[set]?.[field]));

const [HRSS, POLICE, CIVIL, LAND, FUND, MEDICAL, TAX, MARKET, HEALTH] = [
  '人力资源和社会保障局',
  '公安局',
  '民政局',
  '规划和自然资源局',
  '住房公积金管理中心',
  '医疗保障局',
  '税务局',
  '市场监督管理局',
  '卫生健康局',
];

const type = (
  code: string,
  name: string,
  issuer: string | undefined,
  isHeld: LicenceType['isHeld'],
  until?: LicenceType['until'],
): LicenceType => ({
  code: `11330122ZV${code}`,
  name,
  issuer: `桐庐县${issuer}`,
  isHeld,
  ...(until && { until }),
});

/** The 36 types this county issues, in the order of their codes. */
export const LICENCE_TYPES: readonly LicenceType[] = [
  type(
    '0200000S001',
    '居民身份证',
    POLICE,
    (r) => has(r, 'resident-id', 'idNumber'),
    (r) => r['resident-id']?.validTo,
  ),
  type('0200000S002', '居民户口簿', POLICE, (r) => has(r, 'household', 'householdNo')),
  type(
    '0200000S003',
    '浙江省居住证',
    POLICE,
    (r) => has(r, 'residence-permit', 'permitNo'),
    (r) => r['residence-permit']?.endorsedUntil,
  ),
  type(
    '0200000S004',
    '机动车驾驶证',
    POLICE,
    (r) => has(r, 'driver-licence', 'licenceNo'),
    (r) => r['driver-licence']?.validTo,
  ),
  type('0200000S005', '机动车行驶证', POLICE, (r) => has(r, 'vehicle', 'plate')),
  type(
    '0200000S006',
    '机动车检验合格标志',
    POLICE,
    (r) => has(r, 'vehicle', 'plate'),
    (r) => r.vehicle?.inspectionValidTo,
  ),
  type('0300000S007', '结婚证', CIVIL, (r) => is(r, 'marriage', 'status', '已婚')),
  type('0300000S008', '离婚证', CIVIL, (r) => is(r, 'marriage', 'status', '离婚')),
  type(
    '0300000S009',
    '最低生活保障证',
    CIVIL,
    (r) => is(r, 'social-assistance', 'category', '最低生活保障'),
    (r) => r['social-assistance']?.validTo,
  ),
  type(
    '0300000S010',
    '特困人员救助供养证',
    CIVIL,
    (r) => is(r, 'social-assistance', 'category', '特困供养'),
    (r) => r['social-assistance']?.validTo,
  ),
  type('0300000S011', '浙江省老年人优待证', CIVIL, (r) => has(r, 'elder-benefit', 'cardNo')),
  type('0400000S012', '不动产权证书', LAND, (r) => has(r, 'real-estate', 'certNo')),
  type('0400000S013', '不动产登记证明', LAND, (r) => has(r, 'real-estate', 'mortgaged')),
  type(
    '0100000S014',
    '社会保障卡',
    HRSS,
    (r) => has(r, 'social-card', 'cardNo'),
    (r) => r['social-card']?.validTo,
  ),
  type('0100000S015', '就业创业证', HRSS, (r) => has(r, 'employment-register', 'certNo')),
  type('0100000S016', '职业技能等级证书', HRSS, (r) => has(r, 'qualification', 'certNo')),
  type('0100000S017', '退休证', HRSS, (r) => has(r, 'pension-benefit', 'retiredOn')),
  type('0600000S018', '基本医疗保险参保凭证', MEDICAL, (r) =>
    is(r, 'medical-insurance', 'status', '正常参保'),
  ),
  type('0500000S019', '住房公积金缴存证明', FUND, (r) => is(r, 'housing-fund', 'status', '正常')),
  type('0500000S020', '住房公积金贷款结清证明', FUND, (r) => is(r, 'housing-fund-loan', 'status', '已结清')),
  type('0700000S021', '个人所得税纳税记录', TAX, (r) => has(r, 'tax-income', 'years')),
  type('0700000S022', '税收完税证明', TAX, (r) => has(r, 'tax-status', 'taxpayerNo')),
  type('0800000S023', '营业执照', MARKET, (r) => is(r, 'enterprise', 'status', '存续')),
  type('0800000S024', '食品经营许可证', MARKET, (r) => has(r, 'licence-index', 'foodNo')),
  type('0900000S025', '出生医学证明', HEALTH, (r) => has(r, 'birth-certificate', 'certificateNo')),
  type('0900000S026', '预防接种证', HEALTH, (r) => has(r, 'vaccination', 'clinic')),
  type('0900000S027', '生育登记服务卡', HEALTH, (r) => has(r, 'birth-registration', 'registrationNo')),
  type('0900000S028', '独生子女父母光荣证', HEALTH, (r) => has(r, 'birth-registration', 'oneChildNo')),
  type('1000000S029', '教师资格证书', '教育局', (r) => has(r, 'qualification', 'teacherCertNo')),
  type(
    '1100000S030',
    '中华人民共和国残疾人证',
    '残疾人联合会',
    (r) => has(r, 'disability', 'certNo'),
    (r) => r.disability?.validTo,
  ),
  type('1200000S031', '退役军人优待证', '退役军人事务局', (r) => has(r, 'veteran', 'cardNo')),
  type('1200000S032', '残疾军人证', '退役军人事务局', (r) => has(r, 'veteran', 'disabilityCardNo')),
  type(
    '1500000S033',
    '道路运输从业资格证',
    '交通运输局',
    (r) => has(r, 'transport-qualification', 'certNo'),
    (r) => r['transport-qualification']?.validTo,
  ),
  type(
    '1800000S034',
    '农村土地承包经营权证',
    '农业农村局',
    (r) => has(r, 'land-contract', 'certNo'),
    (r) => r['land-contract']?.to,
  ),
  type(
    '2600000S035',
    '烟草专卖零售许可证',
    '烟草专卖局',
    (r) => has(r, 'licence-index', 'tobaccoNo'),
    (r) => r['licence-index']?.tobaccoValidTo,
  ),
  type('1600000S036', '商品房买卖合同备案证明', '住房和城乡建设局', (r) =>
    has(r, 'house-contract', 'saleNo'),
  ),
];

/** A licence is told to expire this long before. */
const EXPIRES_SOON_DAYS = 90;

/** The electronic licences that go with what the other registers hold on a person. */
export function licencesOf(records: Records, chance: Chance, today: string): DataRecord['items'] {
  return LICENCE_TYPES.filter(({ isHeld }) => isHeld(records)).map(({ code, name, issuer, until }) => {
    const day = until?.(records);
    const validTo = typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
    const isOver = validTo !== null && validTo < today;
    const isEnding = validTo !== null && validTo < addDays(today, EXPIRES_SOON_DAYS);
    return {
      typeCode: code,
      name,
      no: `1.2.156.3005.2.${code}.${chance.between(100_000, 999_999)}`,
      issuer,
      validTo,
      state: isOver ? '过期' : isEnding ? '即将到期' : '有效',
    };
  });
}
