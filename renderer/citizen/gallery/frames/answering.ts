import { type GalleryFrame, header, show, text } from '../frame.ts';

const BOOK_QUEUE = text(
  '不动产登记窗口：现在前面约12人，约25分钟（14:05）',
  'Real estate counter: about 12 waiting, about 25 min (as of 14:05)',
);

const options = (count: number) =>
  [
    [
      'settle',
      '异地安置退休人员',
      'Retired and settled elsewhere',
      '户口或长期居住地已迁到外地',
      'You moved for good after retiring',
    ],
    ['live', '异地长期居住', 'Living elsewhere', '在外地连续住半年以上', 'Half a year or more'],
    ['work', '常驻异地工作', 'Working elsewhere', '单位派到外地工作', 'Sent there by your employer'],
    ['refer', '转诊就医', 'Referral', '本地医院开了转诊单', 'Your hospital referred you'],
    ['other', '其他临时外出', 'Temporary trip', '出差、旅游、探亲', 'Business, holiday, family'],
    ['unsure', '我不确定', 'I am not sure', '问问工作人员', 'Ask the staff'],
    ['more', '其他情况', 'Something else', '以上都不是', 'None of the above'],
  ]
    .slice(0, count)
    .map(([value = '', zh = '', en = '', hintZh = '', hintEn = '']) => ({
      value,
      label: text(zh, en),
      hint: text(hintZh, hintEn),
    }));

const WHY = text(
  '备案类型不同，**报销比例**和有效期也不同。',
  'The kind decides **how much** is paid back and for how long.',
);

const question = text('您属于哪种异地就医？', 'What kind of treatment elsewhere is it?');
const slots = [
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
  '2026-11-30',
  '2026-12-01',
  '2026-12-02',
  '2026-12-03',
  '2026-12-04',
  '2026-12-07',
].flatMap((date, index) => [
  { date, part: 'am' as const, left: index % 3 === 0 ? 0 : 6 - (index % 4) },
  { date, part: 'pm' as const, left: 8 - index },
]);

