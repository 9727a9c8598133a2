import type { Text } from '../../flows/language/text.ts';

/**
 * What can go wrong (or be worth knowing), once for screens, alarms, logs and the reference page: how bad it
 * is, who is told, and in what words. A citizen's words say what became of the application and the money,
 * and what to do next; they name no device, no error and no blame.
 */
export type Code = {
  readonly level: 'info' | 'warning' | 'error' | 'critical';
  readonly audience: readonly ('citizen' | 'operator' | 'developer')[];
} & CodeTexts;

export type CodeTexts = {
  readonly title: Text;
  readonly text: Text;
  /** What the reader does next. */
  readonly next: Text;
};

export const text = (chinese: string, english: string): Text => ({ 'zh-CN': chinese, en: english });

/** Keeps the keys of a table as literals while its entries are checked. */
export const codes = <K extends string>(table: Readonly<Record<K, Code>>): Readonly<Record<K, Code>> => table;
