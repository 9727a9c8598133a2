import type { IdCardReaderEvent } from '../id-card/id-card-reader.ts';
import { createSdtReader } from '../id-card/sdt-reader.ts';
import { createScriptedTransport } from './scripted-transport.ts';
import { createSimulatedClock } from './simulated-clock.ts';
import { createVectorSam, samLineOf } from './vector-sam.ts';

/** A driver, its line and a module at the other end, all on simulated time; the port just opened, or not there yet. */
export function setUpReader({ isPlugged = true } = {}) {
  const clock = createSimulatedClock();
  const transport = createScriptedTransport();
  const sam = createVectorSam(samLineOf(transport), clock);
  const logged: string[] = [];
  let reopens = 0;
  const reader = createSdtReader({
    transport,
    clock,
    log: (code, detail) => logged.push(`${code} ${detail}`),
    reopen: () => {
      reopens += 1;
      transport.unplug();
      transport.plug();
    },
  });
  const events: IdCardReaderEvent[] = [];
  reader.subscribe((event) => events.push(event));
  const announcements = (): string[] => events.map((event) => event.kind).filter((kind) => kind !== 'status');
  if (isPlugged) transport.plug();
  return { clock, transport, sam, reader, events, announcements, logged, reopens: () => reopens };
}
