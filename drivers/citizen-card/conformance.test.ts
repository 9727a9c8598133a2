import { describeConformance } from '../testing/conformance.ts';
import { createSimulatedClock } from '../testing/simulated-clock.ts';
import { createCitizenCardReader } from './pcsc-card-reader.ts';
import { createPcscTransport } from './pcsc-transport.ts';
import { ascii, createPublishedCard, holder } from './testing/published-card.ts';
import { createScriptedPcsc } from './testing/scripted-pcsc.ts';

const answerMs = 40;

/** A card lies on the reader; commands take as long as with a real one. */
describeConformance('citizen-card', () => {
  const clock = createSimulatedClock();
  const pcsc = createScriptedPcsc();
  const card = createPublishedCard();
  const logged: string[] = [];
  let listed: string | null = null;
  let isSilent = false;
  pcsc.onStarted(() => {
    if (listed !== null) pcsc.list(listed, 'present');
  });
  pcsc.answerWith((order) => {
    if (isSilent) return null;
    clock.setTimeout(() => {
      const bytes =
        order.kind === 'transmit'
          ? Uint8Array.from(
              Buffer.from(card(Buffer.from(order.command).toString('hex').toUpperCase()), 'hex'),
            )
          : new Uint8Array();
      pcsc.say({ kind: 'answer', id: order.id, bytes });
    }, answerMs);
    return null;
  });
  const device = createCitizenCardReader({
    transport: createPcscTransport({ reader: '*', clock, start: pcsc.start }),
    clock,
    log: (code, detail) => logged.push(`${code} ${detail}`),
  });
  return {
    clock,
    device,
    operate: device.read,
    plug: (path) => {
      listed = path;
      pcsc.list(path, 'present');
    },
    unplug: () => {
      if (listed !== null) pcsc.say({ kind: 'reader-gone', name: listed });
      listed = null;
    },
    silence: (next) => {
      isSilent = next;
    },
    /** An answer to the order under way, which the card never gave; sometimes no message at all. */
    babble: (bytes) => {
      if (bytes.length % 3 === 0) pcsc.say(bytes);
      else pcsc.say({ kind: 'answer', id: pcsc.orders.at(-1)?.id ?? 0, bytes });
    },
    asked: () => pcsc.orders.length,
    logged,
    personal: [holder.name, holder.number, ascii(holder.number), 'C0EEC4C8'],
  };
});
