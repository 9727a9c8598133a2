import type { Text } from '../../../flows/language/text.ts';
import type {
  Frame,
  ItemHeader,
  ItemTile,
  Machine,
  Screen,
  ScreenKind,
} from '../../../host/contract/screen.ts';

/**
 * One representative frame or more of every screen kind, for looking at and for measuring. All of it is made up.
 */
const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

const machine: Machine = {
  id: 'TL-003',
  hall: text('桐庐县政务服务中心', 'Tonglu Government Service Centre'),
  panel: { pxPerMm: 3.64, orientation: 'portrait' },
  help: {
    phone: '12345',
    desk: text('3号窗口', 'Counter 3'),
    hours: text('工作日9:00—17:00', 'working days 9:00–17:00'),
    place: text('一楼大厅东侧', 'ground floor, east side'),
    neighbour: { id: '004', where: text('就在左边，走5步就到', 'just to the left, five steps') },
  },
};

const off = (zh: string, en: string) => ({ kind: 'off', why: text(zh, en) }) as const;
const live = { kind: 'live' } as const;

const header = (
  current: number,
  position: string | null,
  percent: number,
  minutesLeft: number,
): ItemHeader => ({
  id: 'medins.remote-filing',
  name: text('异地就医备案', 'File for treatment elsewhere'),
  phases: [text('回答问题', 'Questions'), text('签名', 'Signature'), text('核对提交', 'Check and send')].map(
    (label, index) => ({
      label,
      state: index < current ? 'done' : index === current ? 'current' : 'ahead',
      percent: index < current ? 100 : index === current ? percent : 0,
    }),
  ),
  position,
  minutesLeft,
});

export const TILES: readonly ItemTile[] = [
  {
    id: 'medins.remote-filing',
    name: text('异地就医备案', 'Treatment elsewhere'),
    icon: 'plane',
    minutes: 4,
    meta: text('需签名', 'signature'),
    department: text('医疗保障局', 'Healthcare Security'),
    unavailable: null,
  },
  {
    id: 'police.driver-points-query',
    name: text('驾驶证记分查询', 'Licence points'),
    icon: 'car',
    minutes: 1,
    meta: text('免材料', 'no papers'),
    department: text('公安局', 'Public Security'),
    unavailable: null,
  },
  {
    id: 'police.traffic-fine-pay',
    name: text('交通罚款缴纳', 'Pay a traffic fine'),
    icon: 'yuan',
    minutes: 3,
    meta: text('免材料', 'no papers'),
    department: text('公安局', 'Public Security'),
    unavailable: null,
  },
  {
    id: 'property.window-booking',
    name: text('不动产预约', 'Book property counter'),
    icon: 'house',
    minutes: 2,
    meta: text('免材料', 'no papers'),
    department: text('自然资源和规划局', 'Natural Resources'),
    unavailable: text('打印机缺纸，旁边004号机可办', 'No paper here; machine 004 can do it'),
  },
  {
    id: 'transport.elder-bus',
    name: text('老年乘车优惠开通', 'Concession bus travel'),
    icon: 'bus',
    minutes: 2,
    meta: text('免材料', 'no papers'),
    department: text('交通运输局', 'Transport'),
    unavailable: null,
  },
];

const manyTiles: readonly ItemTile[] = Array.from({ length: 24 }, (_, index) => {
  const tile = TILES[index % TILES.length];
  if (!tile) throw new Error('no tiles');
  return { ...tile, id: `${tile.id}-${index}` };
});

const WINDOW = {
  place: text('3号窗口', 'Counter 3'),
  hours: text('工作日9:00—17:00', 'working days 9:00–17:00'),
};

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

/** A frame, and the panel states it is worth looking at beside it. */
export type GalleryFrame = { readonly name: string; readonly frame: Frame };

type Extra = { readonly item?: ItemHeader; readonly dock?: Partial<Frame['dock']>; readonly name?: string };
let seq = 0;
const show = (screen: Screen, { item, dock, name }: Extra = {}): GalleryFrame => {
  seq += 1;
  return {
    name: name ?? screen.kind,
    frame: {
      seq,
      visit: screen.kind === 'attract' ? null : '01935f6e-0000-7000-8000-000000000001',
      machine,
      cards: 'either',
      preferences: { language: 'zh-CN' },
      dock: { back: live, home: live, exit: live, ...dock },
      item: item ?? null,
      screen,
    },
  };
};

