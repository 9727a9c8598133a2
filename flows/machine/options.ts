import type { StepOf } from '../language/steps.ts';
import type { Text } from '../language/text.ts';
import type { Choice } from './contract.ts';
import { type CelScope, type Evaluate, truthOf } from './evaluate.ts';

/** 我不确定 stands last, and is never an option an author has to remember to write. */
const UNSURE: Text = { 'zh-CN': '我不确定', en: 'I am not sure' };

/**
 * What can be chosen at this moment, in order: the written options whose condition holds, then one for
 * each entry of the list in the data, then “I am not sure”. An entry whose value cannot be computed is
 * left out: it could not be answered with.
 */
export function optionsOf(step: StepOf<'choose'>, scope: CelScope, evaluate: Evaluate): readonly Choice[] {
  const written = (step.options ?? [])
    .filter((option) => truthOf(evaluate, option.when, scope) === 'yes')
    .map(({ value, label, hint }): Choice => ({ value, label, hint: hint ?? null, entry: null }));
  const choices = [...written, ...optionsFromData(step, scope, evaluate)];
  const { unsure } = step;
  if (!unsure || choices.some((choice) => choice.value === unsure.value)) return choices;
  return [...choices, { value: unsure.value, label: UNSURE, hint: unsure.hint, entry: null }];
}

function optionsFromData(step: StepOf<'choose'>, scope: CelScope, evaluate: Evaluate): readonly Choice[] {
  const source = step.optionsFrom;
  if (!source) return [];
  const list = evaluate(source.list, scope, 'list');
  if (list.kind === 'undetermined' || !Array.isArray(list.value)) return [];
  return list.value.flatMap((entry: unknown): readonly Choice[] => {
    const value = evaluate(source.value, { ...scope, entry }, 'scalar');
    if (value.kind === 'undetermined' || value.value === null) return [];
    return [{ value: String(value.value), label: source.label, hint: source.hint ?? null, entry }];
  });
}
