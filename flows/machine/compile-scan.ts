import type { StepOf } from '../language/steps.ts';
import { SCAN_TRIES, type StateConfig, type Transition } from './config.ts';
import { along, backOf, type Route } from './route.ts';

/**
 * Scanning a paper: lay it down, scan, look, keep or scan again. Nothing that goes wrong at the scanner ends the item:
 * the citizen is back where the paper is laid down, and told what to do. Each page may be tried a bounded number of
 * times; whoever still has no picture of it brings it later, where the item allows that, or leaves for the window.
 */
export function scanState(step: StepOf<'scan'>, route: Route): StateConfig {
  const id = `at:${step.id}`;
  const about = { step: step.id };
  const mayScan = { ...about, maxPages: step.maxPages, tries: SCAN_TRIES };
  const scan: Transition = { guard: { type: 'mayScan', params: mayScan }, target: `#item.${id}.scanning` };
  const later: Readonly<Record<string, readonly Transition[]>> =
    step.later === undefined
      ? {}
      : {
          BRING_LATER: [
            {
              guard: { type: 'isAbout', params: about },
              ...along(route.onward, { type: 'putOff', params: about }),
            },
          ],
        };
  return {
    initial: 'laying',
    entry: [{ type: 'clearError' }, { type: 'beginPage' }],
    on: { BACK: backOf(step, route), LEAVE: route.leave },
    states: {
      laying: {
        meta: { shows: 'scanning', step: step.id, stage: 'laying' },
        on: {
          SCAN: [scan],
          CONTINUE: [{ guard: { type: 'hasPages', params: about }, ...route.onward }],
          DISCARD_PAGES: [
            {
              guard: { type: 'hasPages', params: about },
              actions: [{ type: 'discardPages', params: about }],
            },
          ],
          ...later,
        },
      },
      scanning: {
        meta: { shows: 'scanning', step: step.id, stage: 'scanning' },
        entry: [{ type: 'countTry' }],
        invoke: {
          id: `scan:${step.id}`,
          src: 'scan',
          input: about,
          onDone: [
            {
              guard: { type: 'answered', params: { kind: 'scanned' } },
              target: `#item.${id}.reviewing`,
              actions: [{ type: 'lookAtPage' }],
            },
            { target: `#item.${id}.laying`, actions: [{ type: 'noteScanFault', params: {} }] },
          ],
          onError: [
            {
              target: `#item.${id}.laying`,
              actions: [{ type: 'noteScanFault', params: { fault: 'scanner-fault' } }],
            },
          ],
        },
        after: {
          scanWatchdog: [
            {
              target: `#item.${id}.laying`,
              actions: [{ type: 'noteScanFault', params: { fault: 'timeout' } }],
            },
          ],
        },
      },
      reviewing: {
        meta: { shows: 'scanning', step: step.id, stage: 'reviewing' },
        on: {
          SCAN: [scan],
          KEEP_PAGE: keeping(step, route),
          ...later,
        },
      },
    },
  };
}

/** A page that could not be the last leads back to where the next one is laid down. */
function keeping(step: StepOf<'scan'>, route: Route): readonly Transition[] {
  const { id, maxPages } = step;
  const keep = { type: 'keepPage', params: { step: id } } as const;
  const readable = { type: 'isReadable', params: { step: id } } as const;
  if (maxPages === 1) return [{ guard: readable, ...along(route.onward, keep) }];
  return [
    { guard: { type: 'isLastPage', params: { step: id, maxPages } }, ...along(route.onward, keep) },
    { guard: readable, target: `#item.at:${id}.laying`, actions: [keep] },
  ];
}
