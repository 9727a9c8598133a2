import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import type { FaultBoard } from './fault-board.ts';
import { REASONS } from './services/department-rules.ts';
import type { Directory } from './services/directory.ts';
import type { ServiceAnswer } from './services/service.ts';
import { deliver, deliverFault, deliverSoapFault, type Envelope } from './xroad/delivery.ts';
import type { XRoadFault } from './xroad/fault.ts';
import { requestHash } from './xroad/request-hash.ts';
import {
  parseClientId,
  parseServiceAddress,
  printAddress,
  type ServiceAddress,
} from './xroad/service-address.ts';

export type SecurityServerOptions = {
  readonly host: string;
  /** 0 takes a free one, and keeps it for the server's life. */
  readonly port: number;
  /** PEM: this server's key and certificate, and the authority that enrols kiosks. */
  readonly tls: { readonly key: string; readonly cert: string; readonly ca: string };
  readonly instance: string;
  /** The client a kiosk speaks for, by the CN of its certificate; undefined when it is not registered. */
  readonly clientOf: (kiosk: string) => string | undefined;
  /** Access rights are given to clients by service; true without it. */
  readonly mayCall?: (client: string, service: string) => boolean;
  readonly directory: Directory;
  readonly faults: FaultBoard;
  readonly newId: () => string;
};

