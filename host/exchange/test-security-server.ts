import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { onTestFinished } from 'vitest';
import type { MutualTls } from './https-post.ts';

/** For tests: what arrived, and a way to answer it. */
export type Arrived = {
  readonly path: string;
  readonly method: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
  readonly response: ServerResponse;
};

const pem = (name: string): string =>
  readFileSync(new URL(`test-certificates/${name}`, import.meta.url), 'utf8');

export const kioskTls: MutualTls = { key: pem('kiosk.key'), cert: pem('kiosk.crt'), ca: pem('ca.crt') };
export const strangerTls: MutualTls = {
  key: pem('stranger.key'),
  cert: pem('stranger.crt'),
  ca: pem('ca.crt'),
};

/** For tests: an HTTPS server that wants a client certificate, and does with each request what the test says. */
export const startSecurityServer = async (
  answer: (arrived: Arrived) => void,
  identity: 'server' | 'stranger' = 'server',
): Promise<{ readonly url: URL; readonly arrived: Arrived[] }> => {
  const arrived: Arrived[] = [];
  const tls = { key: pem(`${identity}.key`), cert: pem(`${identity}.crt`), ca: pem('ca.crt') };
  const server: Server = createServer(
    { ...tls, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const each = {
          path: request.url ?? '',
          method: request.method ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks).toString('utf8'),
          response,
        };
        arrived.push(each);
        answer(each);
      });
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has a port');
  return { url: new URL(`https://127.0.0.1:${address.port}`), arrived };
};

/** Answers as a security server passes a provider's answer on. */
export const reply = (
  { response, headers }: Arrived,
  status: number,
  body: unknown,
  extra: Record<string, string> = {},
): void => {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'X-Road-Id': String(headers['x-road-id']),
    'X-Road-Request-Id': 'f92591a3-6bf0-49b1-987b-0dd78c034cc3',
    ...extra,
  });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};
