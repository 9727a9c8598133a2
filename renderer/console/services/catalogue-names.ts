import type { Text } from '../../../flows/language/text.ts';

/** Of an item: its name, and its steps in the order they are written. */
export type ItemNames = {
  readonly name: Text;
  readonly steps: readonly { readonly id: string; readonly name: Text | null }[];
};

/**
 * By item id. The wire and the hall know ids only; the build (renderer/console-catalogue.ts) puts the names of the
 * catalogue here. An item that came to the catalogue later is shown by its id.
 */
export const names: Readonly<Record<string, ItemNames>> = {};