export type SecurityServer = {
  readonly url: string;
  /** Refuses connections while the board says so, and listens again on the same port afterwards. */
  readonly followFaults: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Default of an X-Road message log; a larger body is refused, not cut. */
const BODY_LIMIT = 10 * 1024 * 1024;
/** Long enough to be seen waiting, well within a kiosk's deadline for a query. */
const SLOW_MS = 6_000;

/**
 * The hall's security server and everything behind it: mutual TLS, the X-Road REST message protocol as running
 * code speaks it, and the departments' answers. Plain `node:https`: a framework would parse, route and answer
 * for itself just where a security server keeps bytes as they came and where faults must reach the socket.
 */
export const startSecurityServer = async (options: SecurityServerOptions): Promise<SecurityServer> => {
  const { host, tls } = options;
  const closing = new AbortController();
  const server = createServer(
    { ...tls, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      handle(request, response, options, closing.signal).catch(() => response.destroy());
    },
  );

  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  await listen(options.port);
  const port = portOf(server.address());
  return {
    url: `https://${host}:${port}`,
    followFaults: async () => {
      const down = options.faults.isDown();
      if (down && server.listening) await stop();
      if (!down && !server.listening && !closing.signal.aborted) await listen(port);
    },
    close: async () => {
      closing.abort();
      if (server.listening) await stop();
    },
  };
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
};

const handle = async (
  request: IncomingMessage,
  response: ServerResponse,
  { instance, clientOf, mayCall = () => true, directory, faults, newId }: SecurityServerOptions,
  closing: AbortSignal,
): Promise<void> => {
  const { method = 'GET', url = '/', headers } = request;
  const givenId = single(headers['x-road-id']);
  const requestId = newId();
  const envelope: Envelope = {
    id: givenId ?? `${instance}-${newId()}`,
    requestId,
    spelling: faults.spelling(),
    detail: newId(),
  };
  const fail = (fault: XRoadFault) => deliverFault(response, fault, envelope);

  const parsed = parseServiceAddress(url);
  const body = await readBody(request);
  if (!parsed.ok && parsed.problem === 'not-rest') return deliverSoapFault(response, method);
  if (!parsed.ok) return fail('invalid-uri');
  if (body === 'too-large') return fail('body-too-large');

  const kiosk = commonNameOf(request);
  const client = clientOf(kiosk);
  const stranger = checkClient(request, client);
  if (stranger !== undefined) return fail(stranger);

  const code = codeOf(parsed.address);
  if (client === undefined || !mayCall(client, code)) return fail('access-denied');
  const fault = faults.takeFault(code);
  if (fault === 'down') return void response.destroy();
  const latencyMs = faults.latencyMs(code) + (fault === 'slow' ? SLOW_MS : 0);
  if (latencyMs > 0) await wait(latencyMs, undefined, { signal: closing });
  if (fault === 'accessDenied') return fail('access-denied');
  if (fault === 'maintenance') return fail('maintenance');
  // Held open until the caller gives up, as a provider behind a lost route is.
  if (fault === 'timeoutBeforeEffect') return;

  const found = directory.find(parsed.address, method);
  if (!found.found) return fail(found.problem);
  const userId = single(headers['x-road-userid']) ?? null;
  if (userId !== null && !PSEUDONYM.test(userId)) return deliver(response, NO_PSEUDONYM, envelope, 'none');
  const representedParty = single(headers['x-road-represented-party']) ?? null;
  if (representedParty !== null && !BUSINESS.test(representedParty))
    return deliver(response, NO_BUSINESS, envelope, 'none');
  if (fault === 'providerError') return deliver(response, PROVIDER_ERROR, envelope, 'none');
  if (fault === 'rejects') return deliver(response, REJECTED, envelope, 'none');

  const hash = requestHash({
    ...{ method, url, requestId, body },
    headers: headerPairs(request.rawHeaders),
    madeId: givenId === undefined ? envelope.id : undefined,
  });
  const answered = await found.service({
    department: parsed.address.member,
    service: parsed.address.service,
    body: parseJson(body),
    representedParty,
    evidence: {
      ...{ queryId: envelope.id, requestId, requestHash: hash, kiosk, userId },
    },
  });
  if (fault === 'timeoutAfterEffect') return;
  deliver(response, answered, { ...envelope, hash, service: printAddress(parsed.address) }, fault);
};

/** Both message logs keep this header: a provider that finds a card's number in it must not go on as if nothing were. */
const PSEUDONYM = /^CN[0-9a-f]{16}$/;
const NO_PSEUDONYM: ServiceAnswer = {
  status: 400,
  body: { type: 'bad-request', paths: ['X-Road-UserId: no pseudonym'] },
};

/** … and this one: a business is named in it by its credit code (GB 32100), a person never. */
const BUSINESS = /^COM\/[0-9A-HJ-NP-RTUWXY]{18}$/;
const NO_BUSINESS: ServiceAnswer = {
  status: 400,
  body: { type: 'bad-request', paths: ['X-Road-Represented-Party: no business'] },
};

/** A department that takes no application at the moment, for a reason of its own. */
const REJECTED: ServiceAnswer = {
  status: 422,
  body: { type: 'rejected', reason: REASONS.notNow },
};

/** A department's own failure travels back as it came, without X-Road-Error. */
const PROVIDER_ERROR: ServiceAnswer = { status: 500, body: { error: 'internal server error' } };

/** One X-Road-Client, and the one this certificate is registered for; duplicates would reach the provider. */
const checkClient = (request: IncomingMessage, registered: string | undefined): XRoadFault | undefined => {
  const sent = request.headersDistinct['x-road-client'] ?? [];
  if (sent.length === 0) return 'client-missing';
  const client = sent.length === 1 && sent[0] !== undefined ? parseClientId(sent[0]) : undefined;
  if (client === undefined) return 'client-invalid';
  return client === registered ? undefined : 'certificate-not-registered';
};

const commonNameOf = (request: IncomingMessage): string => {
  const name =
    request.socket instanceof TLSSocket ? request.socket.getPeerCertificate().subject?.CN : undefined;
  return typeof name === 'string' ? name : '';
};

/** The name faults and latencies go by: `police/data/driver-licence`. */
const codeOf = ({ member, subsystem, service }: ServiceAddress): string =>
  `${member}/${subsystem}/${service}`;

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

const headerPairs = (raw: readonly string[]): (readonly [string, string])[] =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));

const readBody = async (request: IncomingMessage): Promise<Uint8Array | 'too-large'> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    // Read on to the end, or the caller would see a reset instead of the answer; keep nothing of it.
    if (length > BODY_LIMIT) chunks.length = 0;
    else chunks.push(chunk);
  }
  return length > BODY_LIMIT ? 'too-large' : Buffer.concat(chunks);
};

/** What is not JSON is undefined, which no request schema accepts: the department answers 400. */
const parseJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
};
