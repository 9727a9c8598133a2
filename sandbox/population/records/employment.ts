import { createChance } from '../chance.ts';
import { addDays, yearOf } from '../civil-date.ts';
import type { RecordWriter } from './record.ts';

const employmentRegister: RecordWriter = ({ citizen, life }, { seed, today, circumstances }) => {
  const { jobless, business, disability, assistance, graduatedOn, retiredOn } = circumstances;
  if (citizen.age < 16 || citizen.age >= 65 || retiredOn !== null) return null;
  if (life.employer === null && jobless === null && business === null && graduatedOn === null) return null;
  const chance = createChance(seed, 'employment-register', citizen.id);
  const status =
    life.employer !== null
      ? '就业'
      : business !== null
        ? '灵活就业'
        : jobless?.registered === true
          ? '失业'
          : '未登记';
  const idleSince = jobless?.leftOn ?? today;
  const hardship =
    status === '就业' || status === '未登记'
      ? null
      : disability !== null
        ? '残疾人员'
        : assistance === '最低生活保障'
          ? '低保家庭人员'
          : citizen.age >= (citizen.sex === 'male' ? 50 : 40)
            ? '大龄失业人员'
            : jobless !== null && idleSince < addDays(today, -365)
              ? '连续失业一年以上'
              : null;
  return {
    certNo: `330122${yearOf(today) - chance.between(0, 8)}${chance.between(100_000, 999_999)}`,
    status,
    employer: life.employer,
    since:
      jobless?.leftOn ??
      business?.establishedOn ??
      addDays(today, -chance.between(30, Math.min(3_000, Math.max(31, (citizen.age - 17) * 365)))),
    hardship,
    startupOn: business?.establishedOn ?? null,
    education: graduatedOn === null ? '高中及以下' : chance.pick(['大专', '本科', '本科', '研究生']),
    graduatedOn,
  };
};

const workInjury: RecordWriter = ({ citizen, life }, { seed, today }) => {
  if (life.employer === null || citizen.tags.includes('named')) return null;
  const chance = createChance(seed, 'work-injury', citizen.id);
  if (!chance.happens(0.03)) return null;
  const injuredOn = addDays(today, -chance.between(60, 900));
  return {
    caseNo: `桐人社工认〔测试〕${chance.between(1_000, 9_999)}号`,
    injuredOn,
    unitName: life.employer,
    decision: '认定工伤',
    decidedOn: addDays(injuredOn, 45),
    grade: chance.pick(['未达等级', '十级', '九级', '八级', '七级']),
  };
};

const TEACHING = ['幼儿园教师资格', '小学教师资格', '初级中学教师资格', '高级中学教师资格'] as const;

/** A skill certificate, a teacher's, or both; somebody with neither has no entry. */
const qualification: RecordWriter = ({ citizen, life }, { seed, today }) => {
  if (citizen.age < 20 || citizen.tags.includes('named')) return null;
  const chance = createChance(seed, 'qualification', citizen.id);
  const isSkilled = chance.happens(0.15);
  const isTeacher = life.employer === '桐庐县测试中学' || chance.happens(0.02);
  if (!isSkilled && !isTeacher) return null;
  const issuedOn = addDays(today, -chance.between(20, 1_400));
  return {
    certNo: isSkilled ? `S0000330122${yearOf(issuedOn)}${chance.between(1_000_000, 9_999_999)}` : null,
    occupation: isSkilled ? chance.pick(['电工', '缝纫工', '养老护理员', '中式烹调师', '叉车司机']) : null,
    level: isSkilled
      ? chance.pick(['初级工（五级）', '中级工（四级）', '高级工（三级）', '技师（二级）'])
      : null,
    issuedOn: isSkilled ? issuedOn : null,
    issuer: isSkilled ? '桐庐县测试职业技能等级认定中心' : null,
    skillSubsidyPaid: isSkilled ? chance.happens(0.4) : null,
    teacherCertNo: isTeacher ? `${yearOf(issuedOn)}3300${chance.between(10_000_000, 99_999_999)}` : null,
    teacherSubject: isTeacher ? chance.pick(['语文', '数学', '英语', '物理', '体育']) : null,
    teacherKind: isTeacher ? chance.pick(TEACHING) : null,
  };
};

const personnelArchive: RecordWriter = ({ citizen }, { seed, today, circumstances: { graduatedOn } }) => {
  if (graduatedOn === null) return null;
  const chance = createChance(seed, 'personnel-archive', citizen.id);
  if (!chance.happens(0.4)) return null;
  const later = addDays(graduatedOn, chance.between(20, 400));
  return {
    archiveNo: `TL${chance.between(100_000, 999_999)}`,
    depository: '桐庐县人才管理服务中心',
    depositedOn: later < today ? later : today,
    status: chance.happens(0.9) ? '在档' : '已转出',
    origin: chance.pick(['测试大学', '样例职业技术学院', '测试理工学院']),
  };
};

export const employmentRecords = {
  'employment-register': employmentRegister,
  'work-injury': workInjury,
  qualification,
  'personnel-archive': personnelArchive,
} satisfies Record<string, RecordWriter>;
