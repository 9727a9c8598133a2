/** What runs where: one line each, aligned. A row without a value is left out. */
export function formatTable(rows: readonly (readonly [label: string, value: string | undefined])[]): string {
  const shown = rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
  const width = Math.max(0, ...shown.map(({ label }) => label.length));
  return shown.map(({ label, value }) => `  ${label.padEnd(width)}  ${value}`).join('\n');
}
