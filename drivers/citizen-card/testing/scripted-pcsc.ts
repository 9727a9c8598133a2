import type { StartPcscProcess } from '../pcsc-child.ts';
import type { CardPresence, FromProcess, PcscFault, ToProcess } from '../pcsc-messages.ts';

/** What a scripted process does with an order: answers bytes, answers a fault, or stays silent (null). */
export type Script = (order: ToProcess) => Uint8Array | PcscFault | null;

const nothing = new Uint8Array();

/** PC/SC processes as a test plays them: nothing is forked, and nothing answers but what the script says. */
export function createScriptedPcsc() {
  let listeners: Parameters<StartPcscProcess>[0] | null = null;
  let script: Script = () => nothing;
  let onStarted: () => void = () => {};
  let started = 0;
  let killed = 0;
  const orders: ToProcess[] = [];

  const say = (message: FromProcess | object): void => listeners?.onMessage(message);
  const die = (reason: string): void => {
    const told = listeners;
    listeners = null;
    told?.onExit(reason);
  };
  const start: StartPcscProcess = (given) => {
    listeners = given;
    started += 1;
    queueMicrotask(onStarted);
    return {
      send: (order) => {
        orders.push(order);
        const answer = script(order);
        if (answer === null) return;
        // Answers come from another process, never within the call that asked.
        queueMicrotask(() =>
          say(
            typeof answer === 'string'
              ? { kind: 'fault', id: order.id, fault: answer, code: answer }
              : { kind: 'answer', id: order.id, bytes: answer },
          ),
        );
      },
      kill: () => {
        killed += 1;
        die('SIGKILL');
      },
    };
  };

  return {
    start,
    say,
    die,
    orders,
    started: () => started,
    killed: () => killed,
    answerWith: (next: Script) => {
      script = next;
    },
    /** What every further process is told by its pcscd. */
    onStarted: (tell: () => void) => {
      onStarted = tell;
    },
    /** pcscd is up and lists this reader. */
    list: (name: string, card: CardPresence = 'absent') => {
      say({ kind: 'service' });
      say({ kind: 'reader', name, card });
    },
    card: (name: string, card: CardPresence) => say({ kind: 'reader', name, card }),
  };
}

/** A script for a card that answers hex with hex. */
export const cardScript =
  (card: (command: string) => string): Script =>
  (order) =>
    order.kind === 'transmit'
      ? Uint8Array.from(Buffer.from(card(Buffer.from(order.command).toString('hex').toUpperCase()), 'hex'))
      : nothing;
