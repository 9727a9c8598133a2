import { createCabinetBoard } from '../cabinet/board.ts';
import type { CabinetStatus } from '../cabinet/cabinet.ts';
import { createScriptedBoard } from './scripted-board.ts';
import { createScriptedTransport } from './scripted-transport.ts';
import { createSimulatedClock } from './simulated-clock.ts';

/** A driver and a cabinet board on a line in memory, not plugged in yet. */
export function setUpCabinet() {
  const clock = createSimulatedClock();
  const transport = createScriptedTransport();
  const board = createScriptedBoard(transport);
  const logged: string[] = [];
  let reopens = 0;
  const cabinet = createCabinetBoard({
    transport,
    clock,
    reopen: () => {
      reopens += 1;
    },
    log: (code, detail) => logged.push(`${code} ${detail}`),
  });
  const statuses: CabinetStatus[] = [];
  cabinet.subscribe((event) => statuses.push(event.status));
  return { clock, transport, board, cabinet, statuses, logged, reopens: () => reopens };
}
