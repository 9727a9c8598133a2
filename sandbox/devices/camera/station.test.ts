import { existsSync, statSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drawScene } from '../../faces/scene.ts';
import { encodeY4m } from '../../faces/y4m.ts';
import { openStation, type StationBench } from '../testing/station-bench.ts';
import type { CameraState } from './contract.ts';
import { createCameraStation } from './station.ts';

let bench: StationBench<CameraState>;
beforeEach(async () => {
  bench = await openStation(createCameraStation);
});
afterEach(() => bench.close());

const FRAME_BYTES = 640 * 480 * 1.5;
const firstFrame = (video: Buffer) =>
  video.subarray(video.indexOf('FRAME\n'), video.indexOf('FRAME\n') + FRAME_BYTES);
const seen = async () => firstFrame(await readFile(bench.station.state().path));
const drawn = (citizen: string | null, light: 'clear' | 'dark' = 'clear') => {
  const face = citizen === null ? undefined : bench.population.face(citizen);
  return firstFrame(encodeY4m([drawScene({ faces: face === undefined ? [] : [face], light })]));
};

test('films whoever stands in front of it, and nobody when they have gone', async () => {
  expect((await seen()).equals(drawn(null))).toBe(true);
  await bench.press('PUT', 'person', { citizen: 'li-na' });
  expect((await seen()).equals(drawn('li-na'))).toBe(true);
  await bench.press('PUT', 'scene', { preset: 'dark' });
  expect((await seen()).equals(drawn('li-na', 'dark'))).toBe(true);
  await bench.press('PUT', 'scene', { preset: 'clear' });
  await bench.press('DELETE', 'person');
  expect((await seen()).equals(drawn(null))).toBe(true);
});

test('changes the picture under a camera that is on: the file stays the same file, of the same length', async () => {
  const { path } = bench.station.state();
  const running = await open(path, 'r');
  const before = statSync(path);
  await bench.press('PUT', 'person', { citizen: 'zhou-ming' });
  const now = await running.readFile();
  await running.close();
  expect(statSync(path)).toMatchObject({ ino: before.ino, size: before.size });
  expect(firstFrame(now).equals(drawn('zhou-ming'))).toBe(true);
});

test('is no camera while it is unplugged, and films the same person afterwards', async () => {
  await bench.press('PUT', 'person', { citizen: 'li-na' });
  await bench.press('PUT', 'unplug');
  expect(existsSync(bench.station.state().path)).toBe(false);
  await bench.press('PUT', 'plug');
  expect((await seen()).equals(drawn('li-na'))).toBe(true);
});

test('refuses somebody nobody knows', async () => {
  expect((await bench.press('PUT', 'person', { citizen: 'nobody' })).status).toBe(404);
});
