/**
 * How many sequences a property is tried on: `usual` in every test run, 20,000 under `npm run fuzz`, which says so in
 * the environment.
 *
 * @param share of those 20,000, for a property that takes a whole driver through minutes of simulated time each
 */
export function fuzzRuns(usual: number, share = 1): number {
  const asked = Number(process.env.ONCE_FUZZ_RUNS ?? 0);
  return asked > 0 ? Math.max(usual, Math.round(asked * share)) : usual;
}
