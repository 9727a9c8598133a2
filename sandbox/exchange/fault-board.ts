import type { ErrorSpelling, ExchangeFault, ExchangeState } from './contract.ts';

/** What the tester has asked to go wrong, by service prefix (`police/data`, `finance/payment`), or everywhere. */
export type FaultBoard = {
  readonly setFault: (preset: ExchangeFault, service: string | null, times: number | null) => void;
  readonly setLatency: (ms: number, service: string | null) => void;
  readonly setSpelling: (spelling: ErrorSpelling) => void;
  readonly spelling: () => ErrorSpelling;
  /** The fault for this call, used up by one if it is counted. */
  readonly takeFault: (service: string) => ExchangeFault;
  readonly latencyMs: (service: string) => number;
  /** Nobody answers at all, for as long as it lasts: connections are refused. */
  readonly isDown: () => boolean;
  readonly state: () => Omit<ExchangeState, 'url' | 'verifyPage'>;
};

type Fault = { service: string | null; preset: ExchangeFault; times: number | null };
type Latency = { readonly service: string | null; readonly ms: number };

/** The most specific entry that covers the service wins; `none` and 0 take an entry away, without service all. */
export const createFaultBoard = (): FaultBoard => {
  let faults: readonly Fault[] = [];
  let latencies: readonly Latency[] = [];
  let spelling: ErrorSpelling = 'camel';
  return {
    setFault: (preset, service, times) => {
      const others = faults.filter((fault) => fault.service !== service);
      if (preset === 'none') faults = service === null ? [] : others;
      else faults = [...others, { service, preset, times }];
    },
    setLatency: (ms, service) => {
      const others = latencies.filter((latency) => latency.service !== service);
      if (ms === 0) latencies = service === null ? [] : others;
      else latencies = [...others, { service, ms }];
    },
    setSpelling: (style) => {
      spelling = style;
    },
    spelling: () => spelling,
    takeFault: (service) => {
      const fault = mostSpecific(faults, service);
      if (fault === undefined) return 'none';
      if (fault.times !== null) fault.times -= 1;
      if (fault.times === 0) faults = faults.filter((other) => other !== fault);
      return fault.preset;
    },
    latencyMs: (service) => mostSpecific(latencies, service)?.ms ?? 0,
    isDown: () =>
      faults.some(({ preset, service, times }) => preset === 'down' && service === null && times === null),
    state: () => ({ spelling, latencies, faults: faults.map((fault) => ({ ...fault })) }),
  };
};

const mostSpecific = <T extends { readonly service: string | null }>(
  entries: readonly T[],
  service: string,
): T | undefined =>
  entries
    .filter(({ service: prefix }) => prefix === null || `${service}/`.startsWith(`${prefix}/`))
    .toSorted((a, b) => (b.service?.length ?? -1) - (a.service?.length ?? -1))[0];