const scanning = {
  kind: 'scan',
  step: 'invoice',
  question: text('扫描医疗费用发票', 'Scan the hospital invoice'),
  why: text('医保局凭发票原件核对金额。', 'The bureau checks the amount against the invoice.'),
  lay: text(
    '把发票有字的一面朝下，角对齐玻璃的角。',
    'Lay it text side down, corner to corner with the glass.',
  ),
  pageNumber: 1,
  maxPages: 3,
  pages: [],
  picture: null,
  finding: null,
  canScan: true,
  canKeep: false,
  canFinish: false,
  later: null,
} as const;
const broughtLater = text(
  '5个工作日内把发票交到医保窗口，逾期退件。',
  'Hand the invoice in within 5 working days, or the case is returned.',
);
/** A made-up paper, turned by some degrees. */
const scannedPaper = (degrees: number): string => {
  const lines = Array.from(
    { length: 16 },
    (_, line) =>
      `<rect x="24" y="${70 + line * 13}" width="${line % 4 === 3 ? 90 : 162}" height="5" fill="#667"/>`,
  );
  const paper = `<g transform="rotate(${degrees} 105 148)"><rect width="210" height="297" fill="#fff"/><rect x="55" y="30" width="100" height="14" fill="#223"/>${lines.join('')}</g>`;
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="1050" height="1485"><rect width="210" height="297" fill="#ccc"/>${paper}</svg>`)}`;
};
/** The steps of an item, up to the last check. */
export const ANSWERING: readonly GalleryFrame[] = [
  show(
    {
      kind: 'show',
      step: 'points',
      title: text('您的驾驶证', 'Your driver licence'),
      rows: [
        { label: text('准驾车型', 'Class'), value: text('C1', 'C1') },
        { label: text('状态', 'Status'), value: text('正常', 'Valid') },
        { label: text('本周期记分', 'Points'), value: text('3分', '3 points') },
        { label: text('记分周期至', 'Cycle ends'), value: text('2027年3月14日', '14 March 2027') },
        { label: text('有效期至', 'Valid to'), value: text('2031年5月2日', '2 May 2031') },
        { label: text('联系电话', 'Phone'), value: text('138****5678', '138****5678'), reveal: 'phone' },
      ],
      table: null,
      empty: null,
      note: text('记满**12分**要重新学习考试。', 'At **12 points** you have to learn and be tested again.'),
    },
    { item: header(0, null, 60, 1) },
  ),
  show(
    {
      kind: 'show',
      step: 'fines',
      title: text('您的交通罚款', 'Your traffic fines'),
      rows: [],
      table: null,
      empty: {
        title: text('没有要交的罚款', 'No fine to pay'),
        text: text(
          '查到今天为止，您名下没有未缴的处罚决定书。',
          'As of today no penalty decision is unpaid.',
        ),
      },
      note: null,
    },
    { item: header(0, null, 60, 1), name: 'show-empty' },
  ),
  show(
    {
      kind: 'choose',
      step: 'kind',
      question: text('这次看病，是门诊还是住院？', 'Was this an outpatient visit or a hospital stay?'),
      hint: null,
      why: WHY,
      options: options(3),
      selected: 'live',
    },
    { item: header(0, '1/5', 30, 4) },
  ),
  show(
    {
      kind: 'choose',
      step: 'kind',
      question,
      hint: text('选最接近的一种。', 'Choose the nearest one.'),
      why: WHY,
      options: options(5),
      selected: null,
    },
    { item: header(0, '1/5', 30, 4), name: 'choose-five' },
  ),
  show(
    { kind: 'choose', step: 'kind', question, hint: null, why: WHY, options: options(7), selected: 'refer' },
    { item: header(0, '1/5', 30, 4), name: 'choose-seven' },
  ),
  show(
    {
      kind: 'ask',
      step: 'city',
      question: text('要去哪个城市看病？', 'Which city will you be treated in?'),
      hint: null,
      why: text('备案只对这个城市有效。', 'The filing is valid for this city only.'),
      input: 'text',
      value: '杭州',
      offered: null,
      min: null,
      max: null,
      maxLength: 20,
      error: null,
    },
    { item: header(0, '3/5', 55, 3) },
  ),
  show(
    {
      kind: 'ask',
      step: 'phone',
      question: text('怎么联系您？', 'How can we reach you?'),
      hint: text('填11位手机号。', 'An 11 digit mobile number.'),
      why: text('办好了用短信告诉您。', 'We send a text when it is done.'),
      input: 'phone',
      value: '1380571567',
      offered: '138****5678',
      min: null,
      max: null,
      maxLength: null,
      error: text('手机号少了1位，应是11位', 'One digit is missing: it has 11'),
    },
    { item: header(0, '5/5', 90, 2), name: 'ask-phone' },
  ),
  show(
    {
      kind: 'ask',
      step: 'people',
      question: text('当天有几个人到场？', 'How many people will come?'),
      hint: null,
      why: text('窗口要留够座位。', 'So that there are enough seats.'),
      input: 'number',
      value: '2',
      offered: null,
      min: '1',
      max: '10',
      maxLength: null,
      error: null,
    },
    { item: header(0, '2/5', 40, 3), name: 'ask-number' },
  ),
  show(
    {
      kind: 'ask',
      step: 'owed',
      question: text('一共欠您多少工资？', 'How much pay are you owed in all?'),
      hint: null,
      why: text('监察大队按金额分类办理。', 'The inspectors sort cases by the sum.'),
      input: 'amount',
      value: '12800.5',
      offered: null,
      min: null,
      max: null,
      maxLength: null,
      error: null,
    },
    { item: header(0, '2/5', 40, 3), name: 'ask-amount' },
  ),
  show(
    {
      kind: 'ask',
      step: 'from',
      question: text('从哪天开始备案？', 'From which day on?'),
      hint: null,
      why: text('备案前的费用不能直接结算。', 'Costs before that day are not settled directly.'),
      input: 'date',
      value: '2026-12-08',
      offered: null,
      min: '2026-11-24',
      max: '2027-11-23',
      maxLength: null,
      error: null,
    },
    { item: header(0, '4/5', 70, 3), name: 'ask-date' },
  ),
  show(
    {
      kind: 'book',
      step: 'slot',
      question: text('哪天来窗口？', 'When will you come?'),
      why: text('按您选的时段留号，不用排队。', 'A number is kept for you; no queue.'),
      slots,
      selected: '2026-11-26/am',
      queue: BOOK_QUEUE,
    },
    { item: header(0, '4/5', 80, 2) },
  ),
  show(
    {
      kind: 'book',
      step: 'slot',
      question: text('哪天来窗口？', 'When will you come?'),
      why: text('按您选的时段留号，不用排队。', 'A number is kept for you; no queue.'),
      slots: slots.map((slot) => ({ ...slot, left: 0 })),
      selected: null,
      queue: BOOK_QUEUE,
    },
    { item: header(0, '4/5', 80, 2), name: 'book-full' },
  ),
  show(
    {
      kind: 'sign',
      step: 'signature',
      question: text('请写下您的姓名', 'Please write your name'),
      why: text('承诺书要本人签名才有效。', 'The undertaking is valid only with your own signature.'),
      document: text(
        '异地就医备案个人承诺书。由本机按您的回答填好，签名只用在这张纸上。',
        'Undertaking for treatment elsewhere. Filled in from your answers; the signature is used on this paper only.',
      ),
    },
    { item: header(1, null, 50, 2) },
  ),
  show(
    { ...scanning, stage: 'laying', later: broughtLater },
    { item: header(0, '4/5', 80, 4), name: 'scan' },
  ),
  show(
    { ...scanning, stage: 'scanning', canScan: false, pageNumber: 2, pages: ['1'] },
    { item: header(0, '4/5', 80, 4), name: 'scan-scanning' },
  ),
  show(
    { ...scanning, stage: 'reviewing', picture: scannedPaper(0), canKeep: true },
    { item: header(0, '4/5', 80, 4), name: 'scan-good' },
  ),
  show(
    {
      ...scanning,
      stage: 'reviewing',
      picture: scannedPaper(6),
      canKeep: true,
      later: broughtLater,
      finding: {
        title: text('纸放歪了', 'The paper lies askew'),
        text: text(
          '请把纸的一角对齐玻璃的一角，再扫一次。',
          'Line up one corner with the corner of the glass and scan again.',
        ),
      },
    },
    { item: header(0, '4/5', 80, 4), name: 'scan-askew' },
  ),
  show(
    { ...scanning, stage: 'laying', pageNumber: 2, pages: ['1'], canFinish: true },
    { item: header(0, '4/5', 80, 4), name: 'scan-next-page' },
  ),
  show(
    {
      ...scanning,
      stage: 'laying',
      canScan: false,
      later: broughtLater,
      finding: {
        title: text('已经扫了几次，还是不清楚', 'Several tries gave no clear picture'),
        text: text(
          '请带着这份材料到窗口办，工作人员帮您。',
          'Please take this paper to the counter; staff will help from here.',
        ),
      },
    },
    { item: header(0, '4/5', 80, 4), name: 'scan-given-up' },
  ),
  show(
    {
      kind: 'check',
      step: 'confirm',
      person: { maskedName: '王＊云', maskedNumber: '330*************26' },
      rows: [
        { label: text('备案类型', 'Kind'), value: text('异地长期居住', 'Living elsewhere'), edit: 'kind' },
        { label: text('就医地（省）', 'Province'), value: text('安徽省', 'Anhui'), edit: 'province' },
        { label: text('就医地（市）', 'City'), value: text('黄山市', '黄山市'), edit: 'city' },
        { label: text('开始日期', 'From'), value: text('2026年12月8日', '8 December 2026'), edit: 'from' },
        { label: text('参保状态', 'Insurance'), value: text('正常参保', 'Active'), edit: null },
        {
          label: text('联系电话', 'Phone'),
          value: text('138****5678', '138****5678'),
          edit: 'phone',
          reveal: 'answer:phone',
        },
        {
          label: text('签名', 'Signature'),
          value: text('已签，09:47', 'Signed at 09:47'),
          edit: 'signature',
        },
      ],
      button: text('确认并提交申请', 'Confirm and submit'),
    },
    { item: header(2, null, 50, 1) },
  ),
];
