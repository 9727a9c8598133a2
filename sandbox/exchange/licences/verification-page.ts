import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { shanghaiDate } from '../../population/civil-date.ts';
import type { LicenceRegister, StoredLicence } from './licence-register.ts';
import { sha256 } from './seal-document.ts';
import { verificationHtml } from './verification-html.ts';

/** What the page tells whoever scans the code of a paper. The holder is masked: enough to compare, not to learn. */
export type Verification =
  | { readonly verdict: 'unknown' }
  | {
      readonly verdict: 'valid' | 'expired';
      readonly number: string;
      readonly title: { readonly 'zh-CN': string; readonly en: string };
      readonly organisation: string;
      readonly holder: { readonly name: string; readonly number: string };
      readonly issuedOn: string;
      readonly validTo: string | null;
      /** Of the sealed file, for who has the file. */
      readonly sha256: string;
      /** Only when a file was handed in. */
      readonly file?: 'same' | 'altered';
    };

export type VerificationPage = {
  /** `http://host:port/v/`; a token follows it. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

const LARGEST_FILE = 4 * 1024 * 1024;

/**
 * The public side of the exchange, where the code on a certificate leads: a page for people (and the same as JSON
 * for `Accept: application/json`), and a form that compares a file with what was sealed.
 */
export const startVerificationPage = async (options: {
  readonly host: string;
  readonly port: number;
  readonly register: LicenceRegister;
  readonly clock: () => Date;
}): Promise<VerificationPage> => {
  const { register, clock } = options;
  const server = Fastify({ bodyLimit: LARGEST_FILE });
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  type Asked = FastifyRequest<{ Params: { token: string } }>;
  const find = ({ params }: Asked) => register.byToken(params.token);

  server.get('/v/:token', async (request: Asked, reply) =>
    tell(request, reply, describe(find(request), clock())),
  );
  server.post('/v/:token', async (request: Asked, reply) => {
    const known = find(request);
    const file = await fileIn(request);
    const told = describe(known, clock());
    if (told.verdict === 'unknown' || known === undefined || file === null) return tell(request, reply, told);
    return tell(request, reply, { ...told, file: sha256(file) === known.sha256 ? 'same' : 'altered' });
  });
  await server.listen({ host: options.host, port: options.port });
  return { url: `http://${options.host}:${portOf(server.server.address())}/v/`, close: () => server.close() };
};

const describe = (licence: StoredLicence | undefined, now: Date): Verification => {
  if (licence === undefined) return { verdict: 'unknown' };
  const { number, title, organisation, holder, issuedOn, validTo, sha256: digest } = licence;
  return {
    verdict: validTo !== null && shanghaiDate(now) > validTo ? 'expired' : 'valid',
    ...{ number, title, organisation, issuedOn, validTo, sha256: digest },
    holder: { name: maskName(holder.name), number: `${'*'.repeat(14)}${holder.idNo.slice(-4)}` },
  };
};

/** The first character and, from three on, the last. */
const maskName = (name: string): string => {
  const letters = [...name];
  const last = letters.length > 2 ? letters.at(-1) : '';
  return `${letters[0] ?? ''}${'＊'.repeat(Math.max(1, letters.length - (last ? 2 : 1)))}${last}`;
};

/** A file as a form sends it (`multipart/form-data`, field `file`), or the bytes themselves. */
const fileIn = async (request: FastifyRequest): Promise<Uint8Array | null> => {
  if (!Buffer.isBuffer(request.body)) return null;
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return request.body;
  const form = await new Response(new Uint8Array(request.body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null);
  const file = form?.get('file');
  return file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : null;
};

const tell = (request: FastifyRequest, reply: FastifyReply, told: Verification): FastifyReply => {
  reply
    .code(told.verdict === 'unknown' ? 404 : 200)
    .header('Cache-Control', 'no-store')
    .header('X-Content-Type-Options', 'nosniff')
    .header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'");
  return request.headers.accept?.includes('application/json')
    ? reply.send(told)
    : reply.type('text/html; charset=utf-8').send(verificationHtml(told));
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
};
