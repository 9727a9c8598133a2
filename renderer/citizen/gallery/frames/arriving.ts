import type { Text } from '../../../../flows/language/text.ts';
import type { Group, ItemTile, ReminderRow } from '../../../../host/contract/screen.ts';
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
    isJoint: false,
    unavailable: null,
  },
  {
    id: 'police.driver-points-query',
    name: text('驾驶证记分查询', 'Licence points'),
    icon: 'car',
    minutes: 1,
    meta: text('免材料', 'no papers'),
    department: text('公安局', 'Public Security'),
    isJoint: false,
    unavailable: null,
  },
  {
    id: 'police.traffic-fine-pay',
    name: text('交通罚款缴纳', 'Pay a traffic fine'),
    icon: 'yuan',
    minutes: 3,
    meta: text('免材料', 'no papers'),
    department: text('公安局', 'Public Security'),
    isJoint: false,
    unavailable: null,
  },
  {
    id: 'property.window-booking',
    name: text('不动产预约', 'Book property counter'),
    icon: 'house',
    minutes: 2,
    meta: text('免材料', 'no papers'),
    department: text('自然资源和规划局', 'Natural Resources'),
    isJoint: false,
    unavailable: text('打印机缺纸，旁边004号机可办', 'No paper here; machine 004 can do it'),
  },
  {
    id: 'transport.elder-bus',
    name: text('老年乘车优惠开通', 'Concession bus travel'),
    icon: 'bus',
    minutes: 2,
    meta: text('免材料', 'no papers'),
    department: text('交通运输局', 'Transport'),
    isJoint: false,
    unavailable: null,
  },
];

const manyTiles: readonly ItemTile[] = Array.from({ length: 24 }, (_, index) => {
  const tile = TILES[index % TILES.length];
  if (!tile) throw new Error('no tiles');
  return { ...tile, id: `${tile.id}-${index}` };
});

const KNOWN = { maskedName: '王＊云', title: text('女士', 'Ms'), salute: text('上午好', 'Good morning') };
const STAGES: readonly Group[] = [
  ['birth', '出生', 'Birth'],
  ['education', '上学', 'School'],
  ['employment', '就业', 'Work'],
  ['marriage', '婚育', 'Marriage'],
  ['housing', '住房', 'Housing'],
  ['health', '看病', 'Health'],
  ['business', '经营', 'Business'],
  ['retirement', '养老', 'Later life'],
  ['disability', '助残', 'Disability'],
  ['travel', '出行', 'Travel'],
  ['military', '服役', 'Military'],
  ['judicial', '司法', 'Justice'],
  ['living', '生活', 'Daily life'],
  ['death', '身后', 'After a death'],
].map(([id = '', zh = '', en = '']) => ({ id, name: text(zh, en), count: 9 }));
const DEPARTMENTS: readonly Group[] = Array.from({ length: 26 }, (_, index) => ({
  id: `department${index}`,
  name: text('人力资源和社会保障局', 'Human Resources and Social Security'),
  count: index + 1,
}));
const HOME = {
  kind: 'home',
  greeting: null,
  reminders: null,
  common: manyTiles.slice(0, 6),
  stages: STAGES,
  departmentCount: 26,
  itemCount: 220,
} as const;
const FIND = {
  kind: 'find',
  title: text('按部门找', 'By department'),
  typed: '',
  groups: [],
  tiles: [],
} as const;
const find = (page: 'stage' | 'all', title: Text, tiles: readonly ItemTile[], name: string): GalleryFrame =>
  show({ ...FIND, page, title, tiles }, { name });

/** More than there is room for, as in a county. */
const COUNTY = Array.from({ length: 26 }, (_, index) =>
  index % 3 === 0
    ? text(`规划和自然资源局（${index}号登记服务中心）`, `Natural Resources Bureau (Registry ${index})`)
    : text(`第${index}保障局`, `Security Bureau ${index}`),
);

/** Before anybody is known, and the home page. */
export const ARRIVING: readonly GalleryFrame[] = [
  show({
    kind: 'attract',
    itemCount: 5,
    departments: COUNTY,
    notice: null,
  }),
  show(
    {
      kind: 'attract',
      itemCount: 4,
      departments: COUNTY,
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
  show({ ...HOME, greeting: KNOWN, reminders: { state: 'told', rows: REMINDERS } }, { dock: noBack }),
  show({ ...HOME, greeting: KNOWN, reminders: { state: 'offered' } }, { dock: noBack, name: 'home-offer' }),
  show(
    { ...HOME, greeting: KNOWN, reminders: { state: 'told', rows: [] } },
    { dock: noBack, name: 'home-no-reminders' },
  ),
  show(HOME, { dock: noBack, name: 'home-browse' }),
  find('stage', text('看病', 'Health'), manyTiles.slice(0, 8), 'find-stage'),
  find('all', text('全部事项', 'All services'), manyTiles, 'find-all'),
  show({ ...FIND, page: 'departments', groups: DEPARTMENTS }, { name: 'find-departments' }),
  show({ ...FIND, page: 'search', typed: '' }, { name: 'find-search' }),
  show({ ...FIND, page: 'search', typed: '报销', tiles: manyTiles.slice(0, 5) }, { name: 'find-found' }),
  show({ ...FIND, page: 'search', typed: '飞机票' }, { name: 'find-nothing' }),
];
