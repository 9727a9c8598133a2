import { describe, expect, test } from 'vitest';
import type { KioskState, SandboxEvent } from '../control/contract.ts';
import { createPopulation } from '../population/population.ts';
import { type KioskDevicesOptions, startKioskDevices } from './kiosk-devices.ts';
import type { StationPlace } from './station.ts';
import { STATIONS, type Stations } from './stations.ts';
import { createRememberingDevices } from './testing/remembering-devices.ts';

/** A station that does nothing, in place of each there is. */
const quiet = (change: (name: string, place: StationPlace) => object = () => ({})): Stations => {
  const told = Object.keys(STATIONS).map((name) => [
    name,
    (place: StationPlace) => ({
      path: name,
      state: () => ({ name }),
      buttons: () => {},
      open: async () => {},
      config: () => ({ class: name, driver: 'quiet' }),
      pid: () => undefined,
      close: async () => {},
      ...change(name, place),
    }),
  ]);
  // Their states are no device's; these tests only look whose they are.
  return Object.fromEntries(told) as unknown as Stations;
};

function place(stations: Stations, published: SandboxEvent[] = []): KioskDevicesOptions {
  return {
    stations,
    kiosk: 'TL-003',
    directory: '/street/TL-003',
    pace: 'fast',
    population: createPopulation({ seed: 'devices', size: 20, today: '2026-11-24' }),
    startDevice: createRememberingDevices().startDevice,
    publish: (event) => published.push(event),
  };
}

const names = Object.keys(STATIONS);

describe('a kiosk is all of its stations', () => {
  test('each with its state under its own name, and its entry in the configuration', async () => {
    const kiosk = await startKioskDevices(place(quiet()));
    expect(kiosk.state()).toEqual({
      id: 'TL-003',
      screen: null,
      ...Object.fromEntries(names.map((name) => [name, { name }])),
    });
    expect(kiosk.config().map((entry) => entry.class)).toEqual(names);
  });

  test('and a device this machine cannot play is left out of the configuration', async () => {
    const [missing] = names;
    const kiosk = await startKioskDevices(
      place(quiet((name) => (name === missing ? { config: () => null } : {}))),
    );
    expect(kiosk.config().map((entry) => entry.class)).toEqual(names.slice(1));
  });
});

describe('every change is told to whoever listens', () => {
  test('with the state of the whole kiosk', async () => {
    const published: SandboxEvent[] = [];
    const kiosk = await startKioskDevices(place(quiet(), published));
    kiosk.setScreen('http://127.0.0.1:1/');
    expect(published).toEqual([{ kind: 'kiosk', kiosk: kiosk.state() }]);
    expect(kiosk.state().screen).toBe('http://127.0.0.1:1/');
  });

  test('but not before there is a whole kiosk to tell of', async () => {
    const published: SandboxEvent[] = [];
    const stations = quiet((_, { changed }) => ({ open: async () => changed() }));
    await startKioskDevices(place(stations, published));
    expect(published).toEqual([]);
  });
});

test('when one device cannot be brought up, those that could are taken down again', async () => {
  const closed: string[] = [];
  const stations = quiet((name) => ({
    open: async () => {
      if (name === names[0]) throw new Error('socat is missing');
    },
    close: async () => {
      closed.push(name);
    },
  }));
  await expect(startKioskDevices(place(stations))).rejects.toThrow('socat is missing');
  expect(closed).toEqual(names);
});

test('states of a kiosk are new objects with each change, so a listener may keep them', async () => {
  const published: KioskState[] = [];
  const kiosk = await startKioskDevices({
    ...place(quiet()),
    publish: (event) => {
      if (event.kind === 'kiosk') published.push(event.kiosk);
    },
  });
  kiosk.setScreen('http://127.0.0.1:1/');
  kiosk.setScreen(null);
  expect(published.map(({ screen }) => screen)).toEqual(['http://127.0.0.1:1/', null]);
});
