import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../flows/machine/evaluate.ts';
import { confirm, itemWith, lunchesFor, receipt, show, submit } from '../../flows/machine/testing/items.ts';
import { gathered, Street } from '../../flows/machine/testing/street.ts';
import { createItemTexts } from '../texts/item-texts.ts';
import { projectStep } from './project-step.ts';
import type { ProjectionInput } from './projection-input.ts';

const t = (words: string) => ({ 'zh-CN': words, en: words });
const screenOf = ({ item, record, view }: Street) =>
  projectStep(item, record, view, {
    /** Only what these screens read. */
    snapshot: { context: { item: item.definition.id } },
    items: new Map([[item.definition.id, item]]),
    textsOf: createItemTexts,
    evaluate: createEvaluator(),
    memory: { drafts: new Map() },
  } as unknown as ProjectionInput);

describe('a screen with a list', () => {
  const data = [
    { set: 'bills-set', as: 'account', fields: ['bills'], mode: 'read' as const, purpose: t('bills') },
  ];
  const listed = async (account: Record<string, unknown> | null, extra: object = {}) => {
    const table = {
      list: 'account.bills',
      columns: [
        { label: t('day'), value: 'entry.day', format: 'date' },
        { label: t('sum'), value: 'entry.fen', format: 'yuan' },
        { label: t('what'), value: 'entry.what' },
      ],
      empty: t('no bills'),
    };
    const item = itemWith({ data, steps: [show('list', { rows: [], table, ...extra }), receipt()] });
    return screenOf(await new Street(item).exchange('gather', gathered({ account })));
  };

  it('says of each column what it holds, and shows the lines in the order of the list', async () => {
    const bills = [{ day: '2026-11-20', fen: 4_250, what: 'water' }];
    expect(await listed({ bills })).toMatchObject({
      kind: 'show',
      table: {
        columns: [{ holds: 'day' }, { holds: 'figures' }, { holds: 'words' }],
        lines: [[{ en: '20 Nov 2026' }, { en: '42.50 yuan' }, { en: 'water' }]],
      },
    });
  });

  it('says that there is nothing only when that is known', async () => {
    expect(await listed({ bills: [] })).toMatchObject({ table: { lines: [], empty: { en: 'no bills' } } });
    expect(await listed(null)).toMatchObject({
      table: { lines: [], empty: { en: expect.stringContaining('cannot be shown now') } },
    });
  });

  it('gives way to what is said where there is no record', async () => {
    const empty = { when: 'account == null', title: t('nothing'), text: t('no account') };
    expect(await listed(null, { empty })).toMatchObject({ table: null, empty: { title: { en: 'nothing' } } });
  });
});

describe('the check page', () => {
  it('shows the answer about each entry of a repetition, each with its way back', async () => {
    const members = ['a', 'b'].map((name) => ({ name, birthDate: '2018-05-01' }));
    const street = await new Street(lunchesFor(3)).exchange('gather', gathered({ home: { members } }));
    street
      .send({ type: 'CONTINUE', step: 'home' })
      .answer('lunch1', 'school')
      .answer('days1', 3)
      .answer('lunch2', 'home');
    const screen = screenOf(street);
    const rows = screen.kind === 'check' ? screen.rows : [];
    expect(rows.map(({ value, edit }) => [value.en, edit])).toEqual([
      ['36.00 yuan', null],
      ['school', 'lunch1'],
      ['3', 'days1'],
      ['home', 'lunch2'],
    ]);
  });

  it('names the child an item is done for, and never shows its number', async () => {
    const number = '330122201608060017';
    const whom = {
      id: 'child',
      verb: 'choose',
      ...{ label: t('child'), question: t('which?'), why: t('why') },
      optionsFrom: {
        list: 'home.members',
        value: 'entry.idNumber',
        label: t('{{entry.name}}'),
        subject: 'child',
      },
    };
    const home = {
      set: 'home-set',
      as: 'home',
      fields: ['members'],
      mode: 'read' as const,
      purpose: t('home'),
    };
    const item = itemWith({ data: [home], steps: [whom, confirm(), submit(), receipt()] });
    const members = [{ name: '俞志明', idNumber: number }];
    const street = await new Street(item).exchange('gather', gathered({ home: { members } }));
    const screen = screenOf(street.answer('child', number));
    expect(JSON.stringify(screen)).not.toContain(number);
    expect(screen).toMatchObject({ rows: [{ value: { en: '俞志明' }, edit: 'child' }] });
  });
});
