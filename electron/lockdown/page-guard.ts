import { allowedKeyNames, allowsKey, type KeyPress } from './keys.ts';

type GuardedEvent = KeyPress & { preventDefault(): void; stopImmediatePropagation(): void };
type GuardedTarget = {
  addEventListener(
    type: string,
    listener: (event: GuardedEvent) => void,
    options: { capture: boolean; passive: boolean },
  ): void;
};

/**
 * Takes from a page what a browser would do by itself: menus, dropped files, zoom, and every key that is not allowed.
 * Runs before the page's own scripts, in Electron's preload and, by its source text, in Chromium; so it may use
 * nothing but its parameters.
 */
export function guardPage(
  target: GuardedTarget,
  allows: (press: KeyPress, names: readonly string[]) => boolean,
  names: readonly string[],
): void {
  const options = { capture: true, passive: false };
  const refuse = (event: GuardedEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of [
    'contextmenu',
    'dragstart',
    'dragenter',
    'dragover',
    'drop',
    'auxclick',
    'gesturestart',
  ]) {
    target.addEventListener(type, refuse, options);
  }
  for (const type of ['keydown', 'keypress', 'keyup']) {
    target.addEventListener(
      type,
      (event) => {
        if (!allows(event, names)) refuse(event);
      },
      options,
    );
  }
  target.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) refuse(event);
    },
    options,
  );
}

/** The guard as a script for `Page.addScriptToEvaluateOnNewDocument`. */
export function guardScript(): string {
  return `(${guardPage})(window, ${allowsKey}, ${JSON.stringify(allowedKeyNames)});`;
}
