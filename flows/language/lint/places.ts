import type { CelExpected } from '../../cel/types.ts';
import type { ItemDefinition } from '../definition.ts';
import { knownAfter, ruleJudgedAfter } from '../known-after.ts';
import type { Row, Table } from '../pieces.ts';
import type { Path } from '../problem.ts';
import type { Step } from '../steps.ts';
import type { Text } from '../text.ts';
import type { Audience } from './scope.ts';

/**
 * Every place of an item that holds an expression or a text with values, with what is known there. The
 * one walk that all passes share: a new field of the language is added here and is checked everywhere.
 */
export type Place = {
  readonly path: Path;
  /** How many steps have been passed: what is known of answers. */
  readonly answered: number;
  readonly audience: Audience;
  /** The list whose `entry` is known here. */
  readonly entryOf?: string;
};
export type Expression = Place & { readonly cel: string; readonly expected: CelExpected };
export type Words = Place & { readonly text: Text };

export function expressionsOf(definition: ItemDefinition): readonly Expression[] {
  const { materials, data, derived, eligibility, steps } = definition;
  const all = steps.length;
  const found: Expression[] = [];
  const add = (
    path: Path,
    cel: string | undefined,
    expected: CelExpected,
    answered: number,
    audience: Audience = 'judged',
  ): void => {
    if (cel !== undefined) found.push({ path, cel, expected, answered, audience });
  };
  const rows = (path: Path, list: readonly Row[], answered: number): void => {
    for (const [index, row] of list.entries()) {
      add([...path, index, 'value'], row.value, EXPECTED_BY_FORMAT[row.format], answered, 'shown');
      add([...path, index, 'when'], row.when, 'bool', answered);
    }
  };
  const table = (path: Path, of: Table | undefined, answered: number): void => {
    if (of === undefined) return;
    add([...path, 'list'], of.list, 'list', answered, 'shown');
    for (const [index, { value, format }] of of.columns.entries())
      found.push({
        path: [...path, 'columns', index, 'value'],
        cel: value,
        expected: EXPECTED_BY_FORMAT[format],
        answered,
        audience: 'shown',
        entryOf: of.list,
      });
  };

  for (const [index, { key }] of data.entries()) {
    const known = key === undefined ? 0 : knownAfter(key, definition) + 1;
    add(['data', index, 'key'], key, 'string', known);
  }
  for (const [index, material] of materials.entries())
    add(['materials', index, 'when'], material.when, 'bool', all);
  for (const [index, { value }] of derived.entries()) add(['derived', index, 'value'], value, 'plain', all);
  for (const [index, rule] of eligibility.entries()) {
    const known = ruleJudgedAfter(rule.require, definition) + 1;
    add(['eligibility', index, 'require'], rule.require, 'bool', known);
    add(['eligibility', index, 'scale', 'value'], rule.scale?.value, 'number', known, 'shown');
    add(['eligibility', index, 'scale', 'since'], rule.scale?.since, 'date', known, 'shown');
  }
  for (const [index, step] of steps.entries()) {
    const path: Path = ['steps', index];
    add([...path, 'when'], step.when, 'bool', index);
    switch (step.verb) {
      case 'show':
        rows([...path, 'rows'], step.rows, index);
        table([...path, 'table'], step.table, index);
        add([...path, 'empty', 'when'], step.empty?.when, 'bool', index);
        break;
      case 'choose':
        for (const [option, { when }] of (step.options ?? []).entries())
          add([...path, 'options', option, 'when'], when, 'bool', index);
        if (step.optionsFrom !== undefined) {
          const { list, value } = step.optionsFrom;
          add([...path, 'optionsFrom', 'list'], list, 'list', index, 'shown');
          found.push({
            path: [...path, 'optionsFrom', 'value'],
            cel: value,
            expected: 'scalar',
            answered: index,
            audience: 'shown',
            entryOf: list,
          });
        }
        break;
      case 'ask':
        add([...path, 'prefill'], step.prefill, PREFILL[step.type], index, 'shown');
        add([...path, 'notBefore'], step.notBefore, 'date', index);
        add([...path, 'notAfter'], step.notAfter, 'date', index);
        break;
      case 'confirm':
        rows([...path, 'rows'], step.rows, index);
        break;
      case 'submit':
        for (const [matter, { when }] of step.matters.entries())
          add([...path, 'matters', matter, 'when'], when, 'bool', index);
        break;
      case 'pay':
        add([...path, 'amountFen'], step.amountFen, 'int', index, 'shown');
        break;
      case 'issue':
        rows([...path, 'rows'], step.rows, index);
        for (const [paragraph, { when }] of step.paragraphs.entries())
          add([...path, 'paragraphs', paragraph, 'when'], when, 'bool', index);
        table([...path, 'table'], step.table, index);
        break;
      case 'receipt':
        rows([...path, 'rows'], step.rows, index);
        table([...path, 'table'], step.table, index);
        for (const [line, next] of step.next.entries())
          add([...path, 'next', line, 'if'], next.if, 'bool', index);
        break;
    }
  }
  return found;
}

