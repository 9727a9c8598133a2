/** What the benchmark and the process of simulated kiosks say to each other. */
export type FleetWish =
  | {
      readonly kind: 'live';
      readonly port: number;
      readonly realm: string;
      readonly password: string;
      readonly kiosks: readonly string[];
      readonly probes: readonly string[];
    }
  | { readonly kind: 'count' };

/** A device of a probe has broken at this moment, in milliseconds since 1970. */
export type Fault = { readonly kiosk: string; readonly at: number };

export type FleetNews =
  | { readonly kind: 'all-here' }
  | {
      readonly kind: 'counted';
      /** Said since it began. */
      readonly messages: number;
      /** Kiosks whose line broke, or whose message was refused. */
      readonly lost: number;
      /** Since it was counted last. */
      readonly faults: readonly Fault[];
    }
  | { readonly kind: 'failed'; readonly why: string };
