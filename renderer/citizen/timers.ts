import { useEffect, useState } from 'react';

/** The current time, told once a second: for clocks that show minutes. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/**
 * Seconds left, counted down from what the host said last. The host's number wins whenever it comes;
 * between two frames the ring must still step.
 */
export function useSecondsLeft(told: number, seq: number): number {
  const [left, setLeft] = useState(told);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new frame restarts the count even with the same number
  useEffect(() => {
    setLeft(told);
    const timer = setInterval(() => setLeft((current) => Math.max(0, current - 1)), 1000);
    return () => clearInterval(timer);
  }, [told, seq]);
  return left;
}

/** Whole seconds until an instant (ISO), or null when there is none. */
export function useSecondsUntil(until: string | null): number | null {
  const now = useNow();
  if (until === null) return null;
  return Math.max(0, Math.ceil((new Date(until).getTime() - now.getTime()) / 1000));
}
