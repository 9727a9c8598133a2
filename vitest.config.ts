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

/** One project a room (`npx vitest --project flows`); `tests/` holds the whole-system ones. */
export default defineConfig({
  test: {
    projects: [
      ...rooms.map((room) => ({
        test: { name: room, include: [`${room}/**/*.test.{ts,tsx}`], environment: 'node' },
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
