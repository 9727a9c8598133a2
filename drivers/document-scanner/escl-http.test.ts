import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { askEscl } from './escl-http.ts';
import { parseCapabilities, parseStatus } from './escl-xml.ts';

let server: Server;
let answer: Uint8Array = Buffer.alloc(0);
let url = '';

/** Something at a scanner's address that says whatever it is told to, and hangs up. */
beforeEach(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo; // it listens on a port
  url = `http://127.0.0.1:${address.port}/eSCL/ScannerStatus`;
});
afterEach(() => {
  server.close();
});

const ask = () => askEscl({ method: 'GET', url, signal: AbortSignal.timeout(5000), mostBytes: 1000 });
const http = (body: Uint8Array, length = body.length): Buffer =>
  Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`), body]);

describe('what answers at a scanner’s address', () => {
  it('and breaks off in the middle was cut, never a page', async () => {
    answer = http(Buffer.from('half a page'), 500);
    expect(await ask()).toEqual({ ok: false, error: { kind: 'cut' } });
  });

  it('without end is given up at the bound', async () => {
    answer = http(Buffer.alloc(5000));
    expect(await ask()).toEqual({ ok: false, error: { kind: 'too-large' } });
  });

  it('with any bytes, as HTTP or not, gives a value or a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, isHttp) => {
        answer = isHttp ? http(bytes) : Buffer.from(bytes);
        const answered = await ask();
        if (!answered.ok) expect(['unreachable', 'cut', 'garbled']).toContain(answered.error.kind);
        else {
          const xml = Buffer.from(answered.value.body).toString('utf8');
          expect(parseCapabilities(xml)).toHaveProperty('kind', 'unreadable');
          expect(parseStatus(xml)).toHaveProperty('kind', 'unreadable');
        }
      }),
      { numRuns: fuzzRuns(200, 0.05) },
    );
  });
});
