import { z } from 'zod';
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
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

export const REVEAL_MS = 5_000;

/** The host sends these: */
export type HostMessage =
  | { readonly type: 'frame'; readonly frame: Frame }
  | { readonly type: 'revealed'; readonly field: string; readonly value: string; readonly forMs: number };
