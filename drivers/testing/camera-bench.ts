import type { FrameFlaw } from '../camera/camera.ts';
import { createCameraLine } from '../camera/camera-page.ts';
import type { GreyImage } from '../camera/frame-quality.ts';
import { createPageCamera } from '../camera/page-camera.ts';
import type { DeviceFault, Result } from '../status.ts';
import { createSimulatedClock } from './simulated-clock.ts';

/** A frame's last byte says how bright it is; what begins otherwise than a JPEG cannot be decoded. */
export const frameOf = (brightness: number): Uint8Array => new Uint8Array([0xff, 0xd8, 0xff, brightness]);
const frameEveryMs = 250;

async function decode(jpeg: Uint8Array): Promise<Result<GreyImage, DeviceFault>> {
  const [first, , , brightness = 0] = jpeg;
  if (first !== 0xff || jpeg.length !== 4) return { ok: false, error: { kind: 'protocol', detail: 'test' } };
  const widthPx = 640;
  const luma = Uint8Array.from({ length: widthPx * 480 }, (_, at) =>
    ((at % widthPx) >> 4) % 2 === 0 ? brightness - 19 : brightness + 19,
  );
  return { ok: true, value: { widthPx, heightPx: 480, luma } };
}

/** A driver and a page in memory that says what its camera is whenever it is asked. */
export function setUpCamera() {
  const clock = createSimulatedClock();
  const { transport, page } = createCameraLine();
  const logged: string[] = [];
  let isSilent = false;
  let isFilming = false;
  let label = '';
  let asked = 0;
  const camera = createPageCamera({
    transport: {
      ...transport,
      await: (isAwaited) => {
        transport.await(isAwaited);
        if (!isAwaited || !isFilming || isSilent) return;
        asked += 1;
        clock.setTimeout(() => {
          if (!isSilent) page.offer(frameOf(120));
        }, frameEveryMs);
      },
    },
    clock,
    decode,
    log: (code, detail) => logged.push(`${code} ${detail}`),
  });
  const flaws: (FrameFlaw | null)[] = [];
  camera.subscribe((event) => {
    if (event.kind === 'judged') flaws.push(event.flaw);
  });
  page.onLookAgain(() => {
    asked += 1;
    const state = transport.state();
    if (!isSilent && state !== 'gone') queueMicrotask(() => page.report(state, label));
  });
  return {
    clock,
    page,
    camera,
    flaws,
    logged,
    asked: () => asked,
    plug: (path: string) => {
      label = path;
      page.report('present', label);
    },
    unplug: () => page.report('absent'),
    silence: (silent: boolean) => {
      isSilent = silent;
    },
    /** From now on the page films whenever a frame is awaited. */
    film: () => {
      isFilming = true;
    },
  };
}