const noBack = { back: off('已经在首页，前面没有了', 'This is the first page') };
const noWay = {
  back: off('正在办理，先等它做完', 'Something is being done; wait for it'),
  home: off('正在办理，先等它做完', 'Something is being done; wait for it'),
};
const noDock = { ...noWay, exit: off('取走卡片就自动退出', 'Taking the card signs you out') };

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

export const GALLERY: readonly GalleryFrame[] = [
  show({
    kind: 'attract',
    itemCount: 5,
    departments: [
      text('公安', 'Public security'),
      text('医保', 'Healthcare'),
      text('不动产', 'Property'),
      text('交通', 'Transport'),
      text('财政', 'Finance'),
    ],
    notice: null,
  }),
  show(
    {
      kind: 'attract',
      itemCount: 4,
      departments: [text('公安', 'Public security'), text('医保', 'Healthcare'), text('不动产', 'Property')],
      notice: text(
        '打印机缺纸，办完没有纸质回执，短信照发。',
        'No paper: you get a text message instead of a slip.',
      ),
    },
    { name: 'attract-notice' },
  ),
  show(
    {
      kind: 'reading',
      steps: [
        { label: text('读到居民身份证', 'ID card found'), state: 'done', at: '2026-11-24T01:42:03Z' },
        {
          label: text('正在核验卡片真伪', 'Checking that the card is genuine'),
          state: 'current',
          expect: text('通常 2 秒', 'usually 2 s'),
        },
        { label: text('打开您的首页', 'Opening your page'), state: 'ahead' },
      ],
    },
    { dock: { home: off('正在读卡，读完就到首页', 'Your card is being read; home comes next') } },
  ),
  show({
    kind: 'card-problem',
    title: text('卡片没放稳，没读出来', 'The card moved and could not be read'),
    text: text('读到一半时卡片离开了读卡区。', 'The card left the reader half way through.'),
    action: 'lay-again',
    code: 'card.moved',
  }),
  show(
    {
      kind: 'card-problem',
      title: text('读卡器没有反应', 'The reader does not answer'),
      text: text('正在自动恢复，可能要一分钟。', 'It is being restarted, which may take a minute.'),
      action: 'help',
      code: 'reader.offline',
    },
    { name: 'card-problem-help' },
  ),
  show({ kind: 'card-lifted', secondsLeft: 24 }),
  show(
    {
      kind: 'home',
      greeting: { maskedName: '王＊云', title: text('女士', 'Ms'), salute: text('上午好', 'Good morning') },
      items: TILES,
    },
    { dock: noBack },
  ),
  show({ kind: 'home', greeting: null, items: TILES }, { dock: noBack, name: 'home-browse' }),
  show(
    {
      kind: 'home',
      greeting: { maskedName: '王＊云', title: text('女士', 'Ms'), salute: text('上午好', 'Good morning') },
      items: manyTiles,
    },
    { dock: noBack, name: 'home-many' },
  ),
  show({
    kind: 'item',
    department: text('医疗保障局', 'Healthcare Security'),
    name: text('异地就医备案', 'File for treatment outside the area'),
    summary: text(
      '去外地看病前在这里备案，在外地医院可以直接刷卡结算。',
      'File here before you are treated elsewhere, and your card is accepted by the hospital there.',
    ),
    minutes: 4,
    fee: text('免费', 'Free'),
    answer: { value: text('当场办结', 'At once'), legal: text('法定30个工作日', 'by law 30 working days') },
    visits: 0,
    materials: [
      {
        name: text('医保电子凭证', 'Medical insurance credential'),
        from: text('医保参保信息', 'Insurance records'),
        tag: 'free',
      },
      {
        name: text('居住证明', 'Proof of residence'),
        from: text('居住证信息', 'Residence permit records'),
        tag: 'free',
      },
      {
        name: text('备案申请表', 'Filing form'),
        from: text('本机代填，您签名', 'filled here, you sign'),
        tag: 'filled',
      },
      { name: text('个人承诺书', 'Undertaking'), from: text('在屏幕上签', 'on the screen'), tag: 'sign' },
    ],
    lookups: text('参保和居住证信息', 'insurance and residence records'),
    window: WINDOW,
    start: 'agree',
    unavailable: null,
  }),
  show(
    {
      kind: 'item',
      department: text('自然资源和规划局', 'Natural Resources'),
      name: text('不动产登记窗口预约', 'Book a real estate counter'),
      summary: text(
        '选好日期和时段，到窗口不用排队。',
        'Choose a day and a time and do not queue at the counter.',
      ),
      minutes: 2,
      fee: text('免费', 'Free'),
      answer: { value: text('15个工作日', '15 working days'), legal: text('法定30个', 'by law 30') },
      visits: 1,
      materials: [
        {
          name: text('不动产权证书', 'Real estate certificate'),
          from: text('不动产登记信息', 'Property register'),
          tag: 'free',
        },
      ],
      lookups: null,
      window: WINDOW,
      start: 'unavailable',
      unavailable: text('打印机缺纸，旁边004号机可办', 'No paper here; machine 004 can do it'),
    },
    { name: 'item-unavailable' },
  ),
  show({
    kind: 'prove',
    itemName: text('社保缴费证明', 'Contribution certificate'),
    first: 'face',
    ways: { face: live, password: live },
  }),
  show(
    {
      kind: 'prove',
      itemName: text('社保缴费证明', 'Contribution certificate'),
      first: 'face',
      ways: {
        face: off('本机没有可用的摄像头', 'There is no camera here that can be used'),
        password: live,
      },
    },
    { name: 'prove-no-camera' },
  ),
  show({ kind: 'face-consent', ways: { face: live, password: live } }),
  show({ kind: 'face', stage: 'looking', hint: 'light', ways: { face: live, password: live } }),
  show(
    { kind: 'face', stage: 'comparing', hint: 'look', ways: { face: live, password: live } },
    { name: 'face-comparing' },
  ),
  show({ kind: 'password', stage: 'typing', error: null, ways: { face: live, password: live } }),
  show(
    {
      kind: 'password',
      stage: 'typing',
      error: text('密码不对，还可以输2次', 'Wrong password; 2 tries are left'),
      ways: { face: off('刷脸已试过3次', 'Your face was tried three times'), password: live },
    },
    { name: 'password-wrong' },
  ),
  show(
    { kind: 'password', stage: 'checking', error: null, ways: { face: live, password: live } },
    { name: 'password-checking', dock: noWay },
  ),
  show({
    kind: 'proof-problem',
    way: 'face',
    title: text('没有认出是您本人', 'You were not recognised'),
    text: text(
      '光线、眼镜和发型都可能影响。照片已经删除。',
      'Light, glasses and hair can be the reason. The picture has been deleted.',
    ),
    next: text('改用社保卡密码，或再试一次。', 'Use the social card password, or try once more.'),
    code: 'proof.no-match',
    triesLeft: 2,
    ways: { face: live, password: live },
  }),
  show(
    {
      kind: 'proof-problem',
      way: 'password',
      title: text('社保卡密码已锁定', 'The social card password is locked'),
      text: text(
        '为保护您，连续输错后锁定到11月25日00:00。没有开始办理。',
        'It was wrong too often and is locked until 2026-11-25 00:00 to protect you. Nothing has been started.',
      ),
      next: text(
        '带身份证到人工窗口办理，工作人员当面核对。',
        'Go to a staffed window with your ID card, where you are checked in person.',
      ),
      code: 'proof.password-locked',
      triesLeft: null,
      ways: {
        face: off('本机没有可用的摄像头', 'There is no camera here that can be used'),
        password: off('密码已锁定', 'The password is locked'),
      },
    },
    { name: 'proof-problem-locked' },
  ),
  show(
    {
      kind: 'working',
      title: text('正在向医疗保障局提交', 'Submitting to Healthcare Security'),
      subtitle: null,
      steps: [
        {
          label: text('申请已存在本机', 'Your application is kept on this machine'),
          state: 'done',
          at: '2026-11-24T01:48:16Z',
        },
        {
          label: text('医疗保障局正在受理', 'Healthcare Security is taking it in'),
          state: 'current',
          expect: text('通常 3 秒', 'usually 3 s'),
        },
        { label: text('受理编号', 'Case number'), state: 'ahead' },
      ],
      note: null,
    },
    { dock: noWay },
  ),
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
      tone: 'neutral',
    },
    { name: 'problem-closed' },
  ),
  show({ kind: 'take-card', secondsLeft: 20 }, { dock: noDock }),
  show(
    {
      kind: 'printing',
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

/** Kinds the gallery shows; the test compares it with the contract. */
export const SHOWN_KINDS: ReadonlySet<ScreenKind> = new Set(GALLERY.map(({ frame }) => frame.screen.kind));
