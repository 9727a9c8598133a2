import { describe, expect, it } from 'vitest';
import type { Dataset, DatasetField } from '../language/dataset.ts';
import type { ItemDefinition } from '../language/definition.ts';
import { factoryWorld } from '../language/testing/factory.ts';
import { compileConfig } from '../machine/compile-item.ts';
import type { ItemConfig, StateConfig } from '../machine/config.ts';
import {
  choose,
  confirm,
  forChild,
  itemWith,
  lunchesFor,
  pay,
  receipt,
  reimbursement,
  show,
  submit,
} from '../machine/testing/items.ts';
import { explore } from './explore.ts';
import { proveItem } from './prove.ts';
import { subjectOf } from './subject.ts';
import { citizensOf } from './world.ts';

const datasets = factoryWorld.datasets ?? new Map();
const paid = itemWith({ steps: [choose('kind', ['one', 'two']), confirm(), submit(), pay(), receipt()] });
const text = (words: string) => ({ 'zh-CN': words, en: words });
const register = (id: string, field: Pick<DatasetField, 'id' | 'type' | 'columns'>): Dataset => ({
  id,
  name: text(id),
  department: 'police',
  key: 'person id number',
  updateCadence: 'daily',
  fields: [{ name: text(field.id), sensitivity: 'personal', ...field }],
  grants: [],
});
const familyRegisters = new Map(
  [
    register('home-set', {
      id: 'members',
      type: 'list',
      columns: [{ id: 'no', name: text('no'), type: 'code' }],
    }),
    register('school-set', { id: 'grade', type: 'integer' }),
    register('hospital-set', { id: 'born', type: 'date' }),
  ].map((dataset) => [dataset.id, dataset]),
);
const faultsOf = (definition: ItemDefinition, config?: ItemConfig) =>
  proveItem(definition, datasets, config).failures;

/** The machine of an item with one state exchanged; `parent.child` names a state inside another. */
function planted(
  definition: ItemDefinition,
  name: string,
  change: (state: StateConfig) => StateConfig,
): ItemConfig {
  const config = compileConfig(definition);
  const [key = '', child] = name.split('.');
  const state = config.states[key];
  if (!state) throw new Error(`no state ${key}`);
  const inner = child === undefined ? undefined : state.states?.[child];
  if (child !== undefined && !inner) throw new Error(`no state ${name}`);
  const next =
    child !== undefined && inner
      ? { ...state, states: { ...state.states, [child]: change(inner) } }
      : change(state);
  return { ...config, states: { ...config.states, [key]: next } };
}

it('an item without a fault is proven, every pair of events executed', () => {
  const proof = proveItem(paid, datasets);
  expect(proof.failures).toEqual([]);
  expect(proof.paths).toBeGreaterThan(10);
  expect(proof.pairs).toBeGreaterThan(proof.transitions);
});

it('an item that has papers scanned is proven: each page kept, tried again, given up, brought later', () => {
  expect(proveItem(reimbursement, datasets).failures).toEqual([]);
});

it('an item for a child is proven: whichever child, with and without records, asked for again and not at all', () => {
  expect(proveItem(forChild, familyRegisters).failures).toEqual([]);
});

describe('a fault planted in the machine is found, with the shortest way to it', () => {
  it('a state nobody can leave', () => {
    const trap = planted(paid, 'at:kind', (state) => ({ ...state, on: {} }));
    expect(faultsOf(paid, trap)).toContainEqual(
      expect.objectContaining({
        promise: 'the way out is near',
        what: expect.stringContaining('at:kind'),
        trace: [],
      }),
    );
  });

  it('a state that waits for ever once the citizen is gone', () => {
    const still = planted(paid, 'at:check', ({ on, ...state }) => ({ ...state, on: { ...on, LEAVE: [] } }));
    expect(faultsOf(paid, still)).toContainEqual({
      promise: 'left alone, it ends',
      what: 'at:check waits for ever',
      trace: ['label (kind): “one” (one)'],
    });
  });

  it('a call without a time-out', () => {
    const patient = planted(paid, 'at:send.sending', (state) => ({ ...state, after: {} }));
    expect(faultsOf(paid, patient).map(({ what }) => what)).toContain('at:send.sending waits for ever');
  });

  it('a call whose breakdown nobody hears', () => {
    const deaf = planted(paid, 'at:send.sending', (state) => ({
      ...state,
      ...(state.invoke && { invoke: { ...state.invoke, onError: [] } }),
    }));
    expect(faultsOf(paid, deaf)).toContainEqual({
      promise: 'every call is answered for',
      what: 'at:send.sending calls submit and lacks what follows a breakdown',
      trace: ['label (kind): “one” (one)', 'confirm at check'],
    });
  });

  it('an answer of a call that leads nowhere', () => {
    const half = planted(paid, 'at:send.sending', (state) => ({
      ...state,
      ...(state.invoke && { invoke: { ...state.invoke, onDone: state.invoke.onDone.slice(0, 2) } }),
    }));
    expect(faultsOf(paid, half).map(({ what }) => what)).toContain(
      'at:send.sending calls submit and lacks what follows one of the answers',
    );
  });

  it('a second payment', () => {
    const greedy = planted(paid, 'at:pay.waiting', (state) => ({
      ...state,
      on: { ...state.on, RETRY: [{ target: '#item.at:pay.opening' }] },
    }));
    expect(faultsOf(paid, greedy)).toContainEqual(
      expect.objectContaining({
        promise: 'no one pays twice',
        trace: [
          'label (kind): “one” (one)',
          'confirm at check',
          'submit answers: accepted',
          'openOrder answers: open',
          'retry',
          'openOrder answers: open',
        ],
      }),
    );
  });

  it('an open payment that is forgotten', () => {
    const careless = planted(paid, 'at:pay.waiting', (state) => ({
      ...state,
      on: {
        ...state.on,
        LEAVE: [{ target: '#item.left', actions: [{ type: 'end', params: { kind: 'left' } }] }],
      },
    }));
    expect(faultsOf(paid, careless).map(({ promise }) => promise)).toContain('money is never forgotten');
  });

  it('“not charged” said on a guess', () => {
    const hasty = planted(paid, 'at:pay.waiting', (state) => ({
      ...state,
      on: {
        ...state.on,
        CANCEL_PAYMENT: [
          { target: '#item.not-charged', actions: [{ type: 'end', params: { kind: 'not-charged' } }] },
        ],
      },
    }));
    expect(faultsOf(paid, hasty).map(({ what }) => what)).toContain(
      '“not charged” is said before the order is known to be closed',
    );
  });

  it('a case that is sent a second time', () => {
    const twice = planted(paid, 'at:pay.opening', (state) => ({
      ...state,
      on: { ...state.on, BACK: [{ target: '#item.at:send' }] },
    }));
    expect(faultsOf(paid, twice).map(({ promise }) => promise)).toContain('what is sent is never sent anew');
  });
});

