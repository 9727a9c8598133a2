import type { Page } from 'playwright-core';

/** A heading that came; milliseconds since the epoch. */
export type PaintedHeading = {
  /** It stood in the page: the frame had come from the host and React had drawn it. */
  readonly drawnAt: number;
  /** It was on the glass: laid out, painted, presented. */
  readonly paintedAt: number;
};

export type PaintWatch = {
  /** Resolves when a heading that was not there before is on the glass. */
  readonly nextPaint: () => Promise<PaintedHeading>;
};

/**
 * Has Chromium itself say when the heading at `selector` is painted (Element Timing: when the frame that holds the
 * text was presented). Nothing is asked of the page while it works; it tells.
 */
export async function watchHeading(page: Page, selector: string): Promise<PaintWatch> {
  let tell: (painted: PaintedHeading) => void = () => {};
  await page.exposeFunction(BINDING, (painted: PaintedHeading) => tell(painted));
  await page.evaluate(reportPaints, { selector, binding: BINDING });
  return {
    nextPaint: () =>
      new Promise((resolve) => {
        tell = resolve;
      }),
  };
}

const BINDING = 'tellPaintedHeading';

/** Runs in the page, where nothing else of this file is at hand. */
function reportPaints({ selector, binding }: { readonly selector: string; readonly binding: string }): void {
  // Chromium has it, TypeScript's DOM does not yet: https://wicg.github.io/element-timing/
  type ElementTiming = PerformanceEntry & {
    readonly identifier: string;
    readonly renderTime: number;
    readonly element: Element | null;
  };
  // exposeFunction puts it there.
  const tell = Reflect.get(window, binding) as (painted: PaintedHeading) => Promise<void>;
  const drawn = new WeakMap<Element, number>();
  const since = (ms: number) => performance.timeOrigin + ms;

  new PerformanceObserver((entries) => {
    for (const { element, renderTime } of entries.getEntries() as ElementTiming[]) {
      const drawnAt = element ? drawn.get(element) : undefined;
      if (drawnAt !== undefined) void tell({ drawnAt: since(drawnAt), paintedAt: since(renderTime) });
    }
  }).observe({ type: 'element' });

  // Called between React's commit and the paint after it, so the mark is there in time.
  new MutationObserver(() => {
    const heading = document.querySelector(selector);
    if (!heading || drawn.has(heading)) return;
    drawn.set(heading, performance.now());
    heading.setAttribute('elementtiming', 'heading');
  }).observe(document.body, { childList: true, subtree: true });
}

/** Round trips in which the two clocks are compared, and how short the best of them has to be. */
const COMPARISONS = 200;
const GOOD_TRIP_MS = 2;

/**
 * How far the page's clock is ahead of ours, in ms. Both count evenly and from the same wall clock, but each looked at
 * it once, when its process started, and on a busy machine that look is ten milliseconds off.
 *
 * @throws when no round trip is short enough to know it within a millisecond
 */
export async function clockAhead(page: Page, now: () => number): Promise<number> {
  let best = { tripMs: Number.POSITIVE_INFINITY, aheadMs: 0 };
  for (let asked = 0; asked < COMPARISONS; asked += 1) {
    const before = now();
    const theirs = await page.evaluate(() => performance.timeOrigin + performance.now());
    const tripMs = now() - before;
    if (tripMs < best.tripMs) best = { tripMs, aheadMs: theirs - (before + tripMs / 2) };
  }
  if (best.tripMs > GOOD_TRIP_MS)
    throw new Error(
      `Chromium answered within ${best.tripMs.toFixed(1)} ms at best; this machine is too busy to measure on`,
    );
  return best.aheadMs;
}
