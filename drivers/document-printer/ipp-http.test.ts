import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { createSimulatedClock } from '../testing/simulated-clock.ts';
import { createIppClient } from './ipp-client.ts';
import { openIppHttp } from './ipp-http.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const never = new AbortController().signal;
const message = Uint8Array.of(2, 0, 0, 11, 0, 0, 0, 1, 3);

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A server that answers whatever comes with these bytes, and closes. */
async function answering(answer: string | Uint8Array, { isCut = false } = {}): Promise<string> {
  const port = await listening(
    createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        if (isCut) socket.write(answer, () => socket.resetAndDestroy());
        else socket.end(answer);
      });
    }),
  );
  return `ipp://127.0.0.1:${port}/ipp/print`;
}
const http = (body: string, head = '') => `HTTP/1.1 200 OK\r\n${head}\r\n${body}`;

describe('an answer', () => {
  it('is the body, however it is framed', async () => {
    const whole = openIppHttp({ uri: await answering(http('hello', 'Content-Length: 5\r\n')) });
    expect(await whole.post(message, never)).toEqual({ ok: true, value: Buffer.from('hello') });
    const pieces = await answering(
      http('2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n', 'Transfer-Encoding: chunked\r\n'),
    );
    expect(await openIppHttp({ uri: pieces }).post(message, never)).toEqual({
      ok: true,
      value: Buffer.from('hello'),
    });
  });

  it('that is not 200 is a fault with its number', async () => {
    const uri = await answering('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
    expect(await openIppHttp({ uri }).post(message, never)).toEqual({
      ok: false,
      error: { kind: 'protocol', detail: 'HTTP 401', mayHaveActed: true },
    });
  });

  it('that does not end is cut off at a megabyte', async () => {
    const uri = await answering(http('x'.repeat(3_000_000)));
    expect(await openIppHttp({ uri }).post(message, never)).toEqual({
      ok: false,
      error: { kind: 'protocol', detail: 'too long', mayHaveActed: true },
    });
  });

  it('that breaks off is lost, and the message may have been acted on', async () => {
    const uri = await answering(http('he', 'Content-Length: 5\r\n'), { isCut: true });
    expect(await openIppHttp({ uri }).post(message, never)).toMatchObject({
      ok: false,
      error: { kind: 'disconnected', mayHaveActed: true },
    });
  });

  it('that does not come ends when the caller says so', async () => {
    let isConnected = false;
    const port = await listening(
      createServer(() => {
        isConnected = true;
      }),
    );
    const patience = new AbortController();
    const posted = openIppHttp({ uri: `ipp://127.0.0.1:${port}/` }).post(message, patience.signal);
    await expect.poll(() => isConnected).toBe(true);
    patience.abort();
    expect(await posted).toEqual({ ok: false, error: { kind: 'stopped', mayHaveActed: true } });
  });
});

describe('nobody there', () => {
  it('the message has certainly not been acted on', async () => {
    const port = await listening(createServer());
    await closing.pop()?.();
    const transport = openIppHttp({ uri: `ipp://127.0.0.1:${port}/ipp/print` });
    expect(await transport.knock(never)).toBe('ECONNREFUSED');
    expect(await transport.post(message, never)).toEqual({
      ok: false,
      error: { kind: 'disconnected', reason: 'ECONNREFUSED', mayHaveActed: false },
    });
  });
});

describe('over TLS', () => {
  const certify = async () => {
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: 'CN=A printer of its own',
      keys,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    });
    const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
    return { cert: certificate.toString('pem'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') };
  };

  it('a printer that has signed for itself is believed by its certificate alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'once-ipps-'));
    closing.push(() => rm(folder, { recursive: true }));
    const own = await certify();
    const file = join(folder, 'printer.crt');
    const port = await listening(createTlsServer(own, (_, response) => response.end('hello')));
    const uri = `ipps://127.0.0.1:${port}/ipp/print`;

    await writeFile(file, own.cert);
    expect(await openIppHttp({ uri, certificate: file }).post(message, never)).toEqual({
      ok: true,
      value: Buffer.from('hello'),
    });
    await writeFile(file, (await certify()).cert);
    const stranger = { ok: false, error: { kind: 'disconnected', mayHaveActed: false } };
    expect(await openIppHttp({ uri, certificate: file }).post(message, never)).toMatchObject(stranger);
    expect(await openIppHttp({ uri }).post(message, never)).toMatchObject(stranger);
    expect(await openIppHttp({ uri, certificate: join(folder, 'absent.crt') }).post(message, never)).toEqual({
      ok: false,
      error: { kind: 'disconnected', reason: 'ENOENT', mayHaveActed: false },
    });
  });
});

it('any bytes from the other end are an answer or a fault', async () => {
  let answer: Uint8Array = new Uint8Array();
  const port = await listening(
    createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(answer));
    }),
  );
  const transport = openIppHttp({ uri: `ipp://127.0.0.1:${port}/` });
  const client = createIppClient({ transport, clock: createSimulatedClock(), owner: 'TL-003' });
  const framed = fc
    .uint8Array({ maxLength: 300 })
    .map((body) => Buffer.concat([Buffer.from(http('', `Content-Length: ${body.length}\r\n`)), body]));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), framed), async (bytes) => {
      answer = bytes;
      const asked = await client.printer();
      return asked.ok || ['disconnected', 'protocol', 'refused'].includes(asked.error.kind);
    }),
    { numRuns: fuzzRuns(200, 0.01) },
  );
});
