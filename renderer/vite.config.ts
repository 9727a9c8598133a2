import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { catalogueNames } from './console-catalogue.ts';

/**
 * Each screen of the house is an application of its own: `renderer/<app>/index.html` becomes
 * `dist/renderer/<app>/`. Build one with `vite build --config renderer/vite.config.ts --mode <app>`, or all with
 * the builder below. What comes out holds no inline script and no inline style, so that the host can serve it
 * under a strict content security policy.
 */
const here = import.meta.dirname;
export const APPS = ['citizen', 'sandbox', 'console'].filter((app) =>
  existsSync(resolve(here, app, 'index.html')),
);

/** The host a development server stands in front of. */
const host = process.env.HOST_URL ?? 'http://127.0.0.1:8700';

export default defineConfig(({ command, mode }) => {
  const app = APPS.includes(mode) ? mode : 'citizen';
  return {
    root: resolve(here, app),
    base: './',
    plugins: [react(), catalogueNames()],
    /* Found before the first page is asked for: a late find would reload it under a test's hands. */
    optimizeDeps: { entries: ['index.html', 'gallery/index.html'] },
    server: {
      port: 5173,
      strictPort: false,
      // The host answers to its own name only; the window's origin stays what it is, and the host knows it.
      proxy: {
        '^/screen$': { target: host, ws: true, changeOrigin: true },
        '^/scans/': { target: host, changeOrigin: true },
        '^/camera/frame$': { target: host, changeOrigin: true },
        '^/api/': { target: host, changeOrigin: true },
      },
      fs: { allow: [resolve(here, '..')] },
    },
    build: {
      outDir: resolve(here, '..', 'dist', 'renderer', app),
      emptyOutDir: true,
      target: 'chrome140',
      /* A data: URL in a style sheet would need its own permission in the policy. */
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: command === 'build',
    },
  };
});
