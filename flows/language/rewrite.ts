/** Every text of a value, at any depth; keys and what is no text stay as they are. */
export function inTexts<Value>(value: Value, change: (text: string) => string): Value {
  const within = (part: unknown): unknown => {
    if (typeof part === 'string') return change(part);
    if (Array.isArray(part)) return part.map(within);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, within(each)]));
  };
  // Texts stay texts: the shape the schema has seen is kept.
  return within(value) as Value;
}

/** The condition that both hold; one that is absent holds. */
export function both(first: string | undefined, second: string): string;
export function both(first: string, second: string | undefined): string;
export function both(first: string | undefined, second: string | undefined): string | undefined;
export function both(first: string | undefined, second: string | undefined): string | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return `(${first}) && (${second})`;
}
