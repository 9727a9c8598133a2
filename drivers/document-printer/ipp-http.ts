import { readFile } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { connect as connectTcp } from 'node:net';
import type { Result } from '../status.ts';

/** IPP as bytes: one message there, one back (RFC 8010 clause 4). Never rejects. */
export type IppTransport = {
  /** Where it leads, as the printer is told: the `printer-uri`. */
  readonly uri: string;
  readonly post: (message: Uint8Array, signal: AbortSignal) => Promise<Result<Uint8Array, IppTransportFault>>;
  /** Whether anybody listens there; nothing is asked. Null when somebody does, else why not. */
  readonly knock: (signal: AbortSignal) => Promise<string | null>;
};

/** `mayHaveActed` false: the message never reached the printer, so nothing has come of it. */
export type IppTransportFault = { readonly mayHaveActed: boolean } & (
  | { readonly kind: 'disconnected'; readonly reason: string }
  /** The signal fired: a deadline, or the caller. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'protocol'; readonly detail: string }
);

const ippPort = 631;
/** All attributes of a large printer are some 30 kB. */
const longestAnswerBytes = 1_048_576;

export type IppHttpOptions = {
  /** `ipp://host[:port]/path`, or `ipps:` for TLS; 631 without a port. */
  readonly uri: string;
  /**
   * PEM file of the printer's own certificate, or of the authority that signed it, for `ipps:`. Printers sign their
   * own, so one given here is trusted whatever name it carries; without it the system's authorities and the name
   * decide. Read for each message, so that a certificate that was replaced needs no restart.
   */
  readonly certificate?: string;
};

/**
 * IPP over HTTP/1.1. Each message has a connection of its own: printers close idle ones at a time of their choosing,
 * and a message that meets such a close is a message of which nobody knows whether it arrived.
 */
export function openIppHttp({ uri, certificate }: IppHttpOptions): IppTransport {
  const target = new URL(uri);
  const isTls = target.protocol === 'ipps:';
  // `ipp:` is no special scheme to URL, which therefore keeps the brackets of an IPv6 host.
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const port = target.port === '' ? ippPort : Number(target.port);
  const path = `${target.pathname || '/'}${target.search}`;
  const send = isTls ? requestHttps : requestHttp;
  const trusted = async (): Promise<Trust> =>
    certificate === undefined
      ? {}
      : { ca: await readFile(certificate), checkServerIdentity: () => undefined };

  const exchange = (
    message: Uint8Array,
    trust: Trust,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array, IppTransportFault>> =>
    new Promise((resolve) => {
      let mayHaveActed = false;
      const fail = (fault: FaultKind): void => resolve({ ok: false, error: { ...fault, mayHaveActed } });
      const headers = { 'content-type': 'application/ipp', 'content-length': message.length };
      const request = send(
        { host, port, path, method: 'POST', agent: false, headers, signal, ...trust },
        (response) => {
          void readAnswer(response).then((answer) => {
            if (answer.ok) return resolve(answer);
            request.destroy();
            return fail(signal.aborted ? { kind: 'stopped' } : answer.error);
          });
        },
      );
      onConnected(request, isTls, () => {
        mayHaveActed = true;
      });
      request.on('error', (error) =>
        fail(signal.aborted ? { kind: 'stopped' } : { kind: 'disconnected', reason: reasonOf(error) }),
      );
      request.end(message);
    });

  return {
    uri: `${target.protocol}//${target.host}${target.pathname}`,
    post: async (message, signal) => {
      if (signal.aborted) return notSent({ kind: 'stopped' });
      try {
        return await exchange(message, await trusted(), signal);
      } catch (error) {
        // The certificate cannot be read, or is none.
        return notSent({ kind: 'disconnected', reason: reasonOf(error) });
      }
    },
    knock: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve('no answer');
        const socket = connectTcp({ host, port });
        const done = (reason: string | null): void => {
          signal.removeEventListener('abort', giveUp);
          socket.destroy();
          resolve(reason);
        };
        const giveUp = (): void => done('no answer');
        signal.addEventListener('abort', giveUp);
        socket.on('connect', () => done(null));
        socket.on('error', (error) => done(reasonOf(error)));
      }),
  };
}

type Trust = { readonly ca?: Buffer; readonly checkServerIdentity?: () => undefined };

function notSent(fault: FaultKind): { readonly ok: false; readonly error: IppTransportFault } {
  return { ok: false, error: { ...fault, mayHaveActed: false } };
}

type FaultKind =
  | { readonly kind: 'disconnected'; readonly reason: string }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'protocol'; readonly detail: string };

/** Until here no byte of the message can have reached the printer. */
function onConnected(request: ClientRequest, isTls: boolean, run: () => void): void {
  request.on('socket', (socket) => {
    socket.once(isTls ? 'secureConnect' : 'connect', run);
  });
}

async function readAnswer(response: IncomingMessage): Promise<Result<Uint8Array, FaultKind>> {
  if (response.statusCode !== 200) {
    response.destroy();
    return { ok: false, error: { kind: 'protocol', detail: `HTTP ${response.statusCode ?? 0}` } };
  }
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of response) {
      const bytes = Buffer.from(piece);
      length += bytes.length;
      if (length > longestAnswerBytes) return { ok: false, error: { kind: 'protocol', detail: 'too long' } };
      pieces.push(bytes);
    }
  } catch (error) {
    return { ok: false, error: { kind: 'disconnected', reason: reasonOf(error) } };
  }
  return { ok: true, value: Buffer.concat(pieces) };
}

/** `ECONNREFUSED`, `EHOSTUNREACH`, `DEPTH_ZERO_SELF_SIGNED_CERT` …: what a technician can look up. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Both addresses of a name failed (happy eyeballs): the first tells as much.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const code = first instanceof Error && 'code' in first ? first.code : undefined;
  return typeof code === 'string' ? code : error.message;
}
