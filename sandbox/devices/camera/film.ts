import { mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { drawScene, type Scene } from '../../faces/scene.ts';
import { encodeY4m } from '../../faces/y4m.ts';

/** Nobody stands quite still: sideways, in pixels, frame by frame, over and over. */
const SWAY_PX = [0, 1, 0, -1] as const;

/**
 * The file Chromium's fake capture device plays (`--use-file-for-fake-video-capture`). Chromium opens it whenever a page
 * turns the camera on, and reads on as it plays: written over in place, the picture changes under a running camera.
 * While the file is not there Chromium knows of no camera.
 */
export function createFilm() {
  let path: string | null = null;
  let video = encodeFilm({ faces: [], light: 'clear' });
  const write = async (): Promise<void> => {
    if (path === null) return;
    const isThere = await stat(path).catch(() => null);
    if (isThere?.size !== video.length) return writeFile(path, video);
    const file = await open(path, 'r+');
    try {
      await file.write(video, 0, video.length, 0);
    } finally {
      await file.close();
    }
  };
  return {
    plug: async (at: string): Promise<void> => {
      await mkdir(dirname(at), { recursive: true });
      path = at;
      await write();
    },
    unplug: async (): Promise<void> => {
      if (path !== null) await rm(path, { force: true });
      path = null;
    },
    shoot: async (scene: Scene): Promise<void> => {
      video = encodeFilm(scene);
      await write();
    },
  };
}

function encodeFilm(scene: Scene): Buffer {
  return encodeY4m(SWAY_PX.map((sway) => drawScene(scene, sway)));
}
