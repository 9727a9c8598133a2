import { refresher } from '../../../renderer/console/data/live.ts';
import type { Desk } from '../../fleet/hall-desk.ts';
import type { Fault } from './contract.ts';

/**
 * Somebody who watches, as the console does: the list of all machines is asked for whenever something changed, as often
 * as the console asks, and a machine looked at when the live feed says that it has changed. A probe's fault carries the
 * moment it was said, so what is measured is the way from the machine to the screen's data.
 */
export type Watching = {
  /** Milliseconds from said to seen; null: it was not seen. */
  readonly latencyOf: (fault: Fault) => number | null;
  /** How often the list of all machines came, and how long it took. */
  readonly lists: () => string;
  readonly stop: () => void;
};

export async function watch(url: string, desk: Desk, probes: readonly string[]): Promise<Watching> {
  const abort = new AbortController();
  const among = new Set(probes);
  const latencies = new Map<string, number>();
  const took: number[] = [];
  const asked = { headers: { cookie: desk.cookie ?? '' }, signal: abort.signal };

  const look = async (kiosk: string): Promise<void> => {
    const { body } = await desk.get(`/api/machines/${kiosk}`);
    const at = faultAt(body);
    if (at !== null && !latencies.has(`${kiosk} ${at}`)) latencies.set(`${kiosk} ${at}`, Date.now() - at);
  };
  const list = refresher(async () => {
    const from = Date.now();
    // What a browser makes of it is not the hall's.
    await fetch(`${url}/api/fleet`, asked)
      .then((answer) => answer.arrayBuffer())
      .catch(() => undefined);
    took.push(Date.now() - from);
  });

  const response = await fetch(`${url}/api/live`, asked);
  if (!response.ok || !response.body) throw new Error(`no live feed: ${response.status}`);
  const { body } = response;
  void (async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      rest += decoder.decode(chunk, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const kiosk = /^data: .*"kiosk":"([^"]+)"/.exec(line)?.[1];
        if (kiosk === undefined) continue;
        list.news();
        if (among.has(kiosk)) void look(kiosk).catch(() => undefined);
      }
    }
  })().catch(() => undefined);
  return {
    latencyOf: ({ kiosk, at }) => latencies.get(`${kiosk} ${at}`) ?? null,
    lists: () => `the list of all came ${took.length} times, in ${Math.max(0, ...took)} ms at most`,
    stop: () => {
      list.end();
      abort.abort();
    },
  };
}

/** `devices[0].d.fault.at` of a machine's answer. */
function faultAt(body: unknown): number | null {
  const at = /"fault":\{"at":"([^"]+)"/.exec(JSON.stringify(body))?.[1];
  return at === undefined ? null : Date.parse(at);
}
