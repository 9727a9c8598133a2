import { defineConfig } from 'vitest/config';

const rooms = [
  'flows',
  'drivers',
  'kiosk-config',
  'wire',
  'host',
  'renderer',
  'electron',
  'hall',
  'sandbox',
  'cli',
];

/** A limit against hanging, never a measure of speed: machines are shared and noisy. */
const UNIT_MS = 60_000;

/** One project a room (`npx vitest --project flows`); `tests/` holds the whole-system ones. */
export default defineConfig({
  test: {
    projects: [
      ...rooms.map((room) => ({
        test: {
          name: room,
          include: [`${room}/**/*.test.{ts,tsx}`],
          environment: 'node',
          testTimeout: UNIT_MS,
        },
      })),
      {
        test: {
          name: 'tests',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/bench/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
