import { describe, expect, it } from 'vitest';
import type { ItemDefinition } from '../language/definition.ts';
import { compileConfig } from '../machine/compile-item.ts';
import type { ItemConfig, Transition } from '../machine/config.ts';
import { choose, confirm, issue, itemWith, pay, receipt, submit } from '../machine/testing/items.ts';
import { proveItem } from './prove.ts';

const title = { 'zh-CN': '办理', en: 'part' };
const part = (id: string, extra: object = {}) => submit(id, id, { title, ...extra });
const joint = itemWith({
  kind: 'joint',
  steps: [
    choose('fundToo', ['yes', 'no']),
    choose('taxToo', ['yes', 'no']),
    confirm(),
    part('police'),
    part('fund', { when: 'answers.fundToo == "yes"' }),
    part('tax', { when: 'answers.taxToo == "yes"' }),
    receipt(),
  ],
});
const faultsOf = (definition: ItemDefinition, config?: ItemConfig) =>
  proveItem(definition, new Map(), config).failures;

describe('a joint item', () => {
  it('is proven: every part, with the others taken or refused, chosen or not', () => {
    expect(faultsOf(joint)).toEqual([]);
  });

  it('is proven with a payment and a document for one of its departments', () => {
    const steps = [
      confirm(),
      part('fund'),
      part('police'),
      pay('pay', { department: 'police' }),
      issue('paper', { department: 'police' }),
      receipt('slip'),
    ];
    expect(faultsOf(itemWith({ kind: 'joint', steps }))).toEqual([]);
  });

  it('of eight departments, six of them optional, takes no more places than its questions do', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const many = itemWith({
      kind: 'joint',
      steps: [
        ...names.map((name) => choose(`${name}Too`, ['yes', 'no'])),
        confirm(),
        part('police'),
        part('tax'),
        ...names.map((name) => part(name, { when: `answers.${name}Too == "yes"` })),
        receipt(),
      ],
    });
    const proof = proveItem(many, new Map());
    expect(proof.failures).toEqual([]);
    expect(proof.states).toBeLessThan(400);
  });

  it('that can be confirmed and sent to nobody is refused', () => {
    const steps = [
      choose('fundToo', ['yes', 'no']),
      choose('taxToo', ['yes', 'no']),
      confirm(),
      part('fund', { when: 'answers.fundToo == "yes"' }),
      part('tax', { when: 'answers.taxToo == "yes"' }),
      receipt(),
    ];
    expect(faultsOf(itemWith({ kind: 'joint', steps })).map(({ what }) => what)).toContain(
      'it is confirmed and sent to nobody',
    );
  });

  it('with a part nobody can decide about is refused', () => {
    const steps = [
      choose('kind', ['home', 'other']),
      choose('fundToo', ['yes', 'no'], { when: 'answers.kind == "home"' }),
      confirm(),
      part('police'),
      part('fund', { when: 'answers.fundToo == "yes"' }),
      receipt(),
    ];
    expect(faultsOf(itemWith({ kind: 'joint', steps })).map(({ what }) => what)).toContain(
      'nobody can say whether a department is sent its part',
    );
  });
});

describe('a fault planted in the machine of a joint item is found', () => {
  const answersOf = (change: (onDone: readonly Transition[]) => readonly Transition[]): ItemConfig => {
    const config = compileConfig(joint);
    const state = config.states['at:police'];
    const sending = state?.states?.sending;
    if (!state || !sending?.invoke) throw new Error('the machine has changed');
    const invoke = { ...sending.invoke, onDone: change(sending.invoke.onDone) };
    const planted = { ...state, states: { ...state.states, sending: { ...sending, invoke } } };
    return { ...config, states: { ...config.states, 'at:police': planted } };
  };
  const promisesOf = (config: ItemConfig) => faultsOf(joint, config).map(({ promise }) => promise);

  it('a refusal that ends the item', () => {
    const ending: Transition = {
      guard: { type: 'answered', params: { kind: 'rejected' } },
      target: '#item.rejected',
      actions: [{ type: 'end', params: { kind: 'rejected' } }],
    };
    expect(promisesOf(answersOf((onDone) => [ending, ...onDone]))).toContain('every part is told');
  });

  it('a part that comes out and is not kept', () => {
    expect(
      promisesOf(answersOf((onDone) => onDone.map(({ actions: _, ...transition }) => transition))),
    ).toContain('every part is told');
  });
});
