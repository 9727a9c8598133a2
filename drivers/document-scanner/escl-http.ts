import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Result } from '../status.ts';

export type EsclRequest = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly xml?: string;
  readonly signal: AbortSignal;
  readonly mostBytes: number;
  /** 0 to 1, where the scanner announced a length. */
  readonly onProgress?: (fraction: number | null) => void;
};
export type EsclAnswer = {
  readonly status: number;
  readonly location: string | undefined;
  readonly retryAfter: string | undefined;
  readonly body: Uint8Array;
};
export type EsclHttpFault =
  /** No connection, or none any more before an answer began. */
  | { readonly kind: 'unreachable' }
  /** The answer ended before its body did. */
  | { readonly kind: 'cut' }
  /** What answers there speaks no HTTP. */
  | { readonly kind: 'garbled' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'aborted' };

export type AskEscl = (request: EsclRequest) => Promise<Result<EsclAnswer, EsclHttpFault>>;

/** One request, one connection: scanners count idle ones, and a stale one looks like a scanner that is gone. */
export const askEscl: AskEscl = (request) =>
  new Promise((resolve) => {
    if (request.signal.aborted) return resolve({ ok: false, error: { kind: 'aborted' } });
    const send = request.url.startsWith('https:') ? requestHttps : requestHttp;
    const body = request.xml === undefined ? undefined : Buffer.from(request.xml, 'utf8');
    let hasBegun = false;
    const fail = (kind: EsclHttpFault['kind']): void => {
      resolve({ ok: false, error: { kind: request.signal.aborted ? 'aborted' : kind } });
    };
    const exchange = send(
      request.url,
      {
        method: request.method,
        signal: request.signal,
        agent: false,
        headers: body === undefined ? {} : { 'content-type': 'text/xml', 'content-length': body.length },
      },
      (answer) => {
        hasBegun = true;
        const announced = Number(answer.headers['content-length'] ?? Number.NaN);
        const pieces: Buffer[] = [];
        let received = 0;
        answer.on('data', (piece: Buffer) => {
          received += piece.length;
          if (received > request.mostBytes) {
            fail('too-large');
            exchange.destroy();
            return;
          }
          pieces.push(piece);
          request.onProgress?.(announced > 0 ? Math.min(1, received / announced) : null);
        });
        answer.once('error', () => fail('cut'));
        answer.once('close', () => {
          if (!answer.complete) return fail('cut');
          resolve({
            ok: true,
            value: {
              status: answer.statusCode ?? 0,
              location: answer.headers.location,
              retryAfter: answer.headers['retry-after'],
              body: Buffer.concat(pieces),
            },
          });
        });
      },
    );
    exchange.once('error', (error: NodeJS.ErrnoException) => {
      // The parser's own codes begin so.
      if (error.code?.startsWith('HPE_') === true) return fail('garbled');
      fail(hasBegun ? 'cut' : 'unreachable');
    });
    exchange.end(body);
  });
