import type { ItemTile, ReminderRow } from '../../../../host/contract/screen.ts';
import { type GalleryFrame, noBack, off, show, text } from '../frame.ts';

const REMINDERS: readonly ReminderRow[] = [
  {
    id: 'pension-verify',
    item: 'hrss.pension-verification',
    icon: 'shield-yuan',
    title: text('养老待遇资格认证即将到期', 'Your pension verification is due'),
    reason: text('逾期将暂停发放', 'Payment stops if it is missed'),
    verb: text('去认证', 'Verify'),
    daysLeft: 37,
    isPressing: true,
  },
  {
    id: 'medical-bill',
    item: 'tax.resident-medical-pay',
    icon: 'heart-yuan',
    title: text('新一年度居民医保待缴费', 'Medical insurance is to be paid'),
    reason: text('有待缴的居民医保费', 'A resident medical bill is open'),
    verb: text('去缴费', 'Pay'),
    daysLeft: null,
    isPressing: false,
  },
  {
    id: 'turn-65',
    item: 'health.elder-check-booking',
    icon: 'clipboard-plus',
    title: text('您可预约年度免费体检', 'Book your free yearly check'),
    reason: text('65周岁以上每年一次免费体检', 'One free check a year from 65'),
    verb: text('去预约', 'Book'),
    daysLeft: null,
    isPressing: false,
  },
];

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

/** Before anybody is known, and the home page. */
export const ARRIVING: readonly GalleryFrame[] = [
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
      reminders: { state: 'offered' },
      items: TILES,
    },
    { dock: noBack },
  ),
  show(
    { kind: 'home', greeting: null, reminders: null, items: TILES },
    { dock: noBack, name: 'home-browse' },
  ),
  show(
    {
      kind: 'home',
      greeting: { maskedName: '王＊云', title: text('女士', 'Ms'), salute: text('上午好', 'Good morning') },
      reminders: null,
      items: manyTiles,
    },
    { dock: noBack, name: 'home-many' },
  ),
];
