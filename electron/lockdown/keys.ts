/** A key press, in the words of KeyboardEvent. */
export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
};

/**
 * Named keys that do something on our pages: moving, choosing, typing. An allow-list, because Chromium's shortcuts
 * change with its versions. Shift is listed so that capital letters can be typed.
 */
export const allowedKeyNames: readonly string[] = [
  'Tab',
  'Enter',
  'Escape',
  'Backspace',
  'Delete',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Shift',
];

/**
 * Whether a key press may reach the page: a printable character or a listed name, and never with Ctrl, Alt or Meta.
 * Self-contained, because its source text is also injected into pages (`page-guard.ts`).
 */
export function allowsKey(press: KeyPress, names: readonly string[]): boolean {
  if (press.ctrlKey || press.altKey || press.metaKey) return false;
  return [...press.key].length === 1 || names.includes(press.key);
}
