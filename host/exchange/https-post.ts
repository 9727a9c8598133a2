import { Agent, request as httpsRequest } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '../clock.ts';

/**
 * One POST over mutual TLS, told apart by what may have happened to it: that difference decides whether a
 * change may be repeated. No redirects are followed, no answer above the cap is read.
 */
export type HttpsPost = (request: PostRequest) => Promise<PostOutcome>;

export type PostRequest = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
};

export type PostOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** No connection, or a stranger at its end: nothing was sent. */
  | { readonly kind: 'not-sent'; readonly code: string }
  /** Sent, at least in part, and not answered in full. */
  | {
      readonly kind: 'lost';
      readonly why: 'timeout' | 'aborted' | 'cut' | 'too-large';
      readonly code: string;
    };

export type MutualTls = { readonly key: string; readonly cert: string; readonly ca: string };

/** Records are small; a message of X-Road itself may not exceed 10 MiB. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

export const createHttpsPost = (
  server: URL,
  tls: MutualTls,
  clock: Clock,
): { readonly post: HttpsPost; readonly close: () => void } => {
  // Only the hall's own CA is trusted: the machine's system store has no say in who the security server is.
  const agent = new Agent({
    ...tls,
    keepAlive: true,
    maxSockets: 8,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
  });

  const post: HttpsPost = ({ path, headers, body, deadlineMs, signal }) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve({ kind: 'not-sent', code: 'aborted' });
      let isSent = false;
      let isOver = false;
      const bytes = Buffer.from(body, 'utf8');
      const request = httpsRequest({
        agent,
        protocol: 'https:',
        host: server.hostname,
        port: server.port || 443,
        method: 'POST',
        path,
        headers: { ...headers, 'Content-Length': String(bytes.length) },
      });

      const end = (outcome: PostOutcome): void => {
        if (isOver) return;
        isOver = true;
        clock.clearTimeout(timer);
        signal?.removeEventListener('abort', stop);
        if (outcome.kind !== 'answered') request.destroy();
        resolve(outcome);
      };
      const fail = (why: 'timeout' | 'aborted' | 'cut' | 'too-large', code: string): void =>
        end(isSent ? { kind: 'lost', why, code } : { kind: 'not-sent', code });
      const stop = (): void => fail('aborted', 'aborted');
      const timer = clock.setTimeout(() => fail('timeout', 'deadline'), deadlineMs);
      signal?.addEventListener('abort', stop, { once: true });

      request.on('socket', (socket) => {
        // A pooled connection has done its handshake: what is written to it is under way at once.
        if (!socket.connecting && (socket as TLSSocket).authorized)
          isSent = true; // an https agent's sockets are TLS sockets
        else
          socket.once('secureConnect', () => {
            isSent = true;
          });
      });
      request.on('error', (error) => fail('cut', codeOf(error)));
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_ANSWER_BYTES) return fail('too-large', 'answer-too-large');
          chunks.push(chunk);
        });
        response.on('error', (error) => fail('cut', codeOf(error)));
        response.on('aborted', () => fail('cut', 'cut'));
        response.on('end', () => {
          if (!response.complete) return fail('cut', 'cut');
          end({
            kind: 'answered',
            status: response.statusCode ?? 0,
            headers: singleHeaders(response.headers),
            body: Buffer.concat(chunks).toString('utf8'),
          });
        });
      });
      request.end(bytes);
    });

  return { post, close: () => agent.destroy() };
};

const singleHeaders = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

/** Codes only: a TLS message quotes certificates, a socket's an address. */
const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.name;
