import { defineConfig } from 'rolldown';

const shared = { platform: 'node' as const, external: ['electron', /^node:/] };

/** Electron runs neither TypeScript nor, in a sandboxed preload, ES modules: these two files are built. */
export default defineConfig([
  {
    ...shared,
    input: 'electron/main.ts',
    output: { file: 'dist/electron/main.js', format: 'esm', cleanDir: false },
  },
  { ...shared, input: 'electron/preload.ts', output: { file: 'dist/electron/preload.cjs', format: 'cjs' } },
]);
