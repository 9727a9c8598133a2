import type { Device, DeviceStatus } from '../device/device.ts';
import type { DeviceFault, OperationOptions, Result } from '../status.ts';

/**
 * A camera beside the screen. The page takes the frames (getUserMedia) and hands them on; whether one is good enough
 * to be looked at by anybody is judged here. `camera` is the word of XFS4IoT Camera for one camera; `device` says
 * `noDevice` until a page has seen one, `userError` while nobody has permitted it, `offline` when frames stop coming.
 */
export type Camera = Device<CameraStatus, CameraEvent> & {
  /**
   * Waits for two good frames in a row and gives the second. Frames are asked of the page only while this waits, and
   * none is kept. Ends with `no-good-picture` at the deadline (20 s unless said otherwise).
   */
  readonly takePicture: (options?: OperationOptions) => Promise<Result<Picture, CameraFault>>;
};

/** XFS4IoT 2024-3, Camera.Status `cameras.*`. */
export const cameraWords = ['unknown', 'ok', 'inop'] as const;
export type CameraWord = (typeof cameraWords)[number];
export type CameraStatus = DeviceStatus & { readonly camera: CameraWord };

/** What stands in the way of a good picture now; null while nothing does. Told while a picture is being taken. */
export type CameraEvent = { readonly kind: 'judged'; readonly flaw: FrameFlaw | null };

/** In the order they are told: a dark frame looks blurred as well. */
export const frameFlaws = [
  'too-small',
  'too-dark',
  'too-bright',
  'low-contrast',
  'blurred',
  'moving',
] as const;
export type FrameFlaw = (typeof frameFlaws)[number];

/** One JPEG, as the page made it. */
export type Picture = { readonly jpeg: Uint8Array; readonly widthPx: number; readonly heightPx: number };

export type CameraFault =
  | DeviceFault
  /** `flaw` is what the last frame suffered from, or null when two good ones in a row never came. */
  | { readonly kind: 'no-good-picture'; readonly flaw: FrameFlaw | null };
