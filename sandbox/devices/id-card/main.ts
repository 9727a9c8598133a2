import { parseArgs } from 'node:util';
import { realClock } from '../clock.ts';
import { runDeviceProcess } from '../device-process.ts';
import { createPacedWriter } from '../paced-writer.ts';
import type { ReaderEvent, ReaderOrder } from './messages.ts';
import { createIdCardReaderSimulator, NO_THINK_TIMES, REAL_THINK_TIMES } from './reader.ts';

/** One ID card reader as a process: `main.ts [--baud 115200] [--serial N] [--think real|0]`, orders over IPC. */
const { values } = parseArgs({
  options: {
    baud: { type: 'string', default: '115200' },
    serial: { type: 'string', default: '2345678901' },
    think: { type: 'string', default: 'real' },
  },
});

runDeviceProcess<ReaderOrder, ReaderEvent>((link) => {
  const reader = createIdCardReaderSimulator({
    clock: realClock,
    line: createPacedWriter(link.send, { baudRate: Number(values.baud), clock: realClock }),
    serial: Number(values.serial),
    think: values.think === '0' ? NO_THINK_TIMES : REAL_THINK_TIMES,
    onFaultOver: () => link.report({ kind: 'fault-over' }),
  });
  return {
    receive: reader.receive,
    // The reader is powered over its cable, as all of them are.
    onPlugged: reader.powerOn,
    onUnplugged: reader.powerOff,
    obey: (order) => {
      switch (order.kind) {
        case 'card':
          return reader.putCard(order.card);
        case 'fault':
          return reader.breakReader(order.fault, order.times);
      }
    },
  };
});
