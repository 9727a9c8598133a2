import { type GalleryFrame, header, noDock, noWay, off, show, text, WINDOW } from '../frame.ts';
import { TILES } from './arriving.ts';

/** Paying, being told, printing, goodbye; and the covers over everything. */
export const ENDING: readonly GalleryFrame[] = [
  show(
    {
      kind: 'pay',
      step: 'pay',
      stage: 'waiting',
      subject: text('道路交通违法罚款', 'Traffic fine'),
      amountFen: 20000,
      qr: 'https://pay.example.invalid/q/8f3c2b9d1e7a4c60b5',
      until: new Date(Date.now() + 95_000).toISOString(),
      canExtend: true,
    },
    { item: header(2, null, 70, 1) },
  ),
  show(
    {
      kind: 'pay',
      step: 'pay',
      stage: 'opening',
      subject: text('道路交通违法罚款', 'Traffic fine'),
      amountFen: 20000,
      qr: null,
      until: null,
      canExtend: false,
    },
    { item: header(2, null, 60, 1), dock: noWay, name: 'pay-opening' },
  ),
  show(
    {
      kind: 'pay',
      step: 'pay',
      stage: 'closing',
      subject: text('道路交通违法罚款', 'Traffic fine'),
      amountFen: 20000,
      qr: null,
      until: null,
      canExtend: false,
    },
    { item: header(2, null, 80, 1), dock: noWay, name: 'pay-closing' },
  ),
  show(
    { kind: 'payment-unknown', step: 'pay', orderNo: 'TEST2026112400000123', phone: '12345' },
    { dock: noWay },
  ),
  show({ kind: 'not-charged', subject: text('道路交通违法罚款', 'Traffic fine') }),
  show({
    kind: 'refusal',
    department: text('交通运输局', 'Transport'),
    itemName: text('老年乘车优惠开通', 'Concession bus travel'),
    title: text('您现在还不能开通乘车优惠', 'You cannot enable concession travel yet'),
    rule: text('办理条件：年满60周岁', 'The rule: 60 years or older'),
    next: text('到时放卡，就可以开通。', 'Come back then and lay your card.'),
    scale: { value: 47, from: 40, to: 75, needs: 60, unit: text('岁', 'years') },
    since: text('2039年5月起，您可以开通', 'From May 2039 on you can enable it'),
    instead: TILES.slice(0, 2),
    window: WINDOW,
  }),
  show(
    {
      kind: 'refusal',
      department: text('医疗保障局', 'Healthcare Security'),
      itemName: text('异地就医备案', 'Treatment elsewhere'),
      title: text('您的医保没有正常参保', 'Your insurance is not active'),
      rule: text('办理条件：**正常参保**', 'The rule: **active insurance**'),
      next: text('先到3号窗口续保，再来备案', 'Renew it at Counter 3 first, then file'),
      scale: null,
      since: null,
      instead: [],
      window: WINDOW,
    },
    { name: 'refusal-plain' },
  ),
  show({
    kind: 'problem',
    caseNo: null,
    title: text('还没提交成功', 'Not submitted yet'),
    text: text(
      '没有连上医疗保障局。申请没有发出，也没有收费。',
      'Healthcare Security could not be reached. Nothing was sent and nothing was charged.',
    ),
    next: text(
      '过一会儿再试一次，您填的内容都在。',
      'Try again in a moment; everything you entered is kept.',
    ),
    code: 'exchange.unreachable',
    canRetry: true,
    without: null,
    tone: 'warn',
  }),
  show(
    {
      kind: 'problem',
      caseNo: 'TEST-330122202611240000378',
      title: text('这项服务现在关闭', 'This service is closed now'),
      text: text(
        '医疗保障局正在维护，预计今晚恢复。',
        'Healthcare Security is being maintained until tonight.',
      ),
      next: text('明天再来，或去人工窗口办。', 'Come back tomorrow, or go to the counter.'),
      code: 'exchange.closed',
      canRetry: false,
      without: null,
      tone: 'neutral',
    },
    { name: 'problem-closed' },
  ),
  show({ kind: 'take-card', secondsLeft: 20 }, { dock: noDock }),
  show(
    {
      kind: 'printing',
      paper: 'receipt',
      title: text('已提交成功，正在打印受理回执', 'Submitted. Printing your receipt.'),
      steps: [
        {
          label: text('医疗保障局已收到申请', 'Healthcare Security has your application'),
          state: 'done',
          at: '2026-11-24T01:48:16Z',
        },
        { label: text('受理编号已生成', 'Case number given'), state: 'done', at: '2026-11-24T01:48:17Z' },
        { label: text('身份证已取走', 'ID card taken'), state: 'done', at: '2026-11-24T01:48:25Z' },
        { label: text('正在打印', 'Printing'), state: 'current', expect: text('约 6 秒', 'about 6 s') },
        { label: text('请取走回执', 'Take the receipt'), state: 'ahead' },
      ],
    },
    { dock: noWay },
  ),
  show(
    {
      kind: 'printing',
      paper: 'document',
      title: text('证明已盖章，正在打印', 'Sealed. Printing your certificate.'),
      steps: [
        { label: text('证明已盖章', 'Certificate sealed'), state: 'done' },
        { label: text('卡片已取走', 'Card taken'), state: 'done', at: '2026-11-24T01:48:25Z' },
        {
          label: text('正在打印证明', 'Printing the certificate'),
          state: 'current',
          expect: text('缺纸，等工作人员加纸', 'Waiting for staff to add paper'),
        },
        { label: text('正在打印回执', 'Printing the receipt'), state: 'ahead' },
        { label: text('请取走证明和回执', 'Take the certificate and the receipt'), state: 'ahead' },
      ],
    },
    { name: 'printing-document', dock: noWay },
  ),
  show({ kind: 'take-paper', title: text('请取走回执', 'Please take your receipt') }, { dock: noWay }),
  show(
    {
      kind: 'print-problem',
      paper: 'receipt',
      title: text('回执没有打出来', 'The receipt did not come out'),
      text: text(
        '申请已受理，编号在手机短信里，也可以在任何一台机器补打。',
        'Your application is accepted. The number is in your text message, and any machine can print it.',
      ),
      number: null,
      canRetry: true,
    },
    { dock: noWay },
  ),
  show(
    {
      kind: 'print-problem',
      paper: 'document',
      title: text('请看一下证明是否完整', 'Check whether the certificate is complete'),
      text: text(
        '证明可能没有打印完整。先看一下出纸口。打印出来的与补打的是同一份证明，编号相同，都有效。',
        'The certificate may not have printed in full. Look at the tray first. What came out and what is printed again are the same certificate with the same number.',
      ),
      number: 'TEST-ZM330122202611240000015',
      canRetry: true,
    },
    { name: 'print-problem-document', dock: noWay },
  ),
  show(
    {
      kind: 'done',
      title: text('证明已办好', 'Your certificate is ready'),
      subtitle: text(
        '请核对证明内容；扫证明上的码可以核验真伪',
        'Check what it says; its code can be scanned to verify it',
      ),
      caseNo: { label: text('证明编号', 'Certificate number'), value: 'TEST-ZM330122202611240000015' },
      next: [
        {
          when: text('今天', 'Today'),
          what: text('把证明交给要它的单位', 'Hand the certificate in'),
        },
      ],
      parts: [],
      cardTaken: true,
      paper: 'take',
      document: true,
      rating: { given: null },
    },
    { name: 'done-document' },
  ),
  show(
    {
      kind: 'done',
      title: text('已受理，不用再跑', 'Accepted. No further visit needed.'),
      subtitle: text(
        '已印在回执上，并发短信到 138****5678',
        'Printed on your receipt and sent to 138****5678',
      ),
      caseNo: { label: text('受理编号', 'Case number'), value: 'TEST-330122202611240000378' },
      next: [
        {
          when: text('11月24日 今天', '24 Nov, today'),
          what: text('医保局已办结，不用等在这里', 'Settled by Healthcare Security; no need to wait'),
        },
        {
          when: text('12月8日 起', 'From 8 Dec'),
          what: text('在黄山市的医院直接刷卡结算', 'Hospitals in Huangshan accept your card'),
        },
        {
          when: text('有变化时', 'If it changes'),
          what: text('再来一次，或在手机上改', 'Come again, or change it on your phone'),
        },
      ],
      parts: [],
      cardTaken: true,
      paper: 'take',
      document: false,
      rating: { given: null },
    },
    { dock: { back: off('已经提交，不能再退回去', 'Submitted: there is no way back') } },
  ),
  show(
    {
      kind: 'done',
      title: text('查好了', 'That is all'),
      subtitle: text('查询记录只在这次办理里用，现在就清除。', 'What was shown is cleared now.'),
      caseNo: null,
      next: [],
      parts: [],
      cardTaken: true,
      paper: 'none',
      document: false,
      rating: { given: 4 },
    },
    { name: 'done-rated' },
  ),
  show({ kind: 'idle-warning', secondsLeft: 20, seconds: 45 }, { dock: noWay }),
  show({ kind: 'covered' }, { dock: noWay }),
  show({ kind: 'clearing' }, { dock: noDock }),
  show({
    kind: 'out-of-service',
    title: text('这台机器暂停服务', 'This machine is out of service'),
    text: text('读卡器故障，正在维修', 'The card reader is being repaired'),
    since: '2026-11-24T01:58:00Z',
  }),
];
