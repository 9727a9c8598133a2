import type { Intent } from '../../host/contract/intent.ts';
import type { Frame } from '../../host/contract/screen.ts';
import type { Script } from '../script.ts';
import { type Act, nextAct, screenKey } from './next-act.ts';

/** A kiosk, as somebody who stands before it has it: its screen, its reader, and the telephone in their pocket. */
export type Stage = {
  readonly frame: () => Frame | null;
  readonly onFrame: (listener: (frame: Frame) => void) => () => void;
  /** Resolves when it was said; what the kiosk makes of it comes as a frame. */
  readonly intend: (intent: Intent) => void | Promise<void>;
  readonly layCard: (citizen: string) => Promise<void>;
  readonly liftCard: () => Promise<void>;
  readonly pay: (qr: string) => Promise<void>;
  /** Whoever this is stands before the camera from now on. */
  readonly standBefore: (citizen: string) => Promise<void>;
  /** Six digits. */
  readonly passwordOf: (citizen: string) => Promise<string>;
};

export type Played = {
  /** Every screen once, as it first came. */
  readonly screens: readonly Frame[];
  /** Why it did not come to the end; null when it did. */
  readonly stuck: { readonly why: string; readonly at: string } | null;
};

/** Plays a script from the standby screen to the goodbye. Never rejects for what a kiosk shows or does not show. */
export async function play(stage: Stage, script: Script, screenDeadlineMs: number): Promise<Played> {
  const screens: Frame[] = [];
  let handled = '';
  const stuck = (why: string): Played => ({ screens, stuck: { why, at: handled } });
  for (;;) {
    const frame = await nextScreen(stage, handled, screenDeadlineMs);
    if (frame === null) return stuck(`nothing more comes within ${screenDeadlineMs} ms`);
    handled = screenKey(frame);
    screens.push(frame);
    const act = nextAct(frame, script);
    if (act.kind === 'done') return { screens, stuck: null };
    if (act.kind === 'lost') return stuck(act.why);
    try {
      await carryOut(stage, act, script.citizen);
    } catch (error) {
      // What the window or the street refuses is told with the screen it happened at.
      return stuck(error instanceof Error ? error.message : String(error));
    }
  }
}

/** Does at the kiosk what is to be done about its screen. */
export async function carryOut(
  stage: Stage,
  act: Exclude<Act, { kind: 'done' | 'lost' }>,
  citizen: string,
): Promise<void> {
  switch (act.kind) {
    case 'intent':
      return stage.intend(act.intent);
    case 'lay-card':
      return stage.layCard(citizen);
    case 'lift-card':
      return stage.liftCard();
    case 'type-password':
      return stage.intend({ kind: 'password', digits: await stage.passwordOf(citizen) });
    case 'look':
      await stage.standBefore(citizen);
      return stage.intend({ kind: 'consent' });
    case 'pay':
      return stage.pay(act.qr);
    case 'wait':
      return;
  }
}

/** Waits for another screen than `after`; null when none comes in time. */
export function nextScreen(stage: Stage, after: string, deadlineMs: number): Promise<Frame | null> {
  return new Promise((resolve) => {
    const isNew = (frame: Frame | null): frame is Frame => frame !== null && screenKey(frame) !== after;
    const now = stage.frame();
    if (isNew(now)) return resolve(now);
    const end = (frame: Frame | null) => {
      clearTimeout(late);
      stop();
      resolve(frame);
    };
    const late = setTimeout(() => end(null), deadlineMs);
    const stop = stage.onFrame((frame) => isNew(frame) && end(frame));
  });
}
