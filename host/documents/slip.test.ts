import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../drivers/receipt-printer/receipt-printer.ts';
import { parseItem } from '../../flows/language/parse-item.ts';
import { compileItem } from '../../flows/machine/compile.ts';
import type { CaseReceipt, ItemRecord } from '../../flows/machine/contract.ts';
import { createEvaluator } from '../../flows/machine/evaluate.ts';
import { createItemTexts } from '../texts/item-texts.ts';
import { layOutSlip, type SlipInput, slipReference } from './slip.ts';

const VISIT = '019ab000-0000-7000-8000-00009f2c41ab';
const NAME = '陈国强';
const NUMBER = '330122196203041234';
const PHONE = '13812345678';

const itemOf = (path: string) => {
  const file = fileURLToPath(new URL(`../../flows/items/${path}.yaml`, import.meta.url));
  const parsed = parseItem(readFileSync(file, 'utf8'), file);
  if (!parsed.ok) throw new Error('A factory item parses');
  return compileItem(parsed.value);
};
const filing = itemOf('medins/remote-filing');
const points = itemOf('police/driver-points-query');
const fine = itemOf('police/traffic-fine-pay');
const certificate = itemOf('property/housing-status-certificate');

const receipt: CaseReceipt = {
  caseNo: 'TEST-330122202611240000017',
  password: '402617',
  state: 'received',
  at: '2026-11-24T01:48:16.000Z',
  promisedBy: null,
};
const record: ItemRecord = {
  person: {
    document: 'resident',
    name: NAME,
    number: NUMBER,
    sex: 'male',
    birthDate: '1962-03-04',
    address: '浙江省桐庐县城南街道迎春南路18号',
    validTo: null,
  },
  today: '2026-11-24',
  data: {},
  derived: {},
  answers: { kind: 'live', from: '2026-11-25', phone: PHONE },
  signatures: {},
  pages: {},
  cases: { submit: receipt },
  parts: [],
  order: null,
  paidAt: null,
  issued: null,
};

const slip = (change: Partial<SlipInput> & { readonly of?: typeof filing } = {}): Receipt => {
  const { of: item = filing, ...rest } = change;
  return layOutSlip({
    visit: VISIT,
    item: item.definition,
    outcome: { kind: 'done', record, slip: 'receipt' },
    language: 'zh-CN',
    texts: createItemTexts(item),
    evaluate: createEvaluator(),
    departmentName: () => ({ 'zh-CN': '县医疗保障局', en: 'Medical Insurance Bureau' }),
    kiosk: {
      id: 'TL-003',
      place: { 'zh-CN': '迎春南路自助服务亭', en: 'Yingchun South Road bay' },
      hall: { 'zh-CN': '桐庐县政务服务中心', en: 'Tonglu Government Service Centre' },
      phone: '12345',
    },
    printedAt: new Date('2026-11-24T01:48:30.000Z'),
    progressPage: 'https://once.example.invalid/progress',
    ...rest,
  });
};
const words = (paper: Receipt): string =>
  paper.lines
    .map((line) =>
      line.kind === 'text' ? line.text : line.kind === 'pair' ? `${line.label} ${line.value}` : '',
    )
    .join('\n');
const inState = (state: CaseReceipt['state'], promisedBy: string | null = null): SlipInput['outcome'] => ({
  kind: 'done',
  record: { ...record, cases: { submit: { ...receipt, state, promisedBy } } },
  slip: 'receipt',
});

