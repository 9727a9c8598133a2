import type { ScreenKind } from '../../../host/contract/screen.ts';
import type { GalleryFrame } from './frame.ts';
import { ANSWERING } from './frames/answering.ts';
import { ARRIVING } from './frames/arriving.ts';
import { ENDING } from './frames/ending.ts';
import { JOINT } from './frames/joint.ts';
import { LISTS } from './frames/lists.ts';
import { PROVING } from './frames/proving.ts';

/**
 * One representative frame or more of every screen kind, for looking at and for measuring. All of it is made up.
 */
export const GALLERY: readonly GalleryFrame[] = [
  ...ARRIVING,
  ...PROVING,
  ...ANSWERING,
  ...LISTS,
  ...JOINT,
  ...ENDING,
];
export const SHOWN_KINDS: ReadonlySet<ScreenKind> = new Set(GALLERY.map(({ frame }) => frame.screen.kind));
