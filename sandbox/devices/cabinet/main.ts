import { parseArgs } from 'node:util';
import { realClock } from '../clock.ts';
import { runDeviceProcess } from '../device-process.ts';
import { createPacedWriter } from '../paced-writer.ts';
import { createCabinetBoardSimulator } from './board.ts';
import type { CabinetEvent, CabinetOrder } from './messages.ts';

/** One cabinet board as a process: `main.ts [--baud 115200] [--serial CB000042] [--answer 10]` (ms), orders over IPC. */
const { values } = parseArgs({
  options: {
    baud: { type: 'string', default: '115200' },
    serial: { type: 'string', default: 'CB000042' },
    answer: { type: 'string', default: '10' },
  },
});

runDeviceProcess<CabinetOrder, CabinetEvent>((link) => {
  const line = createPacedWriter(link.send, { baudRate: Number(values.baud), clock: realClock });
  const board = createCabinetBoardSimulator({
    clock: realClock,
    serial: values.serial,
    answerMs: Number(values.answer),
    send: line.write,
    onLights: (lights) => link.report({ kind: 'lights', lights }),
    onCutOff: (slots) => link.report({ kind: 'cut-off', slots }),
  });
  board.start('power');
  return {
    receive: board.receive,
    onPlugged: () => {},
    onUnplugged: line.drop,
    obey: board.obey,
  };
});
