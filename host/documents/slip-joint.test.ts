import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../drivers/receipt-printer/receipt-printer.ts';
import { compileItem } from '../../flows/machine/compile.ts';
import type { CaseReceipt, ItemRecord, SubmitOutcome } from '../../flows/machine/contract.ts';
import { createEvaluator } from '../../flows/machine/evaluate.ts';
import { choose, confirm, issue, itemWith, pay, receipt, submit } from '../../flows/machine/testing/items.ts';
import { createItemTexts } from '../texts/item-texts.ts';
import { layOutSlip, type SlipInput } from './slip.ts';
import { recordOf } from './test-document.ts';

const t = (zh: string, en = zh) => ({ 'zh-CN': zh, en });
const item = compileItem(
  itemWith({
    kind: 'joint',
    steps: [
      choose('cardToo', ['yes', 'no']),
      confirm(),
      submit('police', 'police', {
        title: t('户口迁移', 'Registration'),
        matters: [
          { title: t('户口迁入', 'Moved here') },
          { title: t('换领身份证', 'New card'), when: 'answers.cardToo == "yes"' },
        ],
      }),
      submit('medins', 'medins', { title: t('医保转移', 'Insurance') }),
      submit('fund', 'fund', { title: t('公积金提取', 'Fund') }),
      pay('pay', { department: 'fund' }),
      issue('paper', { department: 'medins' }),
      receipt('slip', {
        title: t('一件事回执'),
        next: [
          { when: t('七天内'), what: t('公安审核'), department: 'police' },
          { when: t('十天内'), what: t('医保转好'), department: 'medins' },
        ],
      }),
    ],
  }),
);
const caseOf = (caseNo: string, state: CaseReceipt['state'] = 'received'): CaseReceipt => ({
  caseNo: `TEST-${caseNo}`,
  password: '402617',
  state,
  at: '2026-11-24T01:48:16.000Z',
  promisedBy: '2026-12-03',
});
const accepted = (receiptOf: CaseReceipt): SubmitOutcome => ({ kind: 'accepted', receipt: receiptOf });
const rejected: SubmitOutcome = {
  kind: 'rejected',
  reason: t('登记信息正在核对', 'The record is being verified'),
};

const recordWith = (
  outcomes: Readonly<Record<string, SubmitOutcome>>,
  change: Partial<ItemRecord> = {},
): ItemRecord => ({
  ...recordOf(null),
  answers: { cardToo: 'yes' },
  parts: Object.entries(outcomes).map(([department, outcome]) => ({ step: department, department, outcome })),
  cases: Object.fromEntries(
    Object.entries(outcomes).flatMap(([department, outcome]) =>
      outcome.kind === 'accepted' ? [[department, outcome.receipt]] : [],
    ),
  ),
  ...change,
});
const slip = (record: ItemRecord, change: Partial<SlipInput> = {}): string =>
  words(
    layOutSlip({
      visit: '0191b2c4-0000-7000-8000-0000a1b2c3d4',
      item: item.definition,
      outcome: { kind: 'done', record, slip: 'receipt' },
      language: 'zh-CN',
      texts: createItemTexts(item),
      evaluate: createEvaluator(),
      departmentName: (id) => t(`${id}局`, `Bureau of ${id}`),
      kiosk: { id: 'TL-003', place: t('服务亭'), hall: t('政务服务中心'), phone: '12345' },
      printedAt: new Date('2026-11-24T01:48:30.000Z'),
      progressPage: 'https://once.example.invalid/progress',
      ...change,
    }),
  );
const words = ({ lines }: Receipt): string =>
  lines
    .map((line) =>
      line.kind === 'text'
        ? line.text
        : line.kind === 'pair'
          ? `${line.label} ${line.value}`
          : line.kind === 'qr'
            ? `QR ${line.data}`
            : '',
    )
    .join('\n');
const taken = { police: accepted(caseOf('1')), medins: accepted(caseOf('2', 'accepted')) };

describe('the slip of a joint item', () => {
  it('lists each part with department, outcome, number, password and the promised day', () => {
    const paper = slip(recordWith(taken));
    for (const line of [
      '联办事项凭证',
      '1. 户口迁移',
      '· 户口迁入',
      '· 换领身份证',
      '承办部门 police局',
      '办理情况 已收件',
      '办理编号 TEST-1',
      '查询密码 402617',
      '2026年12月3日前办结',
      '2. 医保转移',
      '办理情况 已受理',
      '办理编号 TEST-2',
    ])
      expect(paper).toContain(line);
  });

  it('leaves out what the citizen did not choose', () => {
    expect(slip(recordWith(taken, { answers: { cardToo: 'no' } }))).not.toContain('换领身份证');
  });

  it('says of a refused part why, and where to ask, and nothing of its next steps', () => {
    const paper = slip(recordWith({ police: rejected, medins: accepted(caseOf('2')) }));
    expect(paper).toContain('办理情况 未受理');
    expect(paper).toContain('登记信息正在核对。可到place咨询');
    expect(paper).not.toContain('公安审核');
    expect(paper).toContain('医保转好');
  });

  it('says of a part that is on its way that it is kept and not sent twice, and whom to call', () => {
    const paper = slip(recordWith({ ...taken, fund: { kind: 'pending' } }));
    expect(paper).toContain('办理情况 已保存，结果待确认');
    expect(paper).toContain('本机继续送，不会送两次');
    expect(paper).toContain('凭条编号 TL-003 A1B2 C3D4');
    expect(paper).toContain('24小时后仍没有结果，凭本条编号拨打 12345');
  });

  it('says of a part that was not sent that it was not', () => {
    const paper = slip(recordWith({ ...taken, fund: { kind: 'not-submitted', fault: 'unreachable' } }));
    expect(paper).toContain('办理情况 未提交');
    expect(paper).not.toContain('24小时后仍没有结果');
  });

  it('says of a part that waits for its payment whether it was charged', () => {
    const fund = accepted(caseOf('3', 'awaiting-payment'));
    const order = { orderNo: 'P1', amountFen: 20_000, qr: '' };
    expect(slip(recordWith({ ...taken, fund }))).toContain('没有扣款');
    expect(slip(recordWith({ ...taken, fund }, { order, paidAt: '2026-11-24T01:48:20Z' }))).toContain(
      '办理情况 已缴费',
    );
    const unknown = recordWith({ ...taken, fund }, { order });
    const paper = slip(unknown, {
      outcome: { kind: 'payment-unknown', record: unknown, slip: 'payment-unknown' },
    });
    expect(paper).toContain('正在核对缴费');
    expect(paper).toContain('1. 户口迁移');
  });

  it('does not send anybody for a certificate of a part that was refused', () => {
    expect(slip(recordWith({ ...taken, medins: rejected }))).toContain('所以没有开证明');
    expect(slip(recordWith(taken))).toContain('凭办理编号到窗口领取');
  });

  it('leads to the progress page without a number where there are several', () => {
    expect(slip(recordWith(taken))).toContain('QR https://once.example.invalid/progress/');
    expect(slip(recordWith(taken))).not.toContain('progress/TEST');
  });

  it('says the same in English below', () => {
    const paper = slip(recordWith({ police: rejected, medins: accepted(caseOf('2')) }), { language: 'en' });
    expect(paper).toContain('1. Registration');
    expect(paper).toContain('The record is being verified. Ask at: place');
  });
});
