/** Somebody is there: told at most this often, for a touch that led to nothing else. */
const EVERY_MS = 2_000;
/** An intent this shortly after the touch has told it already. */
const GRACE_MS = 300;

type Presence = { readonly now: () => number; readonly sentAt: () => number; readonly onTouch: () => void };

/**
 * Calls `onTouch` for touches and keys that sent no intent of their own, so that reading with a finger on the
 * glass counts as being there. Returns how to stop watching.
 */
export function watchTouches(target: EventTarget, { now, sentAt, onTouch }: Presence): () => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  const touched = () => {
    const at = now();
    if (at - toldAt < EVERY_MS) return;
    setTimeout(() => {
      if (sentAt() >= at || now() - toldAt < EVERY_MS) return;
      toldAt = now();
      onTouch();
    }, GRACE_MS);
  };
  target.addEventListener('pointerdown', touched);
  target.addEventListener('keydown', touched);
  return () => {
    target.removeEventListener('pointerdown', touched);
    target.removeEventListener('keydown', touched);
  };
}
