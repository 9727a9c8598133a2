import type { Text } from '../../flows/language/text.ts';

const text = (chinese: string, english: string): Text => ({ 'zh-CN': chinese, en: english });

/**
 * What stands on every slip. A paper printed right after sending is a 收件凭证; it becomes a 受理凭证 only
 * when the platform answered “accepted”, and never a 受理通知书, which bears a date and a seal (行政许可法 art. 32).
 */
export const receiptWords = {
  specimen: text('测试样张 不作凭证', 'TEST SPECIMEN — NOT VALID'),
  kinds: {
    received: text('收件凭证', 'Receipt of filing'),
    'awaiting-payment': text('收件凭证（待缴费）', 'Receipt of filing (payment due)'),
    accepted: text('受理凭证', 'Acceptance slip'),
    closed: text('办结凭证', 'Completion slip'),
    joint: text('联办事项凭证', 'Receipt of a joint application'),
    query: text('查询结果', 'Query result'),
    pending: text('待确认凭条', 'Slip: not yet confirmed'),
    'payment-unknown': text('付款核对凭条', 'Slip: payment being checked'),
  },
  caseNo: text('办理编号', 'Case no.'),
  documentNo: text('证明编号', 'Certificate no.'),
  documentAgain: text(
    '证明没有印出来或印得不完整，凭证明编号到大厅服务台补打。',
    'If the certificate did not come out in full, the service desk prints it for its number.',
  ),
  documentMissing: text(
    '证明还没有开出，凭办理编号到窗口领取。',
    'The certificate is not ready: the counter hands it out for the case number.',
  ),
  documentNotDue: text(
    '这一项没有受理，所以没有开证明。',
    'This part was not accepted, so no certificate was made.',
  ),
  state: text('办理情况', 'Outcome'),
  password: text('查询密码', 'Query password'),
  applicant: text('申请人', 'Applicant'),
  department: text('承办部门', 'Department'),
  filedAt: text('提交时间', 'Filed'),
  promisedBy: text('承诺办结', 'Promised by'),
  amount: text('金额', 'Amount'),
  orderNo: text('付款订单号', 'Order no.'),
  paidAt: text('付款时间', 'Paid'),
  reference: text('凭条编号', 'Slip no.'),
  confirmedAt: text('确认时间', 'Confirmed by you'),
  checkedAt: text('开始核对', 'Checking since'),
  listUnknown: text(
    '清单暂时打印不了，可到窗口查询。',
    'The list cannot be printed now; ask at the counter.',
  ),
  moreLines: (count: number): Text =>
    text(
      `还有${count}条没有印出，可到窗口打印全部。`,
      `${count} more are not printed; the counter prints all.`,
    ),
  next: text('接下来', 'What happens next'),
  notes: {
    received: text(
      '部门已收到您的申请。办理时限从受理之日算起。',
      'The department has your application. Time limits run from its acceptance.',
    ),
    'awaiting-payment': text(
      '部门已收到您的申请，缴费后开始办理。',
      'The department has your application and starts once it is paid.',
    ),
    accepted: text('部门已受理您的申请。', 'The department has accepted your application.'),
    closed: text('这件事已经办结，不用再跑。', 'This is done; no further visit is needed.'),
    joint: text(
      '各部门分别办理，一项没办成不影响其他项。',
      'Each department decides for itself; one refusal changes nothing for the others.',
    ),
    query: text(
      '结果以打印时的部门数据为准，只供本人查看。',
      'As the department’s data stood when printed; for your own use.',
    ),
    pending: text(
      '申请已保存，部门还没有确认。这台机器会继续提交，不会提交两次。',
      'Your application is saved; the department has not confirmed it yet. This machine goes on submitting it, never twice.',
    ),
    'payment-unknown': text(
      '还不能确定是否扣款，我们正在核对。不要再付一次。',
      'It is not yet certain whether you were charged; we are checking. Do not pay again.',
    ),
  },
  pendingNext: text(
    '24小时后仍没有结果，凭本条编号拨打',
    'If there is no result after 24 hours, give this slip’s number to',
  ),
  unknownNext: text('查询结果可凭订单号拨打', 'To ask about it, give the order number to'),
  scan: text(
    '扫码查看进度，需要办理编号和查询密码',
    'Scan for progress; case number and password are needed',
  ),
  machine: text('机器', 'Machine'),
  printedAt: text('打印时间', 'Printed'),
  help: text('咨询电话', 'Help'),
} as const;
export type SlipKind = keyof typeof receiptWords.kinds;
