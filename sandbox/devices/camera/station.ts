import { join } from 'node:path';
import { z } from 'zod';
import { nothing, Refusal } from '../../control/button-panel.ts';
import type { Face } from '../../faces/face.ts';
import { createStationState, type Station, type StationPlace } from '../station.ts';
import { CAMERA_SCENES, type CameraState } from './contract.ts';
import type { CameraOrder } from './messages.ts';

const personSchema = z.strictObject({ citizen: z.string().min(1).max(64) });
const sceneSchema = z.strictObject({ preset: z.enum(CAMERA_SCENES) });

/** The camera above the screen, and who stands in front of it. Its line is a video file the kiosk's browser plays. */
export function createCameraStation(place: StationPlace): Station<CameraState> {
  const state = createStationState<CameraState>(
    { path: join(place.directory, 'camera.y4m'), plugged: false, person: null, scene: 'clear' },
    place.changed,
  );

  const camera = place.startDevice<CameraOrder, never>({
    program: new URL('./main.ts', import.meta.url),
    arguments: [],
    onEvent: () => {},
    restore: () => [
      filmOf(state.get()),
      ...(state.get().plugged ? [{ kind: 'plug', path: state.get().path } as const] : []),
    ],
  });

  const filmOf = ({ person, scene }: Pick<CameraState, 'person' | 'scene'>): CameraOrder => {
    const faces = [person, scene === 'two' ? stranger(person) : null]
      .map((id) => (id === null ? undefined : place.population.face(id)))
      .filter((face): face is Face => face !== undefined);
    return { kind: 'film', faces, light: scene === 'two' ? 'clear' : scene };
  };
  /** Somebody else who came along. */
  const stranger = (person: string | null): string | null => {
    for (const { id } of place.population.citizens()) if (id !== person) return id;
    return null;
  };
  const shoot = async (changed: Partial<Pick<CameraState, 'person' | 'scene'>>): Promise<void> => {
    await camera.order(filmOf({ ...state.get(), ...changed }));
    state.set(changed);
  };
  const plug = async (): Promise<void> => {
    await camera.order({ kind: 'plug', path: state.get().path });
    state.set({ plugged: true });
  };

  return {
    path: 'camera',
    state: state.get,
    buttons: (panel) => {
      panel.put('person', personSchema, ({ citizen }) =>
        place.population.find(citizen) === undefined
          ? new Refusal(404, `no citizen ${citizen}`)
          : shoot({ person: citizen }),
      );
      panel.delete('person', () => shoot({ person: null }));
      panel.put('scene', sceneSchema, ({ preset }) => shoot({ scene: preset }));
      panel.put('plug', nothing, plug);
      panel.put('unplug', nothing, async () => {
        await camera.order({ kind: 'unplug' });
        state.set({ plugged: false });
      });
    },
    open: plug,
    config: () => ({ class: 'camera', driver: 'screen' }),
    pid: camera.pid,
    close: camera.close,
  };
}
