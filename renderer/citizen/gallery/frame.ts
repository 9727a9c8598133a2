import type { Text } from '../../../flows/language/text.ts';
import type { Frame, ItemHeader, Machine, Screen } from '../../../host/contract/screen.ts';

/* What the made-up frames of the gallery share. */
export const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

export const machine: Machine = {
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

export const off = (zh: string, en: string) => ({ kind: 'off', why: text(zh, en) }) as const;
export const live = { kind: 'live' } as const;

export const header = (
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

export const WINDOW = {
  place: text('3号窗口', 'Counter 3'),
  hours: text('工作日9:00—17:00', 'working days 9:00–17:00'),
};

/** How long one waits at that window, and that it is closed. */
export const QUEUE = text(
  '现在前面约12人，约25分钟（14:05）',
  'about 12 waiting, about 25 min (as of 14:05)',
);
export const CLOSED = text('现在没开门，明天09:00开', 'closed, opens tomorrow at 09:00');

/** Where else, as the hall says it. */
export const MACHINES = [
  { id: 'TL-004', where: text('本大厅，一楼大厅东侧', 'In this hall, ground floor, east side') },
  {
    id: 'TL-021',
    where: text(
      '桐君街道便民服务中心，门厅，约1.1公里，步行约24分钟',
      'Tongjun Subdistrict Service Centre, lobby, about 1.1 km, 24 min on foot',
    ),
  },
];

/** A frame, and the panel states it is worth looking at beside it. */
export type GalleryFrame = { readonly name: string; readonly frame: Frame };

type Extra = { readonly item?: ItemHeader; readonly dock?: Partial<Frame['dock']>; readonly name?: string };
let seq = 0;
export const show = (screen: Screen, { item, dock, name }: Extra = {}): GalleryFrame => {
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

export const noBack = { back: off('已经在首页，前面没有了', 'This is the first page') };
export const noWay = {
  back: off('正在办理，先等它做完', 'Something is being done; wait for it'),
  home: off('正在办理，先等它做完', 'Something is being done; wait for it'),
};
export const noDock = { ...noWay, exit: off('取走卡片就自动退出', 'Taking the card signs you out') };
