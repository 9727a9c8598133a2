import { startTransition, useEffect, useRef, useState } from 'react';
import type { AlarmView, Change, FleetAnswer } from '../../../hall/api/contract.ts';
import type { HallApi } from './hall-api.ts';
import { type Listen, refresher } from './live.ts';

/** How well what is shown can be trusted. */
export type Line = 'opening' | 'live' | 'lost';

export type HallView = {
  readonly line: Line;
  readonly fleet: FleetAnswer | null;
  readonly alarms: readonly AlarmView[] | null;
  /** The hall's clock less this page's, in milliseconds. */
  readonly skewMs: number;
  /** Count changes of the machine looked at, and of alarms: a page that shows more of them asks again. */
  readonly machineChanges: number;
  readonly alarmChanges: number;
  /** Asks for the alarms anew, after something was done to one. */
  readonly again: () => void;
};

/** Time passes without news as well: states that come of silence are news of the hall's, but an age is not. */
const AT_LEAST_MS = 15_000;

/**
 * Fleet and open alarms, asked for again whenever the hall says that something changed.
 *
 * @param kiosk the machine looked at, if it is one
 */
export function useHall(api: HallApi, listen: Listen, kiosk: string | null): HallView {
  const [line, setLine] = useState<Line>('opening');
  const [fleet, setFleet] = useState<FleetAnswer | null>(null);
  const [alarms, setAlarms] = useState<readonly AlarmView[] | null>(null);
  const [skewMs, setSkewMs] = useState(0);
  const [machineChanges, setMachineChanges] = useState(0);
  const [alarmChanges, setAlarmChanges] = useState(0);
  const [again, setAgain] = useState<() => void>(() => () => undefined);
  const looked = useRef(kiosk);
  looked.current = kiosk;

  useEffect(() => {
    const fleetNews = refresher(() =>
      api.fleet().then(
        (answer) =>
          // Whoever types meanwhile is answered first.
          startTransition(() => {
            setFleet(answer);
            setSkewMs(answer.at - Date.now());
          }),
        () => setLine('lost'),
      ),
    );
    const alarmNews = refresher(() =>
      api.alarms('open').then(
        (answer) =>
          startTransition(() => {
            setAlarms(answer.alarms);
            setAlarmChanges((n) => n + 1);
          }),
        () => setLine('lost'),
      ),
    );
    const both = (): void => {
      fleetNews.news();
      alarmNews.news();
    };
    setAgain(() => both);
    both();
    const hush = listen({
      onOpen: () => {
        setLine('live');
        both();
      },
      onLost: () => setLine('lost'),
      onChange: (change: Change) => {
        fleetNews.news();
        if (change.kind === 'alarm') alarmNews.news();
        else if (change.kiosk === looked.current) setMachineChanges((n) => n + 1);
      },
    });
    const timer = setInterval(fleetNews.news, AT_LEAST_MS);
    return () => {
      hush();
      clearInterval(timer);
      fleetNews.end();
      alarmNews.end();
    };
  }, [api, listen]);

  return {
    line,
    fleet,
    alarms,
    skewMs,
    machineChanges,
    alarmChanges,
    again,
  };
}

/** The hall's time, second by second. */
export function useNow(skewMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now + skewMs;
}

/**
 * Something a page asks for itself: again when `news` changes, and kept as it was while the next answer is on its way.
 *
 * @param key what it is about; another forgets what was there
 */
export function useAnswer<T>(
  key: string,
  news: number,
  ask: () => Promise<T>,
): { readonly answer: T | null; readonly error: unknown; readonly again: () => void } {
  const [held, setHeld] = useState<{
    readonly key: string;
    readonly answer: T | null;
    readonly error: unknown;
  }>({
    key,
    answer: null,
    error: null,
  });
  const [own, setOwn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is made anew at each drawing; key and news say when
  useEffect(() => {
    let isOver = false;
    ask().then(
      (answer) => !isOver && setHeld({ key, answer, error: null }),
      (error: unknown) =>
        !isOver && setHeld((before) => ({ key, answer: before.key === key ? before.answer : null, error })),
    );
    return () => {
      isOver = true;
    };
  }, [key, news, own]);
  const isMine = held.key === key;
  return {
    answer: isMine ? held.answer : null,
    error: isMine ? held.error : null,
    again: () => setOwn((n) => n + 1),
  };
}
