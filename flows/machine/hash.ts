import { createHash } from 'node:crypto';

/** SHA-256 (hex) of a value's canonical JSON: the same for all definitions that say the same. */
export function canonicalHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/**
 * JSON as RFC 8785 writes it: no white space, keys by UTF-16 code units (so `"10"` before `"9"`, which an
 * object's own order would turn round), numbers and strings as ECMAScript does. Absent entries are left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`);
  return `{${entries.join(',')}}`;
}
