import type { MachineAnswer } from '../../../hall/api/contract.ts';

type Forecast = MachineAnswer['forecasts'][number];
type Supply = MachineAnswer['supplies'][number]['d'];

/** A supply as a bar: what is sure, what is even odds, when somebody comes by; shares of the width. */
export type SupplyBar = {
  readonly sure: number;
  readonly even: number;
  readonly visit: number;
  /** What is sure does not reach the visit. */
  readonly isTight: boolean;
};

/** The bar's width in time: what lasts longer is not worth a longer bar. */
export const SHOWN_MS = 14 * 24 * 3_600_000;

export function supplyBar({ p50At, p90At }: Forecast, visitAt: number, now: number): SupplyBar | null {
  if (p50At === null || p90At === null) return null;
  const share = (at: number) => Math.min(1, Math.max(0, (at - now) / SHOWN_MS));
  return { sure: share(p90At), even: share(p50At), visit: share(visitAt), isTight: p90At < visitAt };
}

/** How long a supply lasts, as it is said. */
export type Lasting =
  | { readonly is: 'used-up' | 'tight' | 'unknown' | 'long' }
  | { readonly is: 'hours' | 'days'; readonly n: number };

const HOUR_MS = 3_600_000;

export function lasting(
  { state }: Pick<Supply, 'state'>,
  forecast: Forecast | undefined,
  visitAt: number,
  now: number,
): Lasting {
  if (state === 'out') return { is: 'used-up' };
  const p90At = forecast?.p90At ?? null;
  if (p90At === null) return { is: 'unknown' };
  if (p90At < visitAt) return { is: 'tight' };
  const ms = p90At - now;
  if (ms >= SHOWN_MS) return { is: 'long' };
  return ms < 24 * HOUR_MS
    ? { is: 'hours', n: Math.floor(ms / HOUR_MS) }
    : { is: 'days', n: Math.floor((10 * ms) / (24 * HOUR_MS)) / 10 };
}
