import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where `npm run build:screens` puts the operators' console. */
export const BUILT_CONSOLE = join(import.meta.dirname, '..', '..', 'dist', 'renderer', 'console');

/** Everything comes from here, nothing is written into the page: no script, no style, no picture from elsewhere. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Names of built files hold a hash of what is in them. */
const FOREVER = 'public, max-age=31536000, immutable';

/** The console at `/`; a hall whose console was not built serves its interface alone. */
export async function consoleFiles(app: FastifyInstance, directory: string): Promise<void> {
  if (!existsSync(directory)) return;
  await app.register(fastifyStatic, {
    root: directory,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('content-security-policy', POLICY);
      if (path.includes('/assets/')) reply.header('cache-control', FOREVER);
    },
  });
}
