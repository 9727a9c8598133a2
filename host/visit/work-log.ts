import type { Text } from '../../flows/language/text.ts';
import type { WorkStep } from '../contract/screen.ts';

/** What the machine is at, step by step, each ticked off when it has really happened. */
export type WorkLog = {
  readonly steps: () => readonly WorkStep[];
  readonly begin: (
    steps: readonly { readonly label: Text; readonly expect?: Text }[],
    options?: { readonly parallel?: boolean },
  ) => void;
  readonly finish: (index: number) => void;
  readonly fail: (index: number) => void;
  readonly clear: () => void;
};

/** `now` gives the instant, `changed` is told after each change. */
export function createWorkLog(now: () => Date, changed: () => void): WorkLog {
  let steps: readonly WorkStep[] = [];
  let isParallel = false;
  const set = (index: number, step: (old: WorkStep) => WorkStep) => {
    steps = steps.map((old, at) => (at === index ? step(old) : old));
    if (!isParallel && steps[index]?.state === 'done') {
      steps = steps.map((old, at) =>
        at === index + 1 && old.state === 'ahead' ? { ...old, state: 'current' } : old,
      );
    }
    changed();
  };
  return {
    steps: () => steps,
    begin: (planned, options = {}) => {
      isParallel = options.parallel ?? false;
      steps = planned.map((step, index) => ({
        ...step,
        state: isParallel || index === 0 ? 'current' : 'ahead',
      }));
      changed();
    },
    finish: (index) => set(index, ({ label }) => ({ label, state: 'done', at: now().toISOString() })),
    fail: (index) => set(index, ({ label }) => ({ label, state: 'failed' })),
    clear: () => {
      steps = [];
    },
  };
}
