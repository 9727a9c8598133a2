/** Why the citizen no longer sees a working screen. */
export type WindowLoss = 'closed' | 'crashed' | 'hung' | 'launch-failed';

/**
 * The one window of a kiosk, whatever draws it. It holds no state: after a loss the supervisor asks the host for a
 * new one-time token and calls `open` again.
 */
export interface Shell {
  /** Shows `url`, in a new window or in the one that is there. Rejects when nothing can be shown. */
  open(url: string): Promise<void>;
  /** Hears of every loss; one listener. */
  onLoss(listener: (loss: WindowLoss) => void): void;
  /** Ends the window and everything it started. No loss is reported for it. */
  close(): Promise<void>;
}
