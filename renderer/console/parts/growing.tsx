import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/console-words.ts';

/** What is on a screen and some more. */
const STEP = 200;

/**
 * A long list is drawn as far as somebody looks: its beginning, and more whenever its end comes near.
 *
 * @param of how many there are; once they are few, it begins anew
 */
export function useGrowing(of: number): Growing {
  const [shown, setShown] = useState(STEP);
  const isShort = of <= STEP;
  useEffect(() => {
    if (isShort) setShown(STEP);
  }, [isShort]);
  return { of, shown, grow: () => setShown((before) => before + STEP) };
}

export type Growing = {
  readonly of: number;
  /** So many are drawn. */
  readonly shown: number;
  readonly grow: () => void;
};

/** The end of a list that goes on. It is pressed only where nobody sees it coming: near the screen it goes on by itself. */
export function More({ growing: { of, shown, grow } }: { readonly growing: Growing }) {
  const { t } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  const more = useRef(grow);
  more.current = grow;
  const left = of - shown;
  // biome-ignore lint/correctness/useExhaustiveDependencies: where it still is in view after it has grown, it goes on
  useEffect(() => {
    if (button.current === null) return;
    const seen: IntersectionObserverCallback = (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) more.current();
    };
    const observer = new IntersectionObserver(seen, { rootMargin: '300px 0px' });
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [left]);
  return left <= 0 ? null : (
    <button type="button" className="button more" ref={button} onClick={grow}>
      {t('more', { count: Math.min(STEP, left) })}
    </button>
  );
}
