import { parseArgs } from 'node:util';
import { realClock } from '../clock.ts';
import { runOwnLineDevice } from '../device-process.ts';
import { createChip } from './chip.ts';
import type { CitizenCardReaderEvent, CitizenCardReaderOrder } from './messages.ts';
import { createPcscd } from './pcscd.ts';
import { layCard, type VpcdCard } from './vpcd-card.ts';

/** One PC/SC reader as a process: `main.ts --directory DIR --reader NAME [--pace real|fast]`, orders over IPC. */
const { values } = parseArgs({
  options: {
    directory: { type: 'string', default: '' },
    reader: { type: 'string', default: 'Citizen Card' },
    pace: { type: 'string', default: 'real' },
  },
});

runOwnLineDevice<CitizenCardReaderOrder, CitizenCardReaderEvent>((report) => {
  const pcscd = createPcscd(values.directory, values.reader);
  let card: VpcdCard | null = null;
  return {
    obey: async (order) => {
      switch (order.kind) {
        case 'plug':
          return pcscd.start(true);
        case 'unplug':
          return pcscd.start(false);
        case 'card':
          card?.lift();
          card =
            order.card === null
              ? null
              : layCard(createChip(order.card, order.fault), {
                  ...{ port: pcscd.port, clock: realClock, pace: values.pace === 'fast' ? 'fast' : 'real' },
                  onPulled: () => report({ kind: 'pulled' }),
                });
      }
    },
    end: async () => {
      card?.lift();
      await pcscd.close();
    },
  };
});
