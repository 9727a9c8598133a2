import type { SessionSnapshot } from './projection-input.ts';

/** The states whose age a screen shows as seconds, by name. */
const watched: Readonly<Record<string, (snapshot: SessionSnapshot) => boolean>> = {
  'attention.warning': (snapshot) => snapshot.matches({ attention: 'warning' }),
  'card.lifted': (snapshot) => snapshot.matches({ card: 'lifted' }),
  'take-card': (snapshot) =>
    snapshot.matches({ flow: 'leaving' }) || snapshot.matches({ flow: { serving: { ending: 'takeCard' } } }),
};

/** Remembers since when each watched state has been on, on a clock nobody can set back. */
export function createStateTimes(monotonicMs: () => number) {
  const since = new Map<string, number>();
  return {
    observe: (snapshot: SessionSnapshot): void => {
      for (const [name, isOn] of Object.entries(watched)) {
        if (!isOn(snapshot)) since.delete(name);
        else if (!since.has(name)) since.set(name, monotonicMs());
      }
    },
    msIn: (name: string): number => monotonicMs() - (since.get(name) ?? monotonicMs()),
    /** Is any of them on, so that the screen must be drawn again each second? */
    isCounting: (): boolean => since.size > 0,
  };
}
