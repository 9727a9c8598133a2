import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FACTORY } from '../catalogue/factory.ts';
import { REFERENCE_FILE, SCHEMA_DIRECTORY } from '../main.ts';
import { parseDataset } from './dataset.ts';
import { fragmentJsonSchema, itemJsonSchema } from './json-schema.ts';
import { referencePage } from './reference.ts';
import { factoryFile, factoryWorld, problemsOf } from './testing/factory.ts';

test.each([
  ['item', itemJsonSchema],
  ['fragment', fragmentJsonSchema],
])('the schema editors use is the schema %ss are read with (once flows schema)', (name, schema) => {
  const file = join(SCHEMA_DIRECTORY, `${name}.schema.json`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schema());
});

const FINE = 'items/police/traffic-fine-pay.yaml';

test('the reference page says what the schema says (once flows reference)', () => {
  expect(readFileSync(REFERENCE_FILE, 'utf8')).toBe(referencePage());
});

test('every field of the language is in the reference page', () => {
  const schemas = JSON.stringify([itemJsonSchema(), fragmentJsonSchema()]);
  const fields = [...schemas.matchAll(/"([a-zA-Z]+)":\{"/g)].map(([, name]) => name);
  const page = referencePage();
  const sentinels = [
    '$defs',
    'properties',
    'items',
    'Text',
    'CEL',
    'additionalProperties',
    'propertyNames',
    'en',
  ];
  for (const field of fields.filter((name) => name !== undefined && !sentinels.includes(name)))
    expect(page).toContain(`\`${field}\``);
});

describe('the item that takes five minutes (docs/add-an-item.md)', () => {
  const page = readFileSync(join(FACTORY, '..', 'docs', 'add-an-item.md'), 'utf8');
  const [item, grant] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  const file = 'items/police/residence-reminder.yaml';

  test('has just the one problem the page shows, at the place the page says', () => {
    const [problem, ...others] = problemsOf(item ?? '', file);
    expect(others).toEqual([]);
    expect(page).toContain(
      `${file}:${problem?.line}:${problem?.column}  ${problem?.message}\n    fix: ${problem?.fix}\n`,
    );
  });

  test('has none once the grant is there', () => {
    const set = 'residence-permit';
    const granted = parseDataset(`${factoryFile(`datasets/${set}.yaml`)}${grant}`, set);
    if (!granted.ok) throw new Error('the grant of the page does not parse');
    const datasets = new Map([...factoryWorld.datasets, [set, granted.value]]);
    expect(problemsOf(item ?? '', file, { ...factoryWorld, datasets })).toEqual([]);
  });
});

test('the repetition of the reference page is written out without a problem', () => {
  const example = /## Repetition[\s\S]*?```yaml\n([\s\S]*?)```/.exec(referencePage())?.[1] ?? '';
  const base = factoryFile(FINE);
  const [derived = '', steps = ''] = example.split('\nsteps:\n');
  const text = base
    .replace(
      'derived:\n',
      () =>
        `${derived.replaceAll('account.bills', 'fines.items').replaceAll('account', 'fines').replaceAll('未缴', '未处理')}\n`,
    )
    .replace('\nsteps:\n', () => `\nsteps:\n${steps.replaceAll('amountFen', 'fineFen')}`);
  expect(problemsOf(text, FINE)).toEqual([]);
});
