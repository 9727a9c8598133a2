import { type IncomingMessage, request } from 'node:http';
import type { DeviceDesk, StatusLine } from './device-desk.ts';

/**
 * The device desk of a kiosk that runs, over its socket. Speaks to our own server of the same build.
 *
 * @returns null when no kiosk answers there
 */
export async function connectDesk(socketPath: string): Promise<DeviceDesk | null> {
  const ask = (method: 'GET' | 'POST', path: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      request({ socketPath, method, path }, resolve).once('error', reject).end();
    });
  const answer = async <T>(method: 'GET' | 'POST', path: string): Promise<T | null> => {
    const response = await ask(method, path);
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += chunk;
    // The desk server of this same build writes what this type says.
    return response.statusCode === 200 ? (JSON.parse(text) as T) : null;
  };

  const desk: DeviceDesk = {
    list: async () => (await answer('GET', '/devices')) ?? [],
    selfTest: (deviceClass) => answer('POST', `/devices/${deviceClass}/self-test`),
    restart: async (deviceClass) => (await answer('POST', `/devices/${deviceClass}/restart`)) !== null,
    watch: async (tell, signal) => {
      const response = await ask('GET', '/devices/watch');
      signal.addEventListener('abort', () => response.destroy(), { once: true });
      try {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) {
          text += chunk;
          const lines = text.split('\n');
          text = lines.pop() ?? '';
          for (const line of lines) tell(JSON.parse(line) as StatusLine);
        }
      } catch {
        // The kiosk ended, or whoever watched did: the watch is over either way.
      }
    },
  };
  try {
    await desk.list();
    return desk;
  } catch {
    return null;
  }
}
