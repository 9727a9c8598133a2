import { constants } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { createButtonPanel } from '../../control/button-panel.ts';
import type { SandboxEvent } from '../../control/contract.ts';
import { createPopulation, type Population } from '../../population/population.ts';
import { startDevice } from '../device-handle.ts';
import type { CreateStation, Station } from '../station.ts';

/** One station with its real process and its real wire, pressed through its own buttons. */
export type StationBench<State> = {
  readonly station: Station<State>;
  /** Where its ports, sockets and spools are. */
  readonly directory: string;
  readonly population: Population;
  /** What was published besides the states. */
  readonly events: readonly SandboxEvent[];
  /** Presses a button by its path below the station's, and answers what it answered. */
  readonly press: (method: 'GET' | 'PUT' | 'DELETE', path: string, body?: object) => Promise<PressAnswer>;
  readonly close: () => Promise<void>;
};

/** `body` is what the JSON said; tests say what they expect of it. */
export type PressAnswer = { readonly status: number; readonly body: unknown };

export async function openStation<State>(
  create: CreateStation<State>,
  population: Population = createPopulation({ seed: 'station', size: 40, today: '2026-11-24' }),
): Promise<StationBench<State>> {
  const directory = await mkdtemp(join(tmpdir(), 'once-station-'));
  const events: SandboxEvent[] = [];
  const station = create({
    kiosk: 'TL-003',
    directory,
    pace: 'fast',
    population,
    startDevice,
    changed: () => {},
    publish: (event) => events.push(event),
  });
  const server = fastify();
  station.buttons(createButtonPanel(server, station.state));
  const close = async () => {
    await server.close();
    await station.close();
    await rm(directory, { recursive: true });
  };
  await station.open().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    station,
    directory,
    population,
    events,
    press: async (method, path, body) => {
      const response = await server.inject({
        method,
        url: `/${path}`,
        ...(body === undefined ? {} : { payload: body }),
      });
      return { status: response.statusCode, body: response.json() };
    },
    close,
  };
}

/** The kiosk's end of a serial port. */
export type OpenPort = {
  readonly write: (bytes: Uint8Array | string) => Promise<void>;
  /** Writes `request`, reads exactly `length` bytes of what comes back; upper-case hex. */
  readonly ask: (request: Uint8Array, length: number) => Promise<string>;
  readonly close: () => Promise<void>;
};

export async function openPort(path: string): Promise<OpenPort> {
  const port: FileHandle = await open(path, constants.O_RDWR | constants.O_NOCTTY);
  const read = async (length: number): Promise<string> => {
    const reply = Buffer.alloc(length);
    for (let got = 0; got < length; ) got += (await port.read(reply, got, length - got)).bytesRead;
    return reply.toString('hex').toUpperCase();
  };
  return {
    write: async (bytes) => {
      await port.writeFile(bytes);
    },
    ask: async (request, length) => {
      await port.writeFile(request);
      return read(length);
    },
    close: () => port.close(),
  };
}
