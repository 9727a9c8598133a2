import { runOwnLineDevice } from '../device-process.ts';
import { createFilm } from './film.ts';
import type { CameraOrder } from './messages.ts';

/** One camera as a process: it draws what it sees into the file Chromium plays, orders over IPC. */
runOwnLineDevice<CameraOrder, never>(() => {
  const film = createFilm();
  return {
    obey: async (order) => {
      switch (order.kind) {
        case 'plug':
          return film.plug(order.path);
        case 'unplug':
          return film.unplug();
        case 'film':
          return film.shoot({ faces: order.faces, light: order.light });
      }
    },
    end: film.unplug,
  };
});
