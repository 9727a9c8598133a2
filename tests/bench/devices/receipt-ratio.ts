import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { transform } from 'receiptline';
import { encodeReceipt } from '../../../drivers/receipt-printer/escpos-encode.ts';
import type { Receipt } from '../../../drivers/receipt-printer/receipt-printer.ts';

/** Full receipts a second, from what is to be said to the bytes of the printer. */
export type ReceiptRates = {
  readonly ours: number;
  readonly receiptline: number;
  readonly nodeThermalPrinter: number;
  /** Ours over the faster of the two. */
  readonly ratio: number;
};

const ROUNDS = 5;
const ROUND_MS = 200;

const hall = '桐庐县政务服务中心';
const title = '异地就医备案';
const kind = '收件凭证';
const pairs: readonly (readonly [string, string])[] = [
  ['办理编号', 'TEST-330122202611240000017'],
  ['查询密码', '402617'],
  ['申请人', '陈＊强'],
  ['承办部门', '县医疗保障局'],
  ['提交时间', '2026-11-24 09:48:16'],
  ['备案类型', '长期异地居住'],
  ['就医地', '上海市浦东新区'],
  ['开始日期', '2026-11-25'],
];
const notes: readonly string[] = [
  '部门已收到您的申请。办理时限从受理之日算起。',
  '三个工作日内：短信告诉您备案结果，不用再跑一次大厅。',
];
const footer: readonly (readonly [string, string])[] = [
  ['机器', 'TL-003 迎春南路自助服务亭'],
  ['打印时间', '2026-11-24 09:48:30'],
  ['咨询电话', '12345'],
];
const caseNo = 'TEST-330122202611240000017';
const progress = `https://once.example.invalid/progress/${caseNo}`;
const scan = '扫码查看进度，需要办理编号和查询密码';

/** The same receipt in three languages; each library renders it in the way its manual shows. */
const receipt: Receipt = {
  lines: [
    { kind: 'text', text: hall, align: 'center' },
    { kind: 'text', text: title, align: 'center', size: 2, bold: true },
    { kind: 'text', text: kind, align: 'center', bold: true },
    { kind: 'rule' },
    ...pairs.map(([label, value]) => ({ kind: 'pair', label, value }) as const),
    { kind: 'rule' },
    ...notes.map((text) => ({ kind: 'text', text }) as const),
    { kind: 'barcode', data: caseNo },
    { kind: 'qr', data: progress },
    { kind: 'text', text: scan, align: 'center' },
    { kind: 'rule' },
    ...footer.map(([label, value]) => ({ kind: 'pair', label, value }) as const),
    { kind: 'feed', lines: 2 },
  ],
};

const receiptlineDocument = [
  hall,
  `^^^${title}`,
  `"${kind}"`,
  '---',
  '{width:12,*; border:none}',
  ...pairs.map(([label, value]) => `${label}|    |${value}`),
  '---',
  '{width:auto}',
  ...notes.map((note) => `|${note}|`),
  `{code:${caseNo}; option:code128,2,64,hri}`,
  `{code:${progress}; option:qrcode,6,m}`,
  scan,
  '---',
  '{width:12,*}',
  ...footer.map(([label, value]) => `${label}|    |${value}`),
  '{width:auto}',
  '',
  '',
].join('\n');

const withReceiptline = (): Uint8Array =>
  Buffer.from(transform(receiptlineDocument, { cpl: 48, encoding: 'gb18030', command: 'escpos' }), 'latin1');

/** Nothing is sent: the library wants an interface named before it encodes anything. */
const thermal = new ThermalPrinter({
  type: PrinterTypes.EPSON,
  interface: '/dev/null',
  width: 48,
  characterSet: CharacterSet.CHINA,
});
function withNodeThermalPrinter(): Uint8Array {
  thermal.clear();
  thermal.alignCenter();
  thermal.println(hall);
  thermal.setTextQuadArea();
  thermal.bold(true);
  thermal.println(title);
  thermal.setTextNormal();
  thermal.println(kind);
  thermal.bold(false);
  thermal.alignLeft();
  thermal.drawLine();
  for (const [label, value] of pairs) thermal.leftRight(label, value);
  thermal.drawLine();
  for (const note of notes) thermal.println(note);
  thermal.alignCenter();
  thermal.code128(caseNo, { width: 'SMALL', height: 64, text: 2 });
  thermal.printQR(progress, { cellSize: 6, correction: 'M', model: 2 });
  thermal.println(scan);
  thermal.alignLeft();
  thermal.drawLine();
  for (const [label, value] of footer) thermal.leftRight(label, value);
  thermal.newLine();
  thermal.newLine();
  thermal.partialCut();
  return thermal.getBuffer() ?? Buffer.alloc(0);
}

const withOurs = (): Uint8Array => Buffer.concat(encodeReceipt(receipt, { columns: 48 }));

/**
 * Encodes the same receipt with ours and with both libraries, by turns, so that a busy machine slows all alike.
 *
 * @param now milliseconds, monotonic
 */
export function receiptRates(now: () => number): ReceiptRates {
  const encoders = [withOurs, withReceiptline, withNodeThermalPrinter] as const;
  for (const encode of encoders) {
    // Whoever left the title out would be faster for it: 异地就医备案 in GB18030.
    if (!Buffer.from(encode()).includes(Buffer.from('D2ECB5D8BECDD2BDB1B8B0B8', 'hex')))
      throw new Error('a library did not print the receipt');
  }
  const best = new Map<() => Uint8Array, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const encode of encoders) best.set(encode, Math.max(best.get(encode) ?? 0, rateOf(encode, now)));
  }
  const [ours, receiptline, nodeThermalPrinter] = [
    best.get(withOurs) ?? 0,
    best.get(withReceiptline) ?? 0,
    best.get(withNodeThermalPrinter) ?? 0,
  ];
  return { ours, receiptline, nodeThermalPrinter, ratio: ours / Math.max(receiptline, nodeThermalPrinter) };
}

function rateOf(encode: () => Uint8Array, now: () => number): number {
  const since = now();
  let count = 0;
  while (now() - since < ROUND_MS) {
    encode();
    count += 1;
  }
  return (count * 1000) / (now() - since);
}
