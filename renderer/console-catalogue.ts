import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { parse } from 'yaml';

const ITEMS = resolve(import.meta.dirname, '..', 'flows', 'items');
const MODULE = resolve(import.meta.dirname, 'console', 'services', 'catalogue-names.ts');

/**
 * Names of items and of their steps for the console, taken from the catalogue when it is built: the wire and the hall
 * know ids only.
 */
export function catalogueNames(): Plugin {
  return {
    name: 'catalogue-names',
    load: (id) => (id === MODULE ? `export const names = ${JSON.stringify(readNames())};` : null),
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readNames(): Record<string, unknown> {
  const files = readdirSync(ITEMS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.yaml'),
  );
  return Object.fromEntries(
    files.flatMap((file) => {
      const item: unknown = parse(readFileSync(join(ITEMS, file), 'utf8'));
      return isRecord(item) ? [[item.id, { name: item.name, steps: stepsOf(item) }]] : [];
    }),
  );
}

/** Steps in the order they are written, those inside branches among them. */
function stepsOf(value: unknown): readonly unknown[] {
  if (!isRecord(value) || !Array.isArray(value.steps)) return [];
  return value.steps.flatMap((step: unknown) => {
    if (!isRecord(step)) return [];
    const { id, label, title, question } = step;
    return [
      ...(typeof id === 'string' ? [{ id, name: label ?? title ?? question ?? null }] : []),
      ...stepsOf(step),
    ];
  });
}
