import { parseArgs } from 'node:util';
import { cardToScreen } from './card-to-screen.ts';
import { describe, keepsPromise, type Measurement, verdictOf } from './report.ts';

/**
 * `npm run bench -- NAME [--json]`
 *
 * Runs one benchmark and says what it found; with `--json` the last line is one JSON object
 * `{name, value, unit, baseline, ratio}`. Ends with 1 when the promised ratio was not held.
 */
const BENCHMARKS: Readonly<Record<string, () => Promise<Measurement>>> = {
  'card-to-screen': cardToScreen,
};

const { values: options, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const [name = ''] = positionals;
const run = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
if (!run) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHMARKS).join('|')} [--json]\n`);
  process.exit(2);
}
const measurement = await run();
process.stdout.write(`${describe(measurement)}\n`);
if (options.json) process.stdout.write(`${JSON.stringify(verdictOf(measurement))}\n`);
process.exitCode = keepsPromise(measurement) ? 0 : 1;
