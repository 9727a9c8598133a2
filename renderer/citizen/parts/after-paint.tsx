import { type ReactNode, useEffect, useState } from 'react';

/**
 * Shows its children as soon as what stands around them is on the glass: for pictures that nobody waits for, but which
 * would hold up the words. A screen is shown when all of it is rastered, and without a graphics card large soft shapes
 * take as long as many lines of text.
 */
export function AfterPaint({ children }: { readonly children: ReactNode }) {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => {
    // The first frame after the commit draws the words, the second may draw more.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setIsPainted(true));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return isPainted && children;
}