describe('a receipt', () => {
  it('carries what the citizen needs later: case number, password, hall, machine, help', () => {
    const paper = words(slip());
    for (const part of [
      '办理编号 TEST-330122202611240000017',
      '查询密码 402617',
      '桐庐县政务服务中心',
      '机器 TL-003',
      '咨询电话 12345',
    ]) {
      expect(paper).toContain(part);
    }
    expect(paper).toContain('提交时间 2026-11-24 09:48:16');
  });

  it('never carries the full name, the card’s number, the address or the telephone, in any language', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      const bytes = JSON.stringify(slip({ language }));
      for (const personal of [NAME, NUMBER, '迎春南路18号', PHONE]) expect(bytes).not.toContain(personal);
      expect(bytes).toContain('陈＊强');
    }
  });

  it('is a 收件凭证, unless the platform said accepted', () => {
    expect(words(slip())).toContain('收件凭证');
    expect(words(slip())).not.toContain('受理凭证');
    expect(words(slip({ outcome: inState('accepted') }))).toContain('受理凭证');
    expect(words(slip({ outcome: inState('closed') }))).toContain('办结凭证');
    expect(words(slip({ outcome: inState('accepted') }))).not.toMatch(/收件凭证|受理通知书/);
  });

  it('tells from when time limits run, and the promised day only when one was promised', () => {
    expect(words(slip())).toContain('办理时限从受理之日算起');
    expect(words(slip())).not.toContain('承诺办结');
    expect(words(slip({ outcome: inState('accepted', '2026-12-01') }))).toContain('承诺办结 2026年12月1日');
  });

  it('says in the item’s words what was chosen and what happens next, and leaves out what does not apply', () => {
    const paper = words(slip());
    expect(paper).toContain('备案类型 异地长期居住');
    expect(paper).toContain('2026年11月25日起：');
    expect(paper).not.toContain('结束日期');
    expect(paper).not.toContain('备案到期');
  });

  it('has a code with the page and the case number, and nothing else', () => {
    expect(slip().lines.filter((line) => line.kind === 'qr')).toEqual([
      { kind: 'qr', data: 'https://once.example.invalid/progress/TEST-330122202611240000017' },
    ]);
    expect(slip({ progressPage: null }).lines.some((line) => line.kind === 'qr')).toBe(false);
  });

  it('from a test exchange is marked as a specimen at head and foot', () => {
    const marks = slip().lines.filter((line) => line.kind === 'text' && line.text.startsWith('测试样张'));
    expect(marks.length).toBe(2);
    const real: SlipInput['outcome'] = {
      kind: 'done',
      record: { ...record, cases: { submit: { ...receipt, caseNo: '3301222026112400001' } } },
      slip: 'receipt',
    };
    expect(words(slip({ outcome: real }))).not.toContain('测试样张');
  });

  it('adds English lines for who chose English, under the Chinese ones', () => {
    const english = words(slip({ language: 'en' }));
    for (const part of ['收件凭证', 'Receipt of filing', 'Case no. TEST-', 'Kind Living elsewhere'])
      expect(english).toContain(part);
    expect(words(slip())).not.toMatch(/Receipt of filing|Case no\./);
  });

  it('of a payment names amount, order and time of payment', () => {
    const paid = {
      ...record,
      order: { orderNo: 'P2026', amountFen: 15_000, qr: 'https://pay.example.invalid/q/x' },
      paidAt: '2026-11-24T01:50:00.000Z',
    };
    const paper = words(slip({ of: fine, outcome: { kind: 'done', record: paid, slip: 'receipt' } }));
    for (const part of ['金额 150.00元', '付款订单号 P2026', '付款时间 2026-11-24 09:50:00'])
      expect(paper).toContain(part);
  });

  it('of a query needs no case: it shows the result and when it stood so', () => {
    const query: ItemRecord = {
      ...record,
      cases: {},
      data: { licence: { status: '正常', points: 3, validTo: '2031-05-01', cycleEnd: '2027-03-01' } },
    };
    const paper = slip({ of: points, outcome: { kind: 'done', record: query, slip: 'receipt' } });
    expect(words(paper)).toMatch(/查询结果[\s\S]*累计记分 3/);
    expect(words(paper)).not.toContain('办理编号');
    expect(paper.lines.some((line) => line.kind === 'qr')).toBe(false);
  });
});

