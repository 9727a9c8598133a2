import type { ScreenOf } from '../../../../host/contract/screen.ts';
import { type GalleryFrame, header, show, text } from '../frame.ts';

const yuan = (fen: number) => {
  const amount = `${Math.trunc(fen / 100).toLocaleString('en-US')}.${String(fen % 100).padStart(2, '0')}`;
  return text(`${amount}元`, `${amount} yuan`);
};
const same = (words: string) => text(words, words);
const column = (
  zh: string,
  en: string,
  holds: NonNullable<ScreenOf<'show'>['table']>['columns'][number]['holds'],
) => ({ label: text(zh, en), holds });

const list = (name: string, screen: Pick<ScreenOf<'show'>, 'title' | 'rows' | 'table'>): GalleryFrame =>
  show(
    { kind: 'show', step: 'list', empty: null, note: null, ...screen },
    { item: header(0, null, 60, 1), name },
  );

const CONTRIBUTIONS = [
  column('年度', 'Year', 'words'),
  column('月数', 'Months', 'figures'),
  column('月缴费基数', 'Monthly base', 'figures'),
  column('账户存储额', 'In the account', 'figures'),
];

/** Screens that hold a list: a few lines, more than a page, words over two lines, none. */
export const LISTS: readonly GalleryFrame[] = [
  list('show-list', {
    title: text('您的养老保险缴费', 'Your pension contributions'),
    rows: [
      { label: text('累计月数', 'Months in all'), value: text('64个月', '64 months') },
      { label: text('参保单位', 'Employer'), value: same('桐庐富春山旅游有限公司') },
    ],
    table: {
      columns: CONTRIBUTIONS,
      lines: [2026, 2025, 2024, 2023, 2022, 2021].map((year, index) => [
        same(String(year)),
        same(year === 2026 ? '10' : '12'),
        yuan(502_600 - index * 31_250),
        yuan(4_020_840 - index * 702_655),
      ]),
      empty: text('还没有缴费记录。', 'No contributions yet.'),
    },
  }),
  list('show-list-many', {
    title: text('您的养老保险缴费', 'Your pension contributions'),
    rows: [],
    table: {
      columns: CONTRIBUTIONS,
      lines: Array.from({ length: 47 }, (_, index) => [
        same(String(2026 - index)),
        same(index === 0 ? '10' : '12'),
        yuan(502_600 - index * 9_150),
        yuan(14_020_840 - index * 292_655),
      ]),
      empty: text('还没有缴费记录。', 'No contributions yet.'),
    },
  }),
  list('show-list-words', {
    title: text('您名下的不动产', 'Property in your name'),
    rows: [{ label: text('登记套数', 'Units registered'), value: text('14套', '14') }],
    table: {
      columns: [
        column('坐落', 'Address', 'words'),
        column('用途', 'Use', 'words'),
        column('登记日期', 'Registered', 'day'),
        column('面积（平方米）', 'Area (m²)', 'figures'),
      ],
      lines: Array.from({ length: 14 }, (_, index) => [
        same(
          `桐庐县城南街道迎春南路${18 + index * 6}号春江花园${index + 1}幢${(index % 3) + 1}单元${index + 2}02室`,
        ),
        index % 4 === 0 ? text('商业服务', 'Commercial') : text('住宅', 'Home'),
        text(`20${10 + index}年11月24日`, `24 Nov 20${10 + index}`),
        same((86.5 + index * 7.25).toFixed(2)),
      ]),
      empty: text('没有登记在您名下的不动产。', 'No property is registered in your name.'),
    },
  }),
  list('show-list-empty', {
    title: text('您的公交卡充值记录', 'Money put on your bus card'),
    rows: [{ label: text('卡内余额', 'On the card'), value: yuan(3_650) }],
    table: {
      columns: [column('日期', 'Day', 'day'), column('金额', 'Sum', 'figures')],
      lines: [],
      empty: text('近一年没有充值记录。', 'Nothing was put on it in the last year.'),
    },
  }),
];