describe('the picture of an item', () => {
  const forking = itemWith({
    steps: [choose('kind', ['one', 'two']), show('rest', { when: "answers.kind == 'one'" }), confirm()],
  });
  const subject = subjectOf(forking);
  const citizens = citizensOf(forking, datasets);

  it('keeps everything that decides how the item goes on', () => {
    expect(explore(subject, citizens).confused).toEqual([]);
  });

  it('that leaves out an answer some condition reads is found out', () => {
    const { confused } = explore(subject, citizens, ({ value, status }) => JSON.stringify([value, status]));
    expect(confused.length).toBeGreaterThan(0);
  });
});

describe('a fault in a definition is found, in its own words', () => {
  it('a refusal without a next step', () => {
    /** The schema refuses an empty text; the prover does not rest on it. */
    const mute: ItemDefinition = {
      ...itemWith({ steps: [show('end')] }),
      eligibility: [
        { require: 'person.age >= 60', title: t('old'), reason: t('reason'), next: t(' '), instead: [] },
      ],
    };
    expect(faultsOf(mute)).toMatchObject([{ promise: 'every refusal says what next', trace: [] }]);
  });

  it('a step nobody ever comes to', () => {
    const dead = itemWith({
      steps: [show('never', { when: 'person.age > 60 && person.age < 60' }), show('end')],
    });
    expect(faultsOf(dead)).toMatchObject([{ what: 'nobody ever comes to the step never' }]);
  });

  it('a question without an option', () => {
    const empty = itemWith({
      steps: [
        choose('kind', ['a', 'b'], {
          options: undefined,
          optionsFrom: { list: '[]', value: 'entry', label: t('x') },
        }),
        show('end'),
      ],
    });
    expect(faultsOf(empty).map(({ what }) => what)).toContain(
      'at at:kind the citizen can do nothing but leave',
    );
  });

  it('a condition some record cannot decide', () => {
    const careless = itemWith({
      data: [{ set: 'driver-licence', as: 'licence', fields: ['points'], mode: 'read', purpose: t('p') }],
      steps: [show('many', { when: 'licence.points >= 9' }), show('end')],
    });
    expect(faultsOf(careless)).toMatchObject([
      { promise: 'every condition can be decided', trace: ['shared data: licence none'] },
    ]);
  });
});

function t(words: string) {
  return { 'zh-CN': words, en: words };
}

describe('a repetition', () => {
  const home = register('home-set', {
    id: 'members',
    type: 'list',
    columns: [
      { id: 'name', name: text('name'), type: 'text' },
      { id: 'birthDate', name: text('birthDate'), type: 'date' },
    ],
  });

  const lunches = lunchesFor(2);

  it('is walked with no entry, with some, and with more than it goes through', () => {
    const proof = proveItem(lunches, new Map([[home.id, home]]));
    expect(proof.failures).toEqual([]);
    expect(proof.states).toBeLessThan(1_000);
  });

  it('over a list that may not be there is found, with the way to it', () => {
    const steps = lunches.steps.map((step) => ({
      ...step,
      when: step.when?.replaceAll('derived.children', 'home.members'),
    }));
    expect(proveItem(itemWith({ ...lunches, steps }), new Map([[home.id, home]])).failures).toContainEqual(
      expect.objectContaining({ promise: expect.stringContaining('decided') }),
    );
  });
});
