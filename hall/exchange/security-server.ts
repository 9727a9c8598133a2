import { Agent, request as httpsRequest } from 'node:https';

/** What the hall is to its security server: docs/exchange-interface.md. */
export type ExchangeAccess = {
  /** `https://HOST:PORT` of the hall's security server. */
  readonly url: string;
  /** `instance/class/member/subsystem` of the hall's own subsystem. */
  readonly client: string;
  /** PEM: the hall server's key and certificate, and the one authority it trusts. */
  readonly tls: { readonly key: string; readonly cert: string; readonly ca: string };
};

export type ServiceReply =
  | { readonly ok: true; readonly body: unknown }
  /** A short code for the log: nothing of what was said. */
  | { readonly ok: false; readonly code: string };

/** One question to one service, `govsvc/office-queue/read`. Never rejects. */
export type AskService = (service: string, body: unknown, queryId: string) => Promise<ServiceReply>;

const DEADLINE_MS = 10_000;
const MOST_BYTES = 1024 * 1024;

/**
 * The X-Road REST message protocol, as far as a hall needs it: it asks, and changes nothing, so a lost answer is one
 * nobody gave.
 */
export function openSecurityServer({ url, client, tls }: ExchangeAccess): {
  readonly ask: AskService;
  readonly close: () => void;
} {
  const agent = new Agent({ ...tls, keepAlive: true, maxSockets: 2, minVersion: 'TLSv1.2' });
  const [instance = ''] = client.split('/');
  const ask: AskService = (service, body, queryId) =>
    new Promise((resolve) => {
      const fail = (code: string): void => resolve({ ok: false, code });
      const request = httpsRequest(new URL(`/r1/${instance}/GOV/${service}/v1`, url), {
        agent,
        method: 'POST',
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          Accept: 'application/json',
          'X-Road-Client': client,
          'X-Road-Id': queryId,
        },
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      request.on('error', (error) => fail(codeOf(error)));
      request.on('response', async (response) => {
        try {
          const chunks: Buffer[] = [];
          let size = 0;
          for await (const chunk of response) {
            size += chunk.length;
            if (size > MOST_BYTES) return fail('answer-too-large');
            chunks.push(chunk);
          }
          const { 'x-road-error': error, 'x-road-id': id } = response.headers;
          if (error !== undefined) return fail(String(error));
          if (response.statusCode !== 200) return fail(`status-${response.statusCode}`);
          // Somebody else's answer, as a confused proxy may give.
          if (id !== queryId) return fail('other-id');
          return resolve({ ok: true, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
        } catch (error) {
          return fail(error instanceof SyntaxError ? 'not-json' : codeOf(error));
        }
      });
      request.end(JSON.stringify(body));
    });
  return { ask, close: () => agent.destroy() };
}

/** Codes only: a TLS message quotes certificates, a socket's an address. */
const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};
