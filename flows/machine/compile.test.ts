import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { compileItem } from './compile.ts';
import { compileConfig } from './compile-item.ts';
import { createEvaluator } from './evaluate.ts';
import { canonicalHash, canonicalJson } from './hash.ts';
import { machineOf } from './machine.ts';
import { silentActors } from './silent-actors.ts';
import { ask, booking, dataUse, filing, fine, itemWith, pay, scan, show } from './testing/items.ts';

describe('the configuration of an item', () => {
  it.each([filing, fine, booking])('is plain JSON, conditions as CEL text', (definition) => {
    const config = compileConfig(definition);
    expect(JSON.parse(JSON.stringify(config))).toStrictEqual(config);
  });

  it.each([filing, fine, booking])('makes the same machine after a journey as JSON', (definition) => {
    const config = compileConfig(definition);
    const machine = (from: typeof config) =>
      machineOf(definition, from, createEvaluator(), silentActors) as unknown as AnyStateMachine;
    const travelled: typeof config = JSON.parse(JSON.stringify(config));
    expect(JSON.stringify(machine(travelled).definition)).toBe(JSON.stringify(machine(config).definition));
  });

  it('lets an author call a step what they like', () => {
    const names = ['done', 'left', 'gathering', 'screening', 'failed'];
    const { config } = compileItem(itemWith({ steps: names.map((name) => show(name)) }));
    expect(config).toMatchObject({
      states: { 'at:done': { meta: { step: 'done' } }, done: { type: 'final' } },
    });
  });
});

describe('what an item needs', () => {
  it.each([
    [filing, ['id-card', 'receipt-printer'], ['insured-set']],
    [fine, ['id-card', 'receipt-printer'], ['fines-set']],
    [itemWith({ steps: [show('points')] }), ['id-card'], []],
    [itemWith({ steps: [scan('bill')] }), ['id-card', 'document-scanner'], []],
    [
      itemWith({ data: [dataUse('a'), { ...dataUse('b'), set: 'a-set' }], steps: [show('x')] }),
      ['id-card'],
      ['a-set'],
    ],
  ])('is read off its steps and data', (definition, devices, dataSets) => {
    expect(compileItem(definition).needs).toEqual({ devices, dataSets, assurance: 'card' });
  });

  it('is no card where none is asked for', () => {
    const open = { ...itemWith({ steps: [show('points')] }), assurance: 'none' as const };
    expect(compileItem(open).needs.devices).toEqual([]);
  });
});

describe('the hash a visit pins', () => {
  it('is the same whatever order the keys were written in', () => {
    const reversed = Object.fromEntries(Object.entries(filing).reverse());
    expect(canonicalHash(reversed)).toBe(compileItem(filing).hash);
  });

  it('changes with any word of the definition', () => {
    expect(compileItem({ ...filing, version: 2 }).hash).not.toBe(compileItem(filing).hash);
  });

  it('sorts keys as RFC 8785 does, numbers among them', () => {
    expect(canonicalJson({ b: undefined, a: { '9': 1, '10': [2, undefined] } })).toBe(
      '{"a":{"10":[2,null],"9":1}}',
    );
  });

  it('is SHA-256 over canonical JSON, in hex', () => {
    expect(canonicalHash({ b: [1, 'é'], a: null })).toBe(
      'f8f17faab95c024891d173fa43442b0e52007736a1f36715ac721ab22deeefc5',
    );
  });
});

describe('an item that would break a promise', () => {
  it('is not compiled when it could charge twice', () => {
    expect(() => compileItem(itemWith({ steps: [pay('a'), pay('b')] }))).toThrow('one payment at most');
  });

  it('is not compiled when two steps share a name', () => {
    expect(() => compileItem(itemWith({ steps: [show('a'), ask('a', 'text')] }))).toThrow(
      'two steps are called a',
    );
  });
});
