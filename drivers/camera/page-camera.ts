import { createAnnouncer } from '../device/announcer.ts';
import type { RecordedFrame, SelfTest } from '../device/device.ts';
import { createDeviceMachine, type Health } from '../device/device-machine.ts';
import { createDeviceWorker, type LineEvent } from '../device/device-worker.ts';
import { hexOf } from '../device/frame-recorder.ts';
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
/** The page says by itself when a camera comes or goes; asking it shows that it still answers. */
const lookEveryMs = 10_000;
const lookDeadlineMs = 2000;
const framesKept = 32;

/** The driver of a camera whose frames a page takes. */
export function createPageCamera(options: PageCameraOptions): Camera {
  const { transport, clock, log = silentLog, decode = decodeFrame } = options;
  const lineListeners = new Set<(event: LineEvent) => void>();
  let isOpen = isThere(transport.state());
  const frames: RecordedFrame[] = [];

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
      look: (signal) => look(signal),
      reset: async (signal) => {
        await look(signal);
      },
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
    if (event.kind === 'frame') {
      record(event.jpeg);
      return taking?.judge(event.jpeg);
    }
    const was = isOpen;
    isOpen = isThere(event.state);
    if (isOpen && !was) for (const tell of lineListeners) tell({ kind: 'opened', path: event.label });
    if (!isOpen) for (const tell of lineListeners) tell({ kind: 'lost', reason: event.state });
    const health = healthOf(event.state);
    if (!health.ok) return taking?.fail(health.error);
    worker.noteHealth(health.value);
    worker.setWord('camera', health.value.kind === 'well' ? 'ok' : 'inop');
    if (health.value.kind !== 'well') taking?.fail({ kind: 'hardware', code: health.value.code });
  });

  /** That a frame came and how large it was; of what is in it nothing but that it begins as a JPEG does. */
  function record(jpeg: Uint8Array): void {
    const hex = `${hexOf(jpeg.subarray(0, 3))}… ${jpeg.length} bytes`;
    frames.push({ at: clock.now(), direction: 'received', hex });
    if (frames.length > framesKept) frames.shift();
  }

  /** Asks the page for its camera, and takes its next report for the answer. */
  function look(signal: AbortSignal): Promise<Result<Health, DeviceFault>> {
    return new Promise((resolve) => {
      const end = (result: Result<Health, DeviceFault>): void => {
        clock.clearTimeout(timer);
        stop();
        signal.removeEventListener('abort', aborted);
        resolve(result);
      };
      const aborted = (): void => end({ ok: false, error: { kind: 'aborted' } });
      const stop = transport.subscribe((event) => {
        if (event.kind === 'report') end(healthOf(event.state));
      });
      const timer = clock.setTimeout(
        () => end({ ok: false, error: { kind: 'timeout', deadlineMs: lookDeadlineMs } }),
        lookDeadlineMs,
      );
      signal.addEventListener('abort', aborted, { once: true });
      transport.lookAgain();
    });
  }

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
        // The page answers and its camera gives nothing: that is a defect, and no silence.
        worker.noteHealth({ kind: 'defect', code: 'no-picture' });
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
    selfTest: (operation = {}) =>
      worker.ask<SelfTest, DeviceFault>(
        operation,
        lookDeadlineMs,
        { expired: (fault) => fault, dropped: (fault) => fault },
        async (signal) => {
          const health = await look(signal);
          if (!health.ok) return health;
          const { value } = health;
          return {
            ok: true,
            value: {
              checks: [
                { name: 'connection', verdict: 'passed', detail: worker.connectedAs() ?? '' },
                {
                  name: 'permission',
                  verdict: value.kind === 'blocked' ? 'failed' : 'passed',
                  detail: value.kind === 'blocked' ? value.code : '',
                },
                {
                  name: 'picture',
                  verdict: value.kind === 'defect' ? 'failed' : 'passed',
                  detail: value.kind === 'defect' ? value.code : '',
                },
              ],
            },
          };
        },
      ),
    report: () => worker.report({}, [...frames]),
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
