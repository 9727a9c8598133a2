import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export type HallRequest = {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** PEM: whom to trust as the hall; null where the address is `http:`. The machine's own store has no say in that. */
  readonly ca: string | null;
  /** Ends it; the deadline is the caller's. */
  readonly signal: AbortSignal;
};

const MOST_BYTES = 64 * 1024;

/** One question of a machine to its hall, over HTTP. Rejects when nobody answers, or with more than 64 KiB. */
export function requestHall(
  url: URL,
  { method, headers, body, ca, signal }: HallRequest,
): Promise<{ readonly status: number; readonly text: string }> {
  const options = { method, headers, signal };
  return new Promise((resolve, reject) => {
    if (url.protocol === 'https:' && !ca)
      return reject(new Error('there is nothing to check the hall against'));
    const request =
      ca && url.protocol === 'https:' ? httpsRequest(url, { ...options, ca }) : httpRequest(url, options);
    request.on('error', reject);
    request.on('response', async (response) => {
      try {
        const chunks: Buffer[] = [];
        let size = 0;
        for await (const chunk of response) {
          size += chunk.length;
          if (size > MOST_BYTES) throw new Error('it answered too much');
          chunks.push(chunk);
        }
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    request.end(body);
  });
}
