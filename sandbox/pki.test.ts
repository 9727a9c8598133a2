import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAuthority } from './pki.ts';

const now = () => new Date();
const daysFromNow = (days: number) => () => new Date(Date.now() + days * 24 * 60 * 60 * 1000);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'once-pki-'));
});
afterEach(() => rm(folder, { recursive: true }));

const enrolled = async (secretsDir: string) => {
  const [key, cert, ca] = await Promise.all(
    ['identity.key', 'identity.crt', 'hall-ca.crt'].map((name) => readFile(join(secretsDir, name), 'utf8')),
  );
  if (key === undefined || cert === undefined || ca === undefined) throw new Error('three files');
  return { key, cert, ca };
};

/** One mutual TLS handshake; the name the server saw, or why there was none. */
async function handshake(
  server: { readonly key: string; readonly cert: string; readonly ca: string },
  client: { readonly key?: string; readonly cert?: string; readonly ca: string },
): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const listener = createServer({
    ...server,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
  });
  listener.on('secureConnection', (socket: TLSSocket) => {
    resolve(String(socket.getPeerCertificate().subject.CN));
    socket.end();
  });
  listener.on('tlsClientError', (error) => resolve(error.message));
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('listens on a port');
  const socket = connect({ host: '127.0.0.1', port: address.port, ...client });
  socket.on('error', (error) => resolve(error.message));
  const seen = await promise;
  socket.destroy();
  await new Promise((done) => listener.close(done));
  return seen;
}

describe('mutual TLS on loopback', () => {
  test('the server sees which kiosk calls, by the name in its certificate', async () => {
    const authority = await openAuthority(join(folder, 'pki'), now);
    await authority.enrol('TL-003', join(folder, 'secrets'));
    expect(await handshake(await authority.server(), await enrolled(join(folder, 'secrets')))).toBe('TL-003');
  });

  test('a kiosk of another hall is not let in', async () => {
    const authority = await openAuthority(join(folder, 'pki'), now);
    const stranger = await openAuthority(join(folder, 'other'), now);
    await stranger.enrol('TL-003', join(folder, 'secrets'));
    const { key, cert } = await enrolled(join(folder, 'secrets'));
    const server = await authority.server();
    expect(await handshake(server, { key, cert, ca: server.ca })).not.toBe('TL-003');
  });

  test('a kiosk does not talk to a server of another hall', async () => {
    const authority = await openAuthority(join(folder, 'pki'), now);
    await authority.enrol('TL-003', join(folder, 'secrets'));
    const stranger = await openAuthority(join(folder, 'other'), now);
    expect(await handshake(await stranger.server(), await enrolled(join(folder, 'secrets')))).not.toBe(
      'TL-003',
    );
  });
});

test('secrets are readable by their owner alone', async () => {
  const authority = await openAuthority(join(folder, 'pki'), now);
  await authority.enrol('TL-003', join(folder, 'secrets'));
  for (const name of ['identity.key', 'identity.crt', 'hall-ca.crt']) {
    expect((await stat(join(folder, 'secrets', name))).mode & 0o777).toBe(0o600);
  }
  expect((await stat(join(folder, 'pki', 'ca.key'))).mode & 0o777).toBe(0o600);
});

describe('the authority outlives a restart of the sandbox', () => {
  const authorityOf = async (clock: () => Date) =>
    (await (await openAuthority(join(folder, 'pki'), clock)).server()).ca;

  test('so a kiosk enrolled before is still let in', async () => {
    const before = await openAuthority(join(folder, 'pki'), now);
    await before.enrol('TL-003', join(folder, 'secrets'));
    const after = await openAuthority(join(folder, 'pki'), now);
    expect(await handshake(await after.server(), await enrolled(join(folder, 'secrets')))).toBe('TL-003');
  });

  test('until it would soon run out; then there is a new one', async () => {
    const first = await authorityOf(now);
    expect(await authorityOf(daysFromNow(300))).toBe(first);
    const renewed = await authorityOf(daysFromNow(380));
    expect(renewed).not.toBe(first);
    expect(new X509Certificate(renewed).validToDate.getTime()).toBeGreaterThan(daysFromNow(700)().getTime());
  });
});
