import { connect, type Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { answer, atrOf, type Chip, powerUp, thinkMs } from './chip.ts';
import { frameOf, takeFrame, VPCD } from './vpcd-frame.ts';

/** A card in the virtual reader: a TCP connection to its slot. Laid down it connects, lifted it hangs up. */
export type VpcdCard = { readonly lift: () => void };

export type VpcdCardOptions = {
  /** The slot, asked for again at every attempt: a reader that comes back has another port. */
  readonly port: () => number | null;
  readonly clock: Clock;
  readonly pace: 'real' | 'fast';
  /** The card was pulled in the middle of a reading. */
  readonly onPulled: () => void;
};

/** pcscd may not be up yet, or just be starting again; a card waits for its reader. */
const RETRY_MS = 100;
/** A card pulled at lies on the reader again after so long, as a hand does it. */
const BACK_AFTER_MS = 1500;

export function layCard(laid: Chip, options: VpcdCardOptions): VpcdCard {
  const { clock } = options;
  let chip = laid;
  let socket: Socket | null = null;
  let isLifted = false;
  let cancelWait: () => void = () => {};

  const insert = (): void => {
    const port = options.port();
    if (port === null) {
      wait(RETRY_MS);
      return;
    }
    let received: Uint8Array = new Uint8Array();
    const contact = connect({ port, host: '127.0.0.1', noDelay: true });
    socket = contact;
    contact.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      for (let taken = takeFrame(received); taken.payload !== null; taken = takeFrame(received)) {
        received = taken.rest;
        hear(contact, taken.payload);
      }
    });
    contact.on('error', () => {});
    contact.once('close', () => {
      if (socket !== contact) return;
      socket = null;
      chip = powerUp(chip);
      if (!isLifted) wait(RETRY_MS);
    });
  };
  const wait = (ms: number): void => {
    cancelWait = clock.after(ms, insert);
  };

  const hear = (contact: Socket, payload: Uint8Array): void => {
    if (payload.length > 1) ponder(contact, payload);
    else obey(contact, payload[0]);
  };

  const obey = (contact: Socket, order: number | undefined): void => {
    switch (order) {
      case VPCD.askAtr:
        contact.write(frameOf(atrOf(chip)));
        break;
      case VPCD.powerOn:
      case VPCD.powerOff:
      case VPCD.reset:
        chip = powerUp(chip);
        break;
    }
  };

  const ponder = (contact: Socket, command: Uint8Array): void => {
    clock.after(thinkMs(chip, options.pace), () => {
      const answered = answer(chip, command);
      chip = answered.chip;
      if (answered.response !== null) {
        contact.write(frameOf(answered.response));
        return;
      }
      socket = null;
      contact.destroy();
      options.onPulled();
      chip = powerUp({ ...chip, fault: 'none' });
      wait(BACK_AFTER_MS);
    });
  };

  insert();
  return {
    lift: () => {
      isLifted = true;
      cancelWait();
      socket?.destroy();
      socket = null;
    },
  };
}
