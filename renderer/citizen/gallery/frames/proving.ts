import {
  CLOSED,
  type GalleryFrame,
  live,
  MACHINES,
  noWay,
  off,
  QUEUE,
  show,
  text,
  WINDOW,
} from '../frame.ts';

/** An item is picked, somebody proves who they are, the exchange is asked. */
export const PROVING: readonly GalleryFrame[] = [
  show({
    kind: 'item',
    department: text('医疗保障局', 'Healthcare Security'),
    name: text('异地就医备案', 'File for treatment outside the area'),
    summary: text(
      '去外地看病前在这里备案，在外地医院可以直接刷卡结算。',
      'File here before you are treated elsewhere, and your card is accepted by the hospital there.',
    ),
    doneFor: [text('可以为未满18周岁的子女办', 'Can also be done for a child under 18')],
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
    elsewhere: [],
    queue: QUEUE,
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
      doneFor: [],
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
      unavailable: text('打印机缺纸，暂不能在本机办', 'No receipt paper here now'),
      elsewhere: MACHINES,
      queue: CLOSED,
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
];
