import { parseArgs } from 'node:util';
import { realClock } from '../clock.ts';
import { runDeviceProcess } from '../device-process.ts';
import { createPacedWriter } from '../paced-writer.ts';
import { createImagerSimulator } from './imager.ts';
import type { CodeScannerEvent, CodeScannerOrder } from './messages.ts';

/** One code scanner as a process: `main.ts [--baud 115200] [--serial T0001] [--decode 150]` (ms), orders over IPC. */
const { values } = parseArgs({
  options: {
    baud: { type: 'string', default: '115200' },
    serial: { type: 'string', default: 'T0001' },
    decode: { type: 'string', default: '150' },
  },
});

runDeviceProcess<CodeScannerOrder, CodeScannerEvent>((link) => {
  const line = createPacedWriter(link.send, { baudRate: Number(values.baud), clock: realClock });
  const imager = createImagerSimulator({
    clock: realClock,
    serial: values.serial,
    decodeMs: Number(values.decode),
    send: line.write,
    onArmed: (isArmed) => link.report({ kind: 'armed', isArmed }),
    onRead: () => link.report({ kind: 'read' }),
  });
  return {
    receive: imager.receive,
    onPlugged: imager.powerOn,
    onUnplugged: () => {
      line.drop();
      imager.powerOff();
    },
    obey: imager.obey,
  };
});
