import { codes, text } from './code.ts';

export const paymentCodes = codes({
  'payment.unavailable': {
    level: 'error',
    audience: ['citizen', 'operator'],
    title: text('暂时不能缴费', 'Paying is not possible right now'),
    text: text(
      '申请已经收到，还没有缴费，没有扣款。',
      'Your application is in; nothing has been paid and nothing was charged.',
    ),
    next: text(
      '可以再试一次，或凭编号到人工窗口缴费。',
      'Try once more, or pay at a staffed window with the case number.',
    ),
  },
  'payment.unknown': {
    level: 'warning',
    audience: ['citizen', 'operator'],
    title: text('正在核对这笔付款', 'We are checking this payment'),
    text: text(
      '现在还不能确定是否扣款。这台机器会一直核对到有结果。',
      'It is not yet certain whether you were charged. This machine goes on checking until it is.',
    ),
    next: text(
      '不要再付一次。保管好凭条，可凭订单号电话查询。',
      'Do not pay again. Keep the slip and ask by phone with the order number.',
    ),
  },
  'payment.not-charged': {
    level: 'info',
    audience: ['citizen'],
    title: text('没有扣款', 'You were not charged'),
    text: text('订单已关闭，这次没有缴费。', 'The order is closed and nothing was paid.'),
    next: text('需要时可以重新办理。', 'You can start again whenever you like.'),
  },
  'payment.mismatch': {
    level: 'critical',
    audience: ['operator', 'developer'],
    title: text(
      '支付平台答复的订单或金额与本机不符',
      'The payment service answered with another order or amount than ours',
    ),
    text: text('没有向当事人显示付款码或付款结果。', 'No code and no result was shown to the citizen.'),
    next: text('用订单号与支付平台对账。', 'Reconcile the order with the payment service.'),
  },
  'payment.paid-after-leaving': {
    level: 'warning',
    audience: ['operator'],
    title: text('当事人离开后订单显示已付款', 'An order turned out to be paid after the citizen had left'),
    text: text(
      '款项已到账，当事人手中只有待核对凭条。',
      'The money has arrived; the citizen holds only the slip that says it is being checked.',
    ),
    next: text(
      '当事人来电时按订单号告知已缴费。',
      'When the citizen calls with the order number, tell them it is paid.',
    ),
  },
});