const EXPECTED_BY_FORMAT: Readonly<Record<Row['format'], CelExpected>> = {
  text: 'scalar',
  phone: 'string',
  idNumber: 'string',
  /** A day or a moment: the format shows its day. */
  date: 'string',
  yuan: 'int',
  number: 'number',
};
const PREFILL = { text: 'string', phone: 'string', date: 'date', number: 'int', amount: 'int' } as const;

/** The texts that may hold values. All others are shown before there is any, or name a thing. */
export function wordsOf(definition: ItemDefinition): readonly Words[] {
  const { eligibility, steps } = definition;
  const found: Words[] = [];
  const add = (path: Path, text: Text | undefined, answered: number, entryOf?: string): void => {
    if (text === undefined) return;
    found.push({ path, text, answered, audience: 'shown', ...(entryOf === undefined ? {} : { entryOf }) });
  };
  for (const [index, rule] of eligibility.entries()) {
    for (const field of ['title', 'reason', 'next'] as const)
      add(['eligibility', index, field], rule[field], ruleJudgedAfter(rule.require, definition) + 1);
  }
  for (const [index, step] of steps.entries()) {
    wordsOfStep(step, ['steps', index], (path, text, entryOf) => add(path, text, index, entryOf));
  }
  return found;
}

function wordsOfStep(
  step: Step,
  path: Path,
  add: (path: Path, text: Text | undefined, entryOf?: string) => void,
): void {
  if ('question' in step) {
    for (const field of ['question', 'why', 'hint'] as const) add([...path, field], step[field]);
  }
  switch (step.verb) {
    case 'show':
      add([...path, 'title'], step.title);
      add([...path, 'note'], step.note);
      add([...path, 'empty', 'title'], step.empty?.title);
      add([...path, 'empty', 'text'], step.empty?.text);
      break;
    case 'choose':
      for (const [option, { label, hint }] of (step.options ?? []).entries()) {
        add([...path, 'options', option, 'label'], label);
        add([...path, 'options', option, 'hint'], hint);
      }
      add([...path, 'optionsFrom', 'label'], step.optionsFrom?.label, step.optionsFrom?.list);
      add([...path, 'optionsFrom', 'hint'], step.optionsFrom?.hint, step.optionsFrom?.list);
      break;
    case 'ask':
      add([...path, 'error'], step.error);
      break;
    case 'sign':
      add([...path, 'document'], step.document);
      break;
    case 'scan':
      add([...path, 'lay'], step.lay);
      add([...path, 'later', 'until'], step.later?.until);
      break;
    case 'submit':
      add([...path, 'title'], step.title);
      for (const [matter, { title }] of step.matters.entries())
        add([...path, 'matters', matter, 'title'], title);
      break;
    case 'pay':
      add([...path, 'subject'], step.subject);
      break;
    case 'issue':
      for (const [paragraph, { text }] of step.paragraphs.entries())
        add([...path, 'paragraphs', paragraph, 'text'], text);
      add([...path, 'closing'], step.closing);
      break;
    case 'receipt':
      add([...path, 'title'], step.title);
      for (const [line, { when, what }] of step.next.entries()) {
        add([...path, 'next', line, 'when'], when);
        add([...path, 'next', line, 'what'], what);
      }
      break;
  }
}
