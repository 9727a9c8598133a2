import type { PartRow } from '../../../../host/contract/screen.ts';
import { type GalleryFrame, header, noWay, off, show, text } from '../frame.ts';

/* A joint item (一件事): one visit, a part for each department, each told for itself. */
const POLICE = text('公安局', 'Police');
const MEDINS = text('医疗保障局', 'Healthcare Security');
const HRSS = text('人力资源和社会保障局', 'Human Resources and Social Security');
const FUND = text('住房公积金管理中心', 'Housing Provident Fund');
const reached = (caseNo: string, state = text('已收件', 'Received')) =>
  ({
    tone: 'taken',
    state,
    caseNo,
    note: text('2026年12月3日前办结', 'To be done by 3 December 2026'),
  }) as const;

const PARTS: readonly PartRow[] = [
  {
    title: text('高校毕业生报到', 'Graduate check-in'),
    department: HRSS,
    ...reached('TEST-330122202611240000378'),
  },
  {
    title: text('人才落户', 'Household registration'),
    department: POLICE,
    ...reached('TEST-330122202611240000386'),
  },
  {
    title: text('职工医保参保登记', 'Employee medical insurance'),
    department: MEDINS,
    tone: 'missing',
    state: text('未受理', 'Not accepted'),
    caseNo: null,
    note: text(
      '您已在外地参加职工医保。可到“一件事”窗口咨询',
      'You are insured elsewhere already. Ask at: Joint services counter',
    ),
  },
  {
    title: text('毕业生租房补贴', 'Rent subsidy for graduates'),
    department: text('住房和城乡建设局', 'Housing and Construction'),
    tone: 'open',
    state: text('已保存，结果待确认', 'Saved, not confirmed yet'),
    caseNo: null,
    note: text('本机继续送，不会送两次', 'This machine goes on sending it, never twice'),
  },
  {
    title: text('公积金自愿缴存开户', 'Voluntary provident fund'),
    department: FUND,
    tone: 'missing',
    state: text('未提交', 'Not sent'),
    caseNo: null,
    note: text('可过一会儿再办，或到“一件事”窗口', 'Try again later, or at: Joint services counter'),
  },
  {
    title: text('税务信息确认', 'Tax registration'),
    department: text('税务局', 'Tax'),
    ...reached('TEST-330122202611240000394', text('已办结', 'Done')),
    note: null,
  },
  {
    title: text('学生公交卡申领', 'Student bus card'),
    department: text('交通运输局', 'Transport'),
    ...reached('TEST-33012220261124000040X', text('已受理', 'Accepted')),
  },
  {
    title: text('水电气过户', 'Water, power and gas'),
    department: text('公用事业服务中心', 'Utilities'),
    tone: 'open',
    state: text('还没缴费', 'Not paid yet'),
    caseNo: 'TEST-330122202611240000415',
    note: text('没有扣款。可到“一件事”窗口缴费', 'Nothing was charged. Pay at: Joint services counter'),
  },
];
const done = (parts: readonly PartRow[], taken: number) =>
  ({
    kind: 'done',
    title: text(`${parts.length}项中${taken}项已收到`, `${taken} of ${parts.length} received`),
    subtitle: text(
      '各部门分别办理，没办成的一项不影响其他项。',
      'Each department decides for itself; one that did not work out changes nothing for the others.',
    ),
    caseNo: null,
    next: [],
    parts,
    cardTaken: true,
    paper: 'take',
    document: false,
    queue: null,
    rating: { given: null },
  }) as const;
const back = { back: off('已经提交，不能再退回去', 'Submitted: there is no way back') };

export const JOINT: readonly GalleryFrame[] = [
  show(
    {
      kind: 'working',
      title: text('正在提交，请稍候', 'Submitting, please wait'),
      subtitle: text(
        '第3项，共4项：职工医保参保登记（医疗保障局）',
        '3 of 4: Employee medical insurance (Healthcare Security)',
      ),
      steps: [
        {
          label: text(
            '人力资源和社会保障局：高校毕业生报到（已收件）',
            'Human Resources and Social Security: Graduate check-in (Received)',
          ),
          state: 'done',
          at: '2026-11-24T01:48:16Z',
        },
        {
          label: text('公安局：人才落户（未受理）', 'Police: Household registration (Not accepted)'),
          state: 'failed',
        },
        {
          label: text('医疗保障局：职工医保参保登记', 'Healthcare Security: Employee medical insurance'),
          state: 'current',
        },
        {
          label: text(
            '住房和城乡建设局：毕业生租房补贴',
            'Housing and Construction: Rent subsidy for graduates',
          ),
          state: 'ahead',
        },
      ],
      note: text(
        '请不要重复提交。即使断线，本机也会继续送达。',
        'No need to send again: if the line drops, this machine keeps trying.',
      ),
    },
    { name: 'working-joint', item: header(2, null, 60, 1), dock: noWay },
  ),
  show(
    {
      kind: 'problem',
      caseNo: null,
      title: text('暂时连不上部门的服务', 'The department’s service cannot be reached right now'),
      text: text('申请没有提交。', 'Nothing was submitted.'),
      next: text(
        '职工医保参保登记可以再试一次，也可以先办其他项，这一项之后再办。',
        'Try Employee medical insurance once more, or go on with the others and do this one later.',
      ),
      code: 'exchange.unreachable',
      canRetry: true,
      without: { step: 'medins', label: text('先办其他项', 'Go on without it') },
      tone: 'warn',
      queue: null,
    },
    { name: 'problem-joint' },
  ),
  show(done(PARTS, 4), { name: 'done-joint', dock: back }),
  show(done(PARTS.slice(0, 7), 4), { name: 'done-joint-seven', dock: back }),
  show(done(PARTS.slice(0, 3), 2), { name: 'done-joint-three', dock: back }),
  show({
    kind: 'none-accepted',
    title: text('没有一项办成', 'No part went through'),
    itemName: text('户口迁移“一件事”', 'Moving household registration'),
    parts: [PARTS[2], PARTS[4]].filter((part) => part !== undefined),
  }),
];
