import { parseArgs } from 'node:util';
import { cardToScreen } from './card-to-screen.ts';
import { consoleAtScale } from './console.ts';
import { devices } from './devices.ts';
import { fleet } from './fleet.ts';
import { flows } from './flows.ts';
import { type Report, ratioReport } from './report.ts';

/**
 * `npm run bench -- NAME […what of it] [--json]`
 *
 * Runs one benchmark and says what it found; with `--json` the last line is one JSON object with its figures. Ends
 * with 1 when something promised was not held.
 */
const BENCHMARKS: Readonly<Record<string, (args: readonly string[]) => Promise<Report>>> = {
  console: consoleAtScale,
  'card-to-screen': async () => ratioReport(await cardToScreen()),
  devices,
  flows,
  fleet,
};

const { values: options, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const [name = '', ...args] = positionals;
const run = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
if (!run) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHMARKS).join('|')} [--json]\n`);
  process.exit(2);
}
const report = await run(args);
process.stdout.write(`${report.lines.join('\n')}\n`);
if (options.json) process.stdout.write(`${JSON.stringify(report.figures)}\n`);
process.exitCode = report.isKept ? 0 : 1;
