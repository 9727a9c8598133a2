/** `two` is somebody else beside them; the others are how well the camera sees. */
export const CAMERA_SCENES = ['clear', 'two', 'dark', 'blurred'] as const;
export type CameraScene = (typeof CAMERA_SCENES)[number];

export type CameraState = {
  /** The video Chromium's fake capture device plays; there while `plugged`. */
  readonly path: string;
  readonly plugged: boolean;
  /** Id of the citizen in front of it. */
  readonly person: string | null;
  readonly scene: CameraScene;
};
