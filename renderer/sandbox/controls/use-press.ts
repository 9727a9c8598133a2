import { useCallback, useRef, useState } from 'react';

export type Press = {
  readonly isBusy: boolean;
  /** Why the last press was refused, in the sandbox's words; null once one went through. */
  readonly refusal: string | null;
  readonly press: (button: () => Promise<unknown>) => void;
};

/** Presses one button at a time and keeps what the sandbox said when it refused. */
export function usePress(): Press {
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  // A ref, because a second click may come before the first one has been drawn.
  const busy = useRef(false);
  const press = useCallback((button: () => Promise<unknown>) => {
    if (busy.current) return;
    busy.current = true;
    setIsBusy(true);
    const done = (why: string | null) => {
      busy.current = false;
      setIsBusy(false);
      setRefusal(why);
    };
    button().then(
      () => done(null),
      (error: unknown) => done(error instanceof Error ? error.message : String(error)),
    );
  }, []);
  return { isBusy, refusal, press };
}
