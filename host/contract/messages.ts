import { z } from 'zod';
import { cameraReports } from '../../drivers/camera/camera-page.ts';
import { intentSchema } from './intent.ts';
import type { Frame } from './screen.ts';

/** One WebSocket at `/screen`, JSON text messages. The renderer sends these: */
export const clientMessageSchema = z.discriminatedUnion('type', [
  /** `seq` is the frame the citizen was looking at: a late tap never meets the next screen. */
  z.strictObject({ type: z.literal('intent'), seq: z.int().min(0), intent: intentSchema }),
  /** One masked value in the clear, for `REVEAL_MS`. */
  z.strictObject({ type: z.literal('reveal'), seq: z.int().min(0), field: z.string().max(64) }),
  /** The frame is on the glass; closes the card-to-screen measure. */
  z.strictObject({ type: z.literal('painted'), seq: z.int().min(0) }),
  /** Whether this window has a camera it may use; its frames come by `POST` to {@link FRAME_PATH}. */
  z.strictObject({
    type: z.literal('camera'),
    state: z.enum(cameraReports),
    /** What the browser calls it, for a technician; nothing while the page may not use it. */
    label: z.string().max(200).optional(),
  }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

export const REVEAL_MS = 5_000;

/** One JPEG a request, `image/jpeg`; answered `{taken}`: false while nobody waits for one. 413 when it is too large. */
export const FRAME_PATH = '/camera/frame';

/** Where the picture of a scanned page is had, as long as its visit lasts. */
export const SCANS_PATH = '/scans/';
export const scanPath = (page: string): string => `${SCANS_PATH}${page}`;

/** The host sends these: */
export type HostMessage =
  | { readonly type: 'frame'; readonly frame: Frame }
  /** Look whether there is a camera, and say so. Never said to the window of a machine that has none. */
  | { readonly type: 'look-for-camera' }
  /** Load the page anew; whatever state it is in, the next frame shows what belongs there. */
  | { readonly type: 'reload' }
  | { readonly type: 'revealed'; readonly field: string; readonly value: string; readonly forMs: number };
