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

export type FleetNews =
  | { readonly kind: 'all-here' }
  /** Messages said since it began. */
  | { readonly kind: 'counted'; readonly said: number }
  | { readonly kind: 'failed'; readonly why: string };
