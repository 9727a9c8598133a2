/** The word of `known` that `word` was probably meant to be, as a suggestion; else what there is. */
export function oneOf(word: string, known: Iterable<string>): string {
  const words = [...known];
  const closest = words
    .map((candidate) => ({ candidate, distance: distance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (closest !== undefined && closest.distance <= 2) return `did you mean “${closest.candidate}”?`;
  const shown = words.slice(0, 12).join(', ');
  return words.length === 0 ? 'there is none yet' : `use one of ${shown}${words.length > 12 ? ' …' : ''}`;
}

/** Levenshtein distance, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
