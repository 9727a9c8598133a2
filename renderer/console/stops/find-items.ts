import type { ConsoleLanguage } from '../words/console-words.ts';

export type KnownItem = {
  readonly id: string;
  readonly name: Readonly<Record<ConsoleLanguage, string>> | null;
};

/** `<department>.<item>` as machines know it (`wire/ids.ts`). */
const ITEM_ID = /^(?!.*[0-9]{11})[a-z][a-z0-9-]{0,30}\.[a-z0-9][a-z0-9-]{0,40}$/;

const plain = (text: string): string => text.toLowerCase().replaceAll(/\s/g, '');

/**
 * Items whose name in either language or whose id has what is typed, those that begin with it first. An id in full is
 * found though no catalogue has it: a machine may run an item that this console was built without.
 */
export function findItems(items: readonly KnownItem[], typed: string): readonly KnownItem[] {
  const wanted = plain(typed);
  if (wanted === '') return [];
  const namesOf = ({ id, name }: KnownItem) => [id, name?.['zh-CN'] ?? '', name?.en ?? ''].map(plain);
  const found = items
    .filter((item) => namesOf(item).some((name) => name.includes(wanted)))
    .toSorted((one, other) => begins(other, wanted) - begins(one, wanted) || one.id.localeCompare(other.id));
  const isUnknownId = ITEM_ID.test(wanted) && !items.some(({ id }) => id === wanted);
  return isUnknownId ? [...found, { id: wanted, name: null }] : found;
}

const begins = ({ id, name }: KnownItem, wanted: string): number =>
  Number([id, name?.['zh-CN'] ?? '', name?.en ?? ''].some((each) => plain(each).startsWith(wanted)));
