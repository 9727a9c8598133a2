import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { requestHash } from './request-hash.ts';

const request = {
  method: 'POST',
  url: '/r1/A/B/C/D/E/v1',
  headers: [
    ['Host', 'server'],
    ['X-Road-Client', 'A/B/C/D'],
    ['X-Road-Request-Id', 'the client’s own, dropped'],
  ] as const,
  requestId: 'r-1',
  body: Buffer.from('{}'),
};
const sha512 = (bytes: string | Buffer) => createHash('sha512').update(bytes).digest();

test('covers verb, address, kept headers, request id and body, and nothing hop by hop', () => {
  const message = 'POST /r1/A/B/C/D/E/v1\r\nX-Road-Client:A/B/C/D\r\nx-road-request-id:r-1\r\n';
  const expected = sha512(Buffer.concat([sha512(message), sha512('{}')])).toString('base64');
  expect(requestHash(request)).toBe(expected);
  expect(requestHash({ ...request, body: Buffer.alloc(0) })).toBe(sha512(message).toString('base64'));
});

test('changes when the body or the id this server made changes', () => {
  expect(requestHash({ ...request, body: Buffer.from('{ }') })).not.toBe(requestHash(request));
  expect(requestHash({ ...request, madeId: 'ONCE-1' })).not.toBe(requestHash(request));
});
