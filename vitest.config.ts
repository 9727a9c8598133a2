import { defineConfig } from 'vitest/config';
import LongestFirst from './tests/runner/longest-first.ts';

/** Rooms whose tests are pure, or keep what they open to themselves: their files share the modules a worker has loaded. */
const sharing = [
  'flows',
  'drivers',
  'kiosk-config',
  'wire',
  'host',
  'hall',
  'renderer',
  'sandbox',
  'rehearsal',
];
const rooms = [...sharing, 'electron', 'cli'];

/** A limit against hanging, never a measure of speed: machines are shared and noisy. */
const UNIT_MS = 60_000;

/** In groups, one after the other: rooms; devices and fleet; whole systems. One project a room (`npx vitest --project flows`); `tests/` holds those that join rooms: `devices`, `fleet`, and whole systems. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      ...rooms.map((room) => ({
        test: {
          name: room,
          include: [`${room}/**/*.test.{ts,tsx}`],
          environment: 'node',
          testTimeout: UNIT_MS,
          // Left to itself it takes one less than there are processors: on two, one.
          maxWorkers: 3,
          isolate: !sharing.includes(room),
          sequence: { groupOrder: 0 },
        },
      })),
      // Real drivers on real lines: they wait more than they work, so they wait side by side.
      {
        test: {
          name: 'devices',
          include: ['tests/devices/**/*.test.ts'],
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      // Halls, brokers and machines: the same, deadlines and repeats more than work.
      {
        test: {
          name: 'fleet',
          include: ['tests/fleet/**/*.test.ts'],
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'tests',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/bench/**', 'tests/devices/**', 'tests/fleet/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // One waits while the other works; a third makes a visit late that somebody waits for.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
