import { defineConfig } from 'vitest/config';

/** Kills in mid-visit take minutes on a small machine: `npm run test:comeback`, beside `npm test`. */
export default defineConfig({
  test: { include: ['tests/comeback.test.ts'], testTimeout: 240_000, hookTimeout: 240_000 },
});
