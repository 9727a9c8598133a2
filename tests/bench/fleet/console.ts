import type { Desk } from '../../fleet/hall-desk.ts';

/**
 * Somebody who watches: hears from the live feed that a machine has changed, asks for it, and sees. A probe's fault
 * carries the moment it was said, so what is measured is the way from the machine to the screen's data.
 */
export type Watching = {
  /** Milliseconds from said to seen, one a fault. */
  readonly latencies: () => readonly number[];
  readonly begin: () => void;
  readonly stop: () => void;
};

export async function watch(url: string, desk: Desk, probes: readonly string[]): Promise<Watching> {
  const abort = new AbortController();
  const seen = new Set<string>();
  let latencies: number[] = [];
  let since = Number.POSITIVE_INFINITY;

  const look = async (kiosk: string): Promise<void> => {
    const { body } = await desk.get(`/api/machines/${kiosk}`);
    const at = faultAt(body);
    if (at === null || seen.has(`${kiosk} ${at}`)) return;
    seen.add(`${kiosk} ${at}`);
    if (at >= since) latencies.push(Date.now() - at);
  };

  const response = await fetch(`${url}/api/live`, {
    headers: { cookie: desk.cookie ?? '' },
    signal: abort.signal,
  });
  if (!response.ok || !response.body) throw new Error(`no live feed: ${response.status}`);
  void (async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const kiosk = /^data: .*"kiosk":"([^"]+)"/.exec(line)?.[1];
        if (kiosk !== undefined && probes.includes(kiosk)) void look(kiosk);
      }
    }
  })().catch(() => undefined);
  return {
    latencies: () => latencies,
    begin: () => {
      latencies = [];
      since = Date.now();
    },
    stop: () => abort.abort(),
  };
}

/** `devices[0].d.fault.at` of a machine's answer. */
function faultAt(body: unknown): number | null {
  const at = /"fault":\{"at":"([^"]+)"/.exec(JSON.stringify(body))?.[1];
  return at === undefined ? null : Date.parse(at);
}
