import type { Intent } from '../../host/contract/intent.ts';
import type { ClientMessage, HostMessage } from '../../host/contract/messages.ts';
import type { Frame } from '../../host/contract/screen.ts';
import type { CameraReport } from './camera/camera-report.ts';

/** What the renderer needs of a WebSocket: the browser's, or a fake in a test. */
export type Socket = {
  send(data: string): void;
  close(): void;
  addEventListener(
    type: 'open' | 'close' | 'message',
    listener: (event: { readonly data?: unknown }) => void,
  ): void;
};

export type ConnectionState =
  /** No frame has come yet. */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live'; readonly frame: Frame }
  /** The host is away. What was shown is forgotten here, so nothing personal stays on the glass. */
  | {
      readonly kind: 'restoring';
      readonly machine: Frame['machine'] | null;
      readonly language: Frame['preferences']['language'];
    };

export type Revealed = { readonly field: string; readonly value: string; readonly forMs: number };

export type ConnectionOptions = {
  readonly open: () => Socket;
  readonly onState: (state: ConnectionState) => void;
  readonly onRevealed: (revealed: Revealed) => void;
  /** The host wants to know whether this window has a camera. */
  readonly onLookForCamera: () => void;
  /** The host wants this page loaded anew. */
  readonly onReload: () => void;
  readonly clock: {
    now(): number;
    after(ms: number, callback: () => void): void;
  };
};

export type Connection = {
  /** Answers the frame on the glass. A repeat of the same intent within `REPEAT_MS` is a double tap and is dropped. */
  send(intent: Intent): void;
  reveal(field: string): void;
  /** The frame is on the glass. */
  painted(seq: number): void;
  /** What this window's camera is now; said again after each reconnection when the host asks. */
  camera(found: CameraReport): void;
};

/** Two taps of one trembling finger. */
export const REPEAT_MS = 500;
/** A host that was restarted is back within a second or two; then the tries grow rarer. */
export const RETRY_MS = [100, 250, 500, 1000, 2000] as const;

/** Keeps one socket to the host for as long as the page lives. */
export function connect({
  open,
  onState,
  onRevealed,
  onLookForCamera,
  onReload,
  clock,
}: ConnectionOptions): Connection {
  let socket: Socket | null = null;
  let frame: Frame | null = null;
  let tries = 0;
  let last: { readonly text: string; readonly at: number } | null = null;

  const post = (message: ClientMessage): void => socket?.send(JSON.stringify(message));

  const dial = (): void => {
    const dialled = open();
    dialled.addEventListener('open', () => {
      socket = dialled;
      tries = 0;
    });
    dialled.addEventListener('message', ({ data }) => {
      /* The host is the one peer on this origin and its contract is typed; nothing else can write here. */
      const message = JSON.parse(String(data)) as HostMessage;
      if (message.type === 'revealed') return onRevealed(message);
      if (message.type === 'look-for-camera') return onLookForCamera();
      if (message.type === 'reload') return onReload();
      frame = message.frame;
      onState({ kind: 'live', frame });
    });
    dialled.addEventListener('close', () => {
      socket = null;
      onState({
        kind: 'restoring',
        machine: frame?.machine ?? null,
        language: frame?.preferences.language ?? 'zh-CN',
      });
      const wait = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 1000;
      tries += 1;
      clock.after(wait, dial);
    });
  };

  onState({ kind: 'connecting' });
  dial();

  return {
    send(intent) {
      if (frame === null) return;
      const text = JSON.stringify(intent);
      const now = clock.now();
      if (last !== null && last.text === text && now - last.at < REPEAT_MS) return;
      /* A password is remembered by nobody, not even to recognise a double tap: the host takes one a screen. */
      last = intent.kind === 'password' ? null : { text, at: now };
      post({ type: 'intent', seq: frame.seq, intent });
    },
    reveal(field) {
      if (frame !== null) post({ type: 'reveal', seq: frame.seq, field });
    },
    painted(seq) {
      post({ type: 'painted', seq });
    },
    camera(found) {
      post({ type: 'camera', ...found });
    },
  };
}