describe('a list on a receipt', () => {
  const said = (zh: string, en: string) => ({ 'zh-CN': zh, en });
  const withTable = (columns: number): SlipInput['item'] => ({
    ...points.definition,
    steps: points.definition.steps.map((step) =>
      step.verb === 'receipt'
        ? {
            ...step,
            table: {
              list: 'answers.bills',
              columns: [
                { label: said('费用', 'Fee'), value: 'entry.what', format: 'text' as const, labels: {} },
                { label: said('金额', 'Sum'), value: 'entry.fen', format: 'yuan' as const, labels: {} },
              ].slice(0, columns),
              empty: said('没有欠费。', 'Nothing is owed.'),
            },
          }
        : step,
    ),
  });
  const paperOf = (
    bills: unknown,
    { columns = 2, language = 'zh-CN' }: { columns?: number; language?: 'zh-CN' | 'en' } = {},
  ) => {
    // Answers are single values in a definition; any list in scope will do here.
    const outcome = {
      kind: 'done',
      record: { ...record, cases: {}, answers: { bills } as never },
      slip: 'receipt',
    } as const;
    return slip({ of: points, item: withTable(columns), outcome, language });
  };
  const bill = (what: string, fen: number) => ({ what, fen });

  it('stands in two columns under their names, in the order of the list', () => {
    expect(words(paperOf([bill('水费', 4_250), bill('电费', 13_300)]))).toContain(
      '费用 金额\n水费 42.50元\n电费 133.00元',
    );
    expect(words(paperOf([bill('水费', 4_250)], { columns: 1 }))).toMatch(/费用\s+水费/);
  });

  it('is printed in both languages only where they differ', () => {
    const paper = words(paperOf([bill('Telecom', 100)], { language: 'en' }));
    expect(paper).toContain('费用 金额\nFee Sum\nTelecom 1.00元\nTelecom 1.00 yuan');
  });

  it('says that there is nothing only when that is known', () => {
    expect(words(paperOf([]))).toContain('没有欠费。');
    expect(words(paperOf(null))).toContain('清单暂时打印不了，可到窗口查询。');
    expect(words(paperOf(null))).not.toContain('没有欠费。');
  });

  it('ends after sixty lines, and says how many more there are and where', () => {
    const paper = words(paperOf(Array.from({ length: 75 }, (_, index) => bill(`第${index + 1}笔`, 100))));
    expect(paper).toContain('第60笔 ');
    expect(paper).not.toContain('第61笔');
    expect(paper).toContain('还有15条没有印出，可到窗口打印全部。');
  });
});

describe('a receipt beside a certificate', () => {
  const of = (issued: ItemRecord['issued']): string =>
    words(
      slip({
        of: certificate,
        outcome: { kind: 'done', record: { ...record, issued }, slip: 'receipt' },
      }),
    );

  it('names its number, and where it is printed when it did not come out', () => {
    const paper = of({ number: 'TEST-ZM1', title: certificate.definition.name, key: 'k', validTo: null });
    expect(paper).toMatch(/证明编号 TEST-ZM1[\s\S]*凭证明编号到大厅服务台补打/);
    expect(paper).not.toContain('证明还没有开出');
  });

  it('says so when it is not there, and where it is handed out', () => {
    expect(of(null)).toMatch(/证明还没有开出，凭办理编号到窗口领取/);
    expect(of(null)).not.toContain('证明编号');
  });
});

describe('a slip for what is not yet known', () => {
  it('pending: saved, not confirmed, whom to call with which number', () => {
    const paper = words(
      slip({ outcome: { kind: 'pending', record: { ...record, cases: {} }, slip: 'pending' } }),
    );
    expect(paper).toMatch(
      /待确认凭条[\s\S]*凭条编号 TL-003 9F2C 41AB[\s\S]*部门还没有确认[\s\S]*24小时后.*12345/,
    );
    expect(paper).not.toMatch(/收件凭证|受理凭证/);
  });

  it('payment unknown: order number, amount, telephone, do not pay again', () => {
    const asked: ItemRecord = {
      ...record,
      order: { orderNo: 'P2026', amountFen: 15_000, qr: 'https://pay.example.invalid/q/x' },
    };
    const paper = slip({
      of: fine,
      outcome: { kind: 'payment-unknown', record: asked, slip: 'payment-unknown' },
    });
    expect(words(paper)).toMatch(
      /付款核对凭条[\s\S]*付款订单号 P2026[\s\S]*金额 150.00元[\s\S]*不要再付一次[\s\S]*12345/,
    );
    // Its order is not final: the code to pay with is on the screen only.
    expect(JSON.stringify(paper)).not.toContain('pay.example.invalid');
  });

  it('can be found again by its number, which tells nothing of the person', () => {
    expect(slipReference('TL-003', VISIT)).toBe('TL-003 9F2C 41AB');
  });
});
