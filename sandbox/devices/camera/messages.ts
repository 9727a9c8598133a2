import type { Face } from '../../faces/face.ts';
import type { Light } from '../../faces/scene.ts';

/** What the sandbox orders of a camera's process. */
export type CameraOrder =
  | { readonly kind: 'plug'; readonly path: string }
  | { readonly kind: 'unplug' }
  | { readonly kind: 'film'; readonly faces: readonly Face[]; readonly light: Light };
