import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Result } from '../status.ts';
import { frameOf, setUpCamera } from '../testing/camera-bench.ts';
import type { CameraFault, Picture } from './camera.ts';
import { decodeFrame, MOST_FRAME_BYTES } from './decode-frame.ts';

const GOOD = frameOf(120);
const DARK = frameOf(20);
const GARBLED = new Uint8Array([1]);

async function setUp(state: 'present' | 'absent' | 'denied' | 'broken' | 'gone' = 'present') {
  const world = setUpCamera();
  if (state !== 'gone') world.page.report(state);
  await world.clock.advance(1);
  /** Hands frames over as a page does, one every 300 ms; says which were taken. */
  const film = async (...frames: readonly Uint8Array[]) => {
    const taken: boolean[] = [];
    for (const frame of frames) {
      taken.push(world.page.offer(frame));
      await world.clock.advance(300);
    }
    return taken;
  };
  return { ...world, film };
}

/** Takes a picture while these frames come. */
async function taking(world: Awaited<ReturnType<typeof setUp>>, ...frames: readonly Uint8Array[]) {
  const picture = world.camera.takePicture();
  await world.clock.advance(10);
  await world.film(...frames);
  return world.clock.until<Result<Picture, CameraFault>>(picture);
}

describe('a picture', () => {
  it('is the second of two good frames in a row', async () => {
    const world = await setUp();
    const second = frameOf(121);
    const result = await taking(world, GOOD, DARK, GOOD, GOOD, second, GOOD);
    expect(result).toEqual({ ok: true, value: { jpeg: second, widthPx: 640, heightPx: 480 } });
    expect(world.flaws).toEqual([null, 'too-dark', 'moving', null, null]);
  });

  it('is not taken of frames nobody asked for', async () => {
    const world = await setUp();
    expect(await world.film(GOOD, GOOD)).toEqual([false, false]);
    await taking(world, GOOD, GOOD);
    expect(await world.film(GOOD)).toEqual([false]);
    expect(world.flaws).toEqual([null, null]);
  });

  it('that never becomes good ends at the deadline, with what was wrong', async () => {
    const world = await setUp();
    const result = await taking(world, ...Array.from({ length: 80 }, () => DARK));
    expect(result).toEqual({ ok: false, error: { kind: 'no-good-picture', flaw: 'too-dark' } });
    expect(world.camera.status()).toEqual({ device: 'online', isOutOfService: false, camera: 'ok' });
  });

  it('is given up when whoever asked for it has gone', async () => {
    const world = await setUp();
    const leaving = new AbortController();
    const picture = world.camera.takePicture({ signal: leaving.signal });
    await world.clock.advance(10);
    leaving.abort();
    expect(await world.clock.until(picture)).toEqual({ ok: false, error: { kind: 'aborted' } });
    expect(await world.film(GOOD)).toEqual([false]);
  });
});

describe('a camera', () => {
  it.each([
    ['gone', 'starting', 'unknown'],
    ['absent', 'noDevice', 'unknown'],
    ['present', 'online', 'ok'],
    ['denied', 'userError', 'inop'],
    ['broken', 'hardwareError', 'inop'],
  ] as const)('that is %s to the page is %s', async (state, device, word) => {
    const { camera } = await setUp(state);
    expect(camera.status()).toMatchObject({ device, camera: word });
  });

  it('pulled while a picture is taken ends it at once, and is back when it is plugged in', async () => {
    const world = await setUp();
    const picture = world.camera.takePicture();
    await world.clock.advance(10);
    world.page.report('absent');
    expect(await world.clock.until(picture, 0)).toEqual({ ok: false, error: { kind: 'disconnected' } });
    expect(world.camera.status().device).toBe('powerOff');
    world.page.report('present');
    await world.clock.advance(10);
    expect(await taking(world, GOOD, GOOD)).toMatchObject({ ok: true });
  });

  it('whose permission is taken away while a picture is taken says so', async () => {
    const world = await setUp();
    const picture = world.camera.takePicture();
    await world.clock.advance(10);
    world.page.report('denied');
    expect(await world.clock.until(picture, 0)).toEqual({
      ok: false,
      error: { kind: 'hardware', code: 'permission-denied' },
    });
  });

  it('whose frames stop coming fails within seconds, and a technician reads how often', async () => {
    const world = await setUp();
    for (let fall = 0; fall < 6; fall += 1) {
      expect(await taking(world, GOOD, GARBLED)).toMatchObject({ ok: false, error: { kind: 'timeout' } });
      await world.clock.advance(20_000);
      expect(world.camera.status()).toMatchObject({ device: 'online', isOutOfService: false });
    }
    const steps = world.camera.report().recoveries.map(({ step, cause }) => `${step}: ${cause}`);
    expect(steps.slice(0, 2)).toEqual(['abort: no-picture', 'recovered: no-picture']);
    expect(steps).toContain('outOfService: no-picture');
  });

  it('whose frames are garbage is broken, not a picture', async () => {
    const world = await setUp();
    await taking(world, ...Array.from({ length: 5 }, () => GARBLED));
    expect(world.camera.report().recoveries.length).toBeGreaterThan(0);
  });
});

describe('a frame of the page', () => {
  const jpegOf = (widthPx: number, heightPx: number) =>
    sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: '#808080' } })
      .jpeg()
      .toBuffer();

  it('is decoded to its brightness', async () => {
    const decoded = await decodeFrame(await jpegOf(640, 480));
    expect(decoded).toMatchObject({ ok: true, value: { widthPx: 640, heightPx: 480 } });
    expect(decoded.ok && decoded.value.luma.length).toBe(640 * 480);
  });

  it.each([
    ['nothing', async () => new Uint8Array()],
    ['half a frame', async () => (await jpegOf(640, 480)).subarray(0, 700)],
    [
      'another kind of picture',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
    ],
    [
      'a drawing with a program in it',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
    ['a picture of a hundred megapixels', () => jpegOf(10_000, 10_000)],
    [
      'more than a frame can have',
      async () => Buffer.concat([await jpegOf(640, 480), Buffer.alloc(MOST_FRAME_BYTES)]),
    ],
  ])('that is %s is a typed fault', async (_name, make) => {
    expect(await decodeFrame(await make())).toMatchObject({ ok: false, error: { kind: 'protocol' } });
  });
});
