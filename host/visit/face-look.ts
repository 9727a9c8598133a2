import type { FrameFlaw } from '../../drivers/camera/camera.ts';

/** What is happening while the camera looks: said on the screen, gone with the look. */
export type FaceLook = {
  readonly now: () => FaceLookState;
  readonly begin: () => void;
  readonly judged: (flaw: FrameFlaw | null) => void;
  /** The picture is taken and on its way. */
  readonly compare: () => void;
};
export type FaceLookState = {
  readonly stage: 'looking' | 'comparing';
  /** What stands in the way of a good picture; null before the first frame and while nothing does. */
  readonly flaw: FrameFlaw | null;
};

/** @param changed told after each change */
export function createFaceLook(changed: () => void): FaceLook {
  let state: FaceLookState = { stage: 'looking', flaw: null };
  const become = (next: FaceLookState): void => {
    state = next;
    changed();
  };
  return {
    now: () => state,
    begin: () => become({ stage: 'looking', flaw: null }),
    judged: (flaw) => become({ stage: 'looking', flaw }),
    compare: () => become({ stage: 'comparing', flaw: null }),
  };
}
