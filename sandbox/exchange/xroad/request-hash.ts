import { createHash } from 'node:crypto';

export type HashedRequest = {
  readonly method: string;
  /** Path with query, as sent. */
  readonly url: string;
  /** Name and value in order of arrival. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly requestId: string;
  /** Set when the caller sent none and this server made one. */
  readonly madeId?: string | undefined;
  readonly body: Uint8Array;
};

/** Never passed on: hop-by-hop ones, and those the security server writes itself (PR-REST 4.3). */
const DROPPED_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'user-agent',
  'server',
  'content-length',
  'expect',
  'x-road-request-id',
  'x-road-request-hash',
  'x-road-error',
  'x-road-service',
]);

/**
 * X-Road-Request-Hash: base64(SHA512(SHA512(message) ‖ SHA512(body))), without a body
 * base64(SHA512(message)). A client cannot recompute it, not knowing what its own HTTP stack sent; it is
 * evidence to keep.
 */
export const requestHash = ({ method, url, headers, requestId, madeId, body }: HashedRequest): string => {
  const kept = headers.filter(([name]) => !DROPPED_HEADERS.has(name.toLowerCase()));
  const lines = [...kept, ['x-road-request-id', requestId], ...(madeId ? [['x-road-id', madeId]] : [])];
  const message = `${method} ${url}\r\n${lines.map(([name, value]) => `${name}:${value}\r\n`).join('')}`;
  const whole = sha512(Buffer.from(message));
  return (body.length === 0 ? whole : sha512(Buffer.concat([whole, sha512(body)]))).toString('base64');
};

const sha512 = (bytes: Uint8Array): Buffer => createHash('sha512').update(bytes).digest();
