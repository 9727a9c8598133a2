/** What a benchmark says: lines for people, one object for machines, and whether every promise was held. */
export type Report = {
  readonly lines: readonly string[];
  readonly figures: Readonly<Record<string, number | string>>;
  readonly isKept: boolean;
};

/** The report of a benchmark that is one time against another. */
export function ratioReport(measurement: Measurement): Report {
  return {
    lines: [describe(measurement)],
    figures: verdictOf(measurement),
    isKept: keepsPromise(measurement),
  };
}

/** What a benchmark measured, as numbers of one unit. */
export type Measurement = {
  readonly name: string;
  readonly unit: 'ms';
  /** One a round, in the order they were taken. */
  readonly values: readonly number[];
  /** What each round is compared with, taken in the same rounds. */
  readonly baselines: readonly number[];
  /** The largest ratio that was promised. */
  readonly promisedRatio: number;
  /** Where the time goes and what else was seen, a line each, for people. */
  readonly notes: readonly string[];
};

/** The line that machines read. */
type Verdict = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  readonly ratio: number;
};

/** Medians, rounded for reading; the ratio is that of the medians before they were rounded. */
function verdictOf({ name, unit, values, baselines }: Measurement): Verdict {
  const value = median(values);
  const baseline = median(baselines);
  return {
    name,
    value: rounded(value, 1),
    unit,
    baseline: rounded(baseline, 1),
    ratio: rounded(value / baseline, 3),
  };
}

function keepsPromise(measurement: Measurement): boolean {
  return verdictOf(measurement).ratio <= measurement.promisedRatio;
}

function describe(measurement: Measurement): string {
  const { name, unit, values, promisedRatio, notes } = measurement;
  const { value, baseline, ratio } = verdictOf(measurement);
  return [
    `${name}: ${value} ${unit} against ${baseline} ${unit}, ratio ${ratio}, promised at most ${promisedRatio}`,
    `  ${values.length} rounds: ${spread(values)}`,
    ...notes.map((note) => `  ${note}`),
  ].join('\n');
}

/** How far the rounds lie apart. */
export function spread(values: readonly number[]): string {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => (sorted[Math.ceil(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1);
  return `median ${median(values).toFixed(1)}, least ${at(0)}, nine in ten ${at(0.9)}, most ${at(1)}`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
