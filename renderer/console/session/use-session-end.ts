import { useCallback, useEffect, useRef, useState } from 'react';
import type { SessionAnswer } from '../../../hall/api/contract.ts';
import type { HallApi } from '../data/hall-api.ts';
import { isFinal, isWorthTelling, phaseOf, type SessionPhase } from './idle.ts';

/** Another window of the same session may have been used meanwhile: the hall knows, and is asked this often. */
const ASK_MS = 5000;

export type SessionEnd = {
  readonly phase: SessionPhase;
  readonly endsAt: number;
  /** Nothing somebody does here prolongs it any more. */
  readonly isFinal: boolean;
  /** Somebody is there. */
  readonly stay: () => void;
};

/**
 * Until when this session lasts. What somebody does (a key, a press) is told to the hall; what the page asks by itself
 * is not, so a console that is left alone comes to its end. That it is over the hall says: its refusal leads to the door.
 *
 * @param now the hall's time, second by second
 */
export function useSessionEnd(api: HallApi, who: SessionAnswer, now: number): SessionEnd {
  const [known, setKnown] = useState(() => ({ endsAt: who.endsAt, toldAt: who.at }));
  const latest = useRef({ ...known, now });
  latest.current = { ...known, now };
  const askedAt = useRef(0);
  const phase = phaseOf(known.endsAt, now);

  const learn = useCallback((asked: Promise<SessionAnswer>, isTold: boolean): void => {
    asked.then(
      ({ at, endsAt }) => setKnown(({ toldAt }) => ({ endsAt, toldAt: isTold ? at : toldAt })),
      // Away or over: the former is tried again by itself, the latter has been noticed.
      () => undefined,
    );
  }, []);
  const stay = useCallback((): void => learn(api.session(), true), [api, learn]);

  useEffect(() => {
    if (phase === 'fine' || now - askedAt.current < ASK_MS) return;
    askedAt.current = now;
    learn(api.sessionAsItIs(), false);
  }, [api, learn, now, phase]);

  useEffect(() => {
    const onDoing = (): void => {
      const { endsAt, toldAt, now: at } = latest.current;
      if (!isWorthTelling(phaseOf(endsAt, at), toldAt, at)) return;
      setKnown((before) => ({ ...before, toldAt: at }));
      stay();
    };
    addEventListener('pointerdown', onDoing, { capture: true });
    addEventListener('keydown', onDoing, { capture: true });
    return () => {
      removeEventListener('pointerdown', onDoing, { capture: true });
      removeEventListener('keydown', onDoing, { capture: true });
    };
  }, [stay]);

  return { phase, endsAt: known.endsAt, isFinal: isFinal(known.endsAt, known.toldAt), stay };
}
