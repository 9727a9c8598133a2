import type { DocumentPrinterEvent, DocumentPrinterStatus } from '../document-printer/document-printer.ts';
import { createIppPrinter } from '../document-printer/ipp-printer.ts';
import { createScriptedIppPrinter } from './scripted-ipp-printer.ts';
import { createSimulatedClock } from './simulated-clock.ts';

export const samplePdf = Buffer.from('%PDF-1.7\nNobody Real, 110101199003070000\n%%EOF\n');

/** A driver and a printer at the other end, all on simulated time; the printer is not plugged in yet. */
export function setUpDocumentPrinter() {
  const clock = createSimulatedClock();
  const device = createScriptedIppPrinter(clock);
  const logged: string[] = [];
  let ids = 0;
  const printer = createIppPrinter({
    transport: device.transport,
    clock,
    owner: 'TL-003',
    newId: () => {
      ids += 1;
      return `${ids}`;
    },
    log: (code, detail) => logged.push(`${code} ${detail}`),
  });
  const events: DocumentPrinterEvent[] = [];
  const statuses: DocumentPrinterStatus[] = [];
  printer.subscribe((event) => {
    if (event.kind === 'status') statuses.push(event.status);
    else events.push(event);
  });
  return { clock, device, printer, logged, events, statuses };
}

/** The same, plugged in and online. */
export async function setUpReadyDocumentPrinter() {
  const bench = setUpDocumentPrinter();
  bench.device.plug();
  await bench.clock.advance(1000);
  return bench;
}
