const WIDE = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]/;
/** Between two names, in ems. */
const GAP = 1.5;

/** A Chinese character is an em wide; others are a little over half of one on average, in the fonts of the screens. */
const widthOf = (name: string): number =>
  Array.from(name).reduce((sum, character) => sum + (WIDE.test(character) ? 1 : 0.56), 0);

/** Names from the front that take no more than `ems` of lines; a list that goes on ends in dots. */
export function firstNames(names: readonly string[], ems: number): readonly string[] {
  let width = 0;
  const count = names.findIndex((name) => {
    width += widthOf(name) + GAP;
    return width > ems;
  });
  return count < 0 ? names : [...names.slice(0, count), '…'];
}
