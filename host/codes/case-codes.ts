import { codes, text } from './code.ts';

export const caseCodes = codes({
  'case.rejected': {
    level: 'info',
    audience: ['citizen'],
    title: text('部门没有接受这次申请', 'The department did not accept this application'),
    text: text('申请没有办成，没有产生费用。', 'The application did not go through and nothing was charged.'),
    next: text(
      '按部门给出的原因补齐后再来，或到人工窗口询问。',
      'Come back once the reason given is dealt with, or ask at a staffed window.',
    ),
  },
  'case.slot-taken': {
    level: 'info',
    audience: ['citizen'],
    title: text('这个时段刚刚被约满', 'This time has just been taken'),
    text: text(
      '预约没有提交，没有占用您的名额。',
      'No booking was made and none of your allowance was used.',
    ),
    next: text('重新选一个时段。', 'Choose another time.'),
  },
  'case.pending': {
    level: 'warning',
    audience: ['citizen', 'operator'],
    title: text(
      '申请已保存，部门还没有确认',
      'Your application is saved; the department has not confirmed it yet',
    ),
    text: text(
      '这台机器会继续提交，不会提交两次，您不用等在这里。',
      'This machine goes on submitting it, never twice. You need not wait here.',
    ),
    next: text(
      '保管好凭条，24小时后仍没有结果，凭它拨打上面的电话。',
      'Keep the slip; if there is no result after 24 hours, call the number on it.',
    ),
  },
  'case.expired': {
    level: 'critical',
    audience: ['operator'],
    title: text(
      '一件已确认的申请24小时内没有送达',
      'A confirmed application was not delivered within 24 hours',
    ),
    text: text(
      '本机已销毁其内容，只留下编号；部门是否收到不明。',
      'Its content has been destroyed here, only its key is left; whether the department has it is unknown.',
    ),
    next: text(
      '用编号向部门核对，未收到的请申请人重新办理。',
      'Ask the department by key; if it has nothing, the applicant has to apply again.',
    ),
  },
  'case.key-reused': {
    level: 'critical',
    audience: ['developer'],
    title: text('同一编号提交了不同内容', 'One key was used for two different applications'),
    text: text('交换平台拒收，申请没有提交。', 'The exchange refused it; nothing was submitted.'),
    next: text(
      '按访问编号查看审计记录，这是程序缺陷。',
      'Follow the visit in the audit trail: this is a defect of the software.',
    ),
  },
});
