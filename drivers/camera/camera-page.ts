/** The screen's page as a camera's transport, seen from the driver. */
export type CameraTransport = {
  readonly state: () => PageCameraState;
  readonly subscribe: (listener: (event: CameraPageEvent) => void) => () => void;
  /** Asks the page to look for its camera anew; it answers with a report. */
  readonly lookAgain: () => void;
  /** Says whether the next frame is awaited. A frame nobody awaits is dropped unread. */
  readonly await: (isAwaited: boolean) => void;
};

/** What a page says of its camera, in the words of getUserMedia's outcomes. */
export const cameraReports = [
  'present',
  /** NotFoundError, OverconstrainedError: no camera is connected. */
  'absent',
  /** NotAllowedError: the permission was not given. */
  'denied',
  /** NotReadableError, AbortError, an ended track: it is there and gives no picture. */
  'broken',
] as const;
export type CameraReport = (typeof cameraReports)[number];
/** `gone`: no page is there to say anything. */
export type PageCameraState = CameraReport | 'gone';

export type CameraPageEvent =
  /** `label` is what the browser calls the camera, as far as it tells the page. */
  | { readonly kind: 'report'; readonly state: PageCameraState; readonly label: string }
  | { readonly kind: 'frame'; readonly jpeg: Uint8Array };

/** The same, seen from whoever serves the page. */
export type CameraPage = {
  readonly report: (state: PageCameraState, label?: string) => void;
  /** Whether a frame would be looked at now: nobody's is, unless a picture is being taken. */
  readonly isAwaited: () => boolean;
  /** Hands over one frame. False when nobody waits for one, or the last is still being judged: it was dropped. */
  readonly offer: (jpeg: Uint8Array) => boolean;
  readonly onLookAgain: (listener: () => void) => () => void;
};

/** Both ends of the line between a page and its camera's driver. */
export function createCameraLine(): { readonly transport: CameraTransport; readonly page: CameraPage } {
  const listeners = new Set<(event: CameraPageEvent) => void>();
  const askers = new Set<() => void>();
  let state: PageCameraState = 'gone';
  let isAwaited = false;
  const tell = (event: CameraPageEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  return {
    transport: {
      state: () => state,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      lookAgain: () => {
        for (const ask of [...askers]) ask();
      },
      await: (awaited) => {
        isAwaited = awaited;
      },
    },
    page: {
      report: (reported, label = '') => {
        state = reported;
        tell({ kind: 'report', state, label: label === '' ? 'screen' : label });
      },
      isAwaited: () => isAwaited,
      offer: (jpeg) => {
        if (!isAwaited) return false;
        tell({ kind: 'frame', jpeg });
        return true;
      },
      onLookAgain: (listener) => {
        askers.add(listener);
        return () => askers.delete(listener);
      },
    },
  };
}
