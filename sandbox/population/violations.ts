import type { Chance } from './chance.ts';
import { addDays } from './civil-date.ts';

/** One decided traffic violation. Amounts in fen, as the decision names them. */
export type Violation = {
  readonly act: string;
  readonly place: string;
  readonly on: string;
  readonly points: number;
  readonly fineFen: number;
  readonly paid: boolean;
};

type Act = Pick<Violation, 'act' | 'points' | 'fineFen'>;

/** Points and fines of Zhejiang's usual counts (道路交通安全违法行为记分管理办法, 2022). */
export const ACTS = {
  parking: { act: '机动车违反规定停放', points: 0, fineFen: 15_000 },
  seatbelt: { act: '驾驶机动车未系安全带', points: 0, fineFen: 5_000 },
  lane: { act: '不按导向车道行驶', points: 1, fineFen: 10_000 },
  phone: { act: '驾驶时拨打接听手持电话', points: 3, fineFen: 15_000 },
  redLight: { act: '违反交通信号灯通行', points: 6, fineFen: 20_000 },
} as const satisfies Record<string, Act>;

const PLACES: readonly [string, ...string[]] = [
  '测试一路与测试二路路口',
  '测试大道3公里处',
  '样例路小学门前',
  '测试隧道东口',
];

/** Eleven points at most together: at twelve the licence is detained and another procedure begins. */
export const drawViolations = (
  count: number,
  paidFrom: number,
  today: string,
  chance: Chance,
): Violation[] => {
  const acts: readonly [Act, ...Act[]] = [ACTS.parking, ACTS.seatbelt, ACTS.lane, ACTS.phone, ACTS.redLight];
  let left = 11;
  return Array.from({ length: count }, (_, order) => {
    const drawn = chance.pick(acts);
    const act = drawn.points <= left ? drawn : ACTS.parking;
    left -= act.points;
    return {
      ...act,
      place: chance.pick(PLACES),
      on: addDays(today, -chance.between(5, 300)),
      paid: order >= paidFrom,
    };
  });
};
