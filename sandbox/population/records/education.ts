import { createChance } from '../chance.ts';
import { addDays, yearOf } from '../civil-date.ts';
import { guardianOf } from './health.ts';
import type { RecordWriter } from './record.ts';

/** Grades count from the September a child has turned six. */
const gradeOf = (birthDate: string, today: string): number => {
  const schoolYear = today.slice(5) >= '09-01' ? yearOf(today) : yearOf(today) - 1;
  const start = birthDate.slice(5) < '09-01' ? yearOf(birthDate) + 6 : yearOf(birthDate) + 7;
  return schoolYear - start + 1;
};

const NUMERALS = ['一', '二', '三', '四', '五', '六'] as const;

const gradeName = (grade: number): string =>
  grade <= 6
    ? `${NUMERALS[grade - 1] ?? ''}年级`
    : grade <= 9
      ? `初${NUMERALS[grade - 7] ?? ''}`
      : `高${NUMERALS[grade - 10] ?? ''}`;

const SCHOOLS = {
  primary: ['桐庐县测试第一小学', '桐庐县测试第二小学', '分水镇样例小学'],
  middle: ['桐庐县测试初级中学', '桐庐县样例初级中学'],
  high: ['桐庐县测试中学'],
} as const;

/** Pupils are at school; who left it at eighteen in the last years is remembered with the marks. */
const student: RecordWriter = (resident, context) => {
  const { citizen } = resident;
  const grade = gradeOf(citizen.birthDate, context.today);
  if (citizen.document.type !== 'resident' || grade < 1 || grade > 18) return null;
  const chance = createChance(context.seed, 'student', citizen.id);
  const level = grade <= 6 ? 'primary' : grade <= 9 ? 'middle' : 'high';
  const begun = level === 'primary' ? 1 : level === 'middle' ? 7 : 10;
  const enrolled = yearOf(context.today) - (context.today.slice(5) >= '09-01' ? 0 : 1) - (grade - begun);
  const sat = grade >= 11 ? `${enrolled + 2}-01-08` : null;
  const isAway = chance.happens(0.03);
  return {
    studentNo: `G${citizen.document.number}`,
    name: citizen.name,
    school: chance.pick(SCHOOLS[level]),
    grade: gradeName(Math.min(grade, 12)),
    class: `${chance.between(1, 8)}班`,
    enrolledOn: `${enrolled}-09-01`,
    status: grade > 12 ? '毕业' : isAway ? '休学' : '在读',
    guardianIdNumber: guardianOf(resident, context),
    scores:
      sat === null || sat > context.today
        ? []
        : ['语文', '数学', '外语', '物理'].map((subject) => ({
            ...{ subject, on: sat, result: chance.pick(['A', 'B', 'B', 'C', 'D']) },
          })),
  };
};

const studentAid: RecordWriter = (resident, context) => {
  const grade = gradeOf(resident.citizen.birthDate, context.today);
  if (resident.citizen.document.type !== 'resident' || grade < 1 || grade > 12) return null;
  const { assistance, disability } = context.circumstances;
  const isPoor = assistance === '最低生活保障' || assistance === '特困供养';
  if (assistance === null && disability === null) return null;
  const year = yearOf(context.today) - 1;
  return {
    recognised: isPoor ? '特别困难' : assistance !== null ? '困难' : '一般困难',
    items: [
      {
        term: `${year}学年第二学期`,
        project: grade <= 9 ? '义务教育家庭经济困难学生生活补助' : '普通高中国家助学金',
        amountFen: grade <= 9 ? 62_500 : 125_000,
        on: addDays(`${year + 1}-05-20`, 0) <= context.today ? `${year + 1}-05-20` : `${year}-05-20`,
      },
    ],
  };
};

export const educationRecords = {
  student,
  'student-aid': studentAid,
} satisfies Record<string, RecordWriter>;
