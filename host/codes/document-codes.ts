import { codes, text } from './code.ts';

const caseStands = text(
  '申请已经办结，不受影响。凭办理编号可以到窗口领取证明。',
  'Your application is done and stands. The counter hands out the certificate for its case number.',
);
const numberStands = text(
  '证明已经盖章，编号有效。凭编号可以到大厅服务台补打。',
  'The certificate is sealed and its number is valid; the service desk prints it again.',
);
const noteNumber = text('记下屏幕上的编号。', 'Note the number on the screen.');
const againOrNote = text(
  '可以再打印一次，或记下屏幕上的编号。',
  'Print it again, or note the number on the screen.',
);

/** Sealing and printing certificates: the case is there already, and stands whatever becomes of its paper. */
export const documentCodes = codes({
  'document.unavailable': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('证明暂时开不出来', 'The certificate cannot be made right now'),
    text: caseStands,
    next: text('可以再试一次，或打印回执后离开。', 'Try once more, or leave with the receipt.'),
  },
  'document.pending': {
    level: 'warning',
    audience: ['citizen', 'operator'],
    title: text('部门没有及时盖章', 'The department did not seal it in time'),
    text: caseStands,
    next: text('保管好回执，凭它领取证明。', 'Keep the receipt; the certificate is handed out for it.'),
  },
  'document.incomplete': {
    level: 'error',
    audience: ['citizen', 'operator', 'developer'],
    title: text('登记信息不全，证明没有开出', 'The record is not complete; no certificate was drawn up'),
    text: caseStands,
    next: text('到窗口由工作人员核对。', 'Have it checked at the counter.'),
  },
  'document.fonts-missing': {
    level: 'critical',
    audience: ['operator'],
    title: text('本机缺少开证明用的字体', 'This machine lacks the fonts certificates are set in'),
    text: text(
      '证明一张也开不出；申请不受影响。',
      'No certificate can be drawn up; applications are not affected.',
    ),
    next: text('安装Noto Sans CJK字体（fonts-noto-cjk）。', 'Install Noto Sans CJK (fonts-noto-cjk).'),
  },
  'document.paper-out': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('证明纸用完了', 'The paper for certificates has run out'),
    text: numberStands,
    next: noteNumber,
  },
  'document.cover-open': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('证明打印机没有合上', 'The certificate printer is open'),
    text: numberStands,
    next: againOrNote,
  },
  'document.jam': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('证明纸卡住了', 'The certificate’s paper is stuck'),
    text: numberStands,
    next: againOrNote,
  },
  'document.toner-out': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('证明打印机缺墨', 'The certificate printer is out of toner'),
    text: numberStands,
    next: noteNumber,
  },
  'document.printer-stopped': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('证明打印机停住了', 'The certificate printer has stopped'),
    text: numberStands,
    next: againOrNote,
  },
  'document.printer-offline': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('这台机器暂时不能打印证明', 'This machine cannot print certificates right now'),
    text: numberStands,
    next: againOrNote,
  },
  /** Sent, and nobody can say how much of it came out. */
  'document.uncertain': {
    level: 'warning',
    audience: ['citizen', 'operator'],
    title: text('证明可能没有打印完整', 'The certificate may not have printed in full'),
    text: text(
      '先看一下出纸口。打印出来的与补打的是同一份证明，编号相同，都有效。',
      'Look at the tray first. What came out and what is printed again are the same certificate with the same number.',
    ),
    next: againOrNote,
  },
  'document.gone': {
    level: 'error',
    audience: ['citizen', 'operator', 'developer'],
    title: text('本机已没有这份证明', 'This machine no longer has the certificate'),
    text: numberStands,
    next: noteNumber,
  },
});
