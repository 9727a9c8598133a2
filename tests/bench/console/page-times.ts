import type { Page } from 'playwright-core';

/** Milliseconds from the beginning of the load until a frame with at least so many machines has been shown. */
export async function firstPage(page: Page, address: string, atLeast: number): Promise<number> {
  await page.goto('about:blank');
  await page.goto(address, { waitUntil: 'commit' });
  return page.evaluate(shownAt, { atLeast, atMost: Number.MAX_VALUE, since: null });
}

/** Milliseconds from the text being in the search until a frame with just so many machines has been shown. */
export async function filtered(page: Page, text: string, exactly: number): Promise<number> {
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('Escape');
  await page.evaluate(shownAt, { atLeast: exactly + 1, atMost: Number.MAX_VALUE, since: null });
  await page.evaluate(() => {
    const note = ({ timeStamp }: Event) => Reflect.set(window, 'typedAt', timeStamp);
    document.addEventListener('input', note, { capture: true, once: true });
  });
  await page.keyboard.insertText(text);
  return page.evaluate(shownAt, { atLeast: exactly, atMost: exactly, since: 'typedAt' });
}

type Wanted = {
  readonly atLeast: number;
  readonly atMost: number;
  /** The name under which the page has the moment from which it counts; null: the beginning of the load. */
  readonly since: string | null;
};

/** Runs in the page, where nothing else of this file is at hand. */
function shownAt({ atLeast, atMost, since }: Wanted): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      const machines = document.querySelectorAll('.chip').length;
      if (machines < atLeast || machines > atMost) {
        requestAnimationFrame(look);
        return;
      }
      // The task after the next frame's callbacks runs when that frame has been handed over to be shown.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () =>
          resolve(performance.now() - (since === null ? 0 : Number(Reflect.get(window, since))));
        port2.postMessage(null);
      });
    };
    look();
  });
}

/**
 * Interaction to next paint, as https://web.dev/articles/inp has it: of all taps and keys the slowest but one in
 * fifty, from the finger to the frame that shows what came of it. Those within a frame are not told apart: 16.
 */
export async function interactions(page: Page): Promise<{ readonly inpMs: () => Promise<number> }> {
  await page.evaluate(() => {
    const slowest = new Map<number, number>();
    Reflect.set(window, 'slowest', slowest);
    // Chromium has it, TypeScript's DOM does not yet.
    type Interaction = PerformanceEventTiming & { readonly interactionId: number };
    new PerformanceObserver((entries) => {
      for (const { interactionId, duration } of entries.getEntries() as Interaction[])
        if (interactionId !== 0)
          slowest.set(interactionId, Math.max(duration, slowest.get(interactionId) ?? 0));
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  return {
    inpMs: () =>
      page.evaluate(() => {
        const durations = [...(Reflect.get(window, 'slowest') as Map<number, number>).values()];
        durations.sort((one, other) => other - one);
        // Chromium counts the rest, too, but these are at the fast end.
        const counted = (performance as Performance & { readonly interactionCount?: number })
          .interactionCount;
        return durations[Math.floor((counted ?? durations.length) / 50)] ?? 16;
      }),
  };
}
