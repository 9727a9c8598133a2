import { appendFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readOneCard } from '../id-card/read-one-card.ts';
import { createSdtReader } from '../id-card/sdt-reader.ts';
import { openSerialTransport } from '../serial/serial-transport.ts';
import { systemClock } from '../system-clock.ts';
import { recordBytes } from './byte-recording.ts';

/**
 * `npm run record -- --port PORT --out FILE`
 *
 * Records what an ID-card reader on a serial line says while one card is read, as a test to be replayed. A recording
 * holds the whole card: only ever use test cards.
 */
const { values: options } = parseArgs({
  options: {
    port: { type: 'string' },
    out: { type: 'string' },
    'baud-rate': { type: 'string', default: '115200' },
  },
});
if (options.port === undefined || options.out === undefined) {
  process.stderr.write('usage: npm run record -- --port PORT --out FILE [--baud-rate N]\n');
  process.exit(2);
}
const { port, out } = options;

writeFileSync(out, '', { mode: 0o600 });
const serial = openSerialTransport({
  path: port,
  baudRate: Number(options['baud-rate']),
  clock: systemClock,
});
const transport = recordBytes(serial, systemClock, { class: 'id-card', driver: 'sdt-serial' }, (line) =>
  appendFileSync(out, `${line}\n`),
);
const reader = createSdtReader({ transport, clock: systemClock, reopen: serial.reopen });
process.stderr.write('lay a test card on the reader\n');
const result = await readOneCard(reader, systemClock);
await reader.close();
process.stderr.write(result.ok ? `recorded to ${out}\n` : `not read: ${result.error.kind}\n`);
process.exitCode = result.ok ? 0 : 1;
