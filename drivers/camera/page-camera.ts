import { createAnnouncer } from '../device/announcer.ts';
import { createDeviceMachine, type Health } from '../device/device-machine.ts';
import { createDeviceWorker, type LineEvent } from '../device/device-worker.ts';
import { type DeviceLog, silentLog } from '../device-log.ts';
import type { Clock, DeviceFault, Result } from '../status.ts';
import {
  type Camera,
  type CameraEvent,
  type CameraFault,
  type CameraStatus,
  cameraWords,
  type FrameFlaw,
  type Picture,
} from './camera.ts';
import type { CameraTransport, PageCameraState } from './camera-page.ts';
import { decodeFrame } from './decode-frame.ts';
import { type GreyImage, judgeFrame, measureFrame } from './frame-quality.ts';

export type PageCameraOptions = {
  readonly transport: CameraTransport;
  readonly clock: Clock;
  readonly log?: DeviceLog;
  /** Another decoder, for tests. */
  readonly decode?: (jpeg: Uint8Array) => Promise<Result<GreyImage, DeviceFault>>;
};

const pictureDeadlineMs = 20_000;
/** A page that is asked for frames gives several a second, and begins within the time a camera takes to wake. */
const firstFrameMs = 8000;
const frameGapMs = 3000;
/** Looking is asking for the page's last report: it costs nothing, and nothing changes without a report. */
const lookEveryMs = 10_000;

/** The driver of a camera whose frames a page takes. */
export function createPageCamera(options: PageCameraOptions): Camera {
  const { transport, clock, log = silentLog, decode = decodeFrame } = options;
  const lineListeners = new Set<(event: LineEvent) => void>();
  let isOpen = isThere(transport.state());
  /** Its frames stopped: what the page said before that is not believed any more. */
  let isDoubted = false;

  const worker = createDeviceWorker({
    machine: createDeviceMachine({ camera: { words: cameraWords } }),
    clock,
    line: {
      isOpen: () => isOpen,
      subscribe: (listener) => {
        lineListeners.add(listener);
        return () => lineListeners.delete(listener);
      },
      reopen: transport.lookAgain,
    },
    hands: {
      look: async () => (isDoubted ? { ok: false, error: stoppedFault } : healthOf(transport.state())),
      reset: async () => transport.lookAgain(),
    },
    log,
    lookEveryMs,
  });
  const statusNow = (): CameraStatus => ({ ...worker.status(), camera: worker.word('camera', cameraWords) });
  const announcer = createAnnouncer<CameraStatus, CameraEvent>(statusNow);
  worker.onChange(announcer.announceStatus);

  /** Who takes a picture now; null while nobody does, and then no frame is looked at. */
  let taking: {
    readonly judge: (jpeg: Uint8Array) => void;
    readonly fail: (fault: DeviceFault) => void;
  } | null = null;
  /** What the last frame suffered from: said when the time is over. */
  let flaw: FrameFlaw | null = null;

  const unsubscribe = transport.subscribe((event) => {
    if (event.kind === 'frame') return taking?.judge(event.jpeg);
    isDoubted = false;
    const was = isOpen;
    isOpen = isThere(event.state);
    if (isOpen && !was) for (const tell of lineListeners) tell({ kind: 'opened', path: 'screen' });
    if (!isOpen) for (const tell of lineListeners) tell({ kind: 'lost', reason: event.state });
    const health = healthOf(event.state);
    if (!health.ok) return taking?.fail(health.error);
    worker.noteHealth(health.value);
    worker.setWord('camera', health.value.kind === 'well' ? 'ok' : 'inop');
    if (health.value.kind !== 'well') taking?.fail({ kind: 'hardware', code: health.value.code });
  });

  const takeNow = (signal: AbortSignal): Promise<Result<Picture, CameraFault>> =>
    new Promise((resolve) => {
      let before: GreyImage | null = null;
      let wasGood = false;
      let gap = clock.setTimeout(stopped, firstFrameMs);
      let isOver = false;
      flaw = null;

      function end(result: Result<Picture, CameraFault>): void {
        if (isOver) return;
        isOver = true;
        clock.clearTimeout(gap);
        signal.removeEventListener('abort', aborted);
        taking = null;
        transport.await(false);
        resolve(result);
      }
      function stopped(): void {
        isDoubted = true;
        worker.noteFault(stoppedFault);
        end({ ok: false, error: stoppedFault });
      }
      function aborted(): void {
        end({ ok: false, error: { kind: 'aborted' } });
      }
      async function judge(jpeg: Uint8Array): Promise<void> {
        transport.await(false);
        const decoded = await decode(jpeg);
        if (isOver) return;
        clock.clearTimeout(gap);
        gap = clock.setTimeout(stopped, frameGapMs);
        transport.await(true);
        if (!decoded.ok) return worker.noteFault(decoded.error);
        worker.noteHealth({ kind: 'well' });
        const image = decoded.value;
        flaw = judgeFrame(image, measureFrame(image, before));
        before = image;
        announcer.announce({ kind: 'judged', flaw });
        if (flaw === null && wasGood)
          return end({ ok: true, value: { jpeg, widthPx: image.widthPx, heightPx: image.heightPx } });
        wasGood = flaw === null;
      }

      signal.addEventListener('abort', aborted, { once: true });
      taking = { judge: (jpeg) => void judge(jpeg), fail: (error) => end({ ok: false, error }) };
      transport.await(true);
    });

  return {
    status: statusNow,
    subscribe: announcer.subscribe,
    takePicture: (operation = {}) =>
      worker.ask<Picture, CameraFault>(
        operation,
        pictureDeadlineMs,
        {
          expired: (fault) => (fault.kind === 'timeout' ? { kind: 'no-good-picture', flaw } : fault),
          dropped: (fault) => fault,
        },
        takeNow,
      ),
    selfTest: async () => {
      const health = healthOf(transport.state());
      return {
        ok: true,
        value: {
          checks: [
            { name: 'connection', verdict: isOpen ? 'passed' : 'failed', detail: transport.state() },
            {
              name: 'permission',
              verdict: health.ok && health.value.kind === 'well' ? 'passed' : 'failed',
              detail: health.ok && health.value.kind === 'blocked' ? health.value.code : '',
            },
          ],
        },
      };
    },
    report: () => ({
      status: worker.status(),
      connectedAs: worker.connectedAs(),
      identity: {},
      recoveries: worker.recoveries(),
      // What a camera sends is somebody's face.
      frames: [],
    }),
    restart: worker.restart,
    close: async () => {
      unsubscribe();
      transport.await(false);
      worker.close();
      announcer.close();
    },
  };
}

const stoppedFault = { kind: 'timeout', deadlineMs: frameGapMs } as const satisfies DeviceFault;

/** Permitted or not, working or not: a camera is connected to the page's machine. */
function isThere(state: PageCameraState): boolean {
  return state === 'present' || state === 'denied' || state === 'broken';
}

function healthOf(state: PageCameraState): Result<Health, DeviceFault> {
  switch (state) {
    case 'present':
      return { ok: true, value: { kind: 'well' } };
    case 'denied':
      return { ok: true, value: { kind: 'blocked', code: 'permission-denied' } };
    case 'broken':
      return { ok: true, value: { kind: 'defect', code: 'no-picture' } };
    case 'absent':
    case 'gone':
      return { ok: false, error: { kind: 'disconnected' } };
  }
}
