import { describe, expect, test } from 'vitest';
import { factoryFile, problemsOf } from '../testing/factory.ts';
import { changed } from '../testing/marked.ts';

const FINE = 'items/police/traffic-fine-pay.yaml';

/** The screen of fines with a table in it, which is written here. */
const withTable = (table: string, rows = ''): string =>
  changed(
    factoryFile(FINE),
    'steps:\n',
    `steps:
  - id: list
    verb: show
    title: { zh-CN: 您的罚款, en: Your fines }
${rows}${table}`,
  );
const table = ({
  list = '"fines == null ? [] : fines.items"',
  value = 'entry.no',
  columns = 1,
}: {
  readonly list?: string;
  readonly value?: string;
  readonly columns?: number;
} = {}): string => `    table:
      list: ${list}
      columns:
${Array.from({ length: columns }, (_, index) => `        - { label: { zh-CN: 第${index}列, en: Column ${index} }, value: ${value} }`).join('\n')}
      empty: { zh-CN: 没有罚款。, en: No fines. }
`;
const messages = (text: string): readonly string[] => problemsOf(text, FINE).map(({ message }) => message);

describe('a list on a screen', () => {
  test('ships without a problem, with rows or without', () => {
    expect(messages(withTable(table()))).toEqual([]);
    const rows = '    rows:\n      - { label: { zh-CN: 今天, en: Today }, value: today, format: date }\n';
    expect(messages(withTable(table(), rows))).toEqual([]);
  });

  test('must be there where there are no rows', () => {
    expect(messages(withTable('', '    rows: []\n'))).toEqual(['this screen shows nothing']);
  });

  test('has four columns at most, and four rows beside it', () => {
    expect(messages(withTable(table({ columns: 5 })))).toEqual(['“columns” is too long or too large']);
    const row = '      - { label: { zh-CN: 今天, en: Today }, value: today, format: date }\n';
    expect(messages(withTable(table(), `    rows:\n${row.repeat(5)}`))).toEqual([
      'these rows leave no room for the table',
    ]);
  });

  test.each([
    ['reads a list', table({ list: 'today' }), /must be a list/],
    ['reads columns the list has', table({ value: 'entry.number' }), /number/],
    ['has words for every code', table({ value: 'entry.state' }), /has no words for it/],
  ])('%s', (_, written, message) => {
    expect(messages(withTable(written))).toContainEqual(expect.stringMatching(message));
  });
});
