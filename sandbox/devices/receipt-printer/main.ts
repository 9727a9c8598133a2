import { parseArgs } from 'node:util';
import { realClock } from '../clock.ts';
import { runDeviceProcess } from '../device-process.ts';
import type { PrinterEvent, PrinterOrder } from './messages.ts';
import { createReceiptPrinterSimulator } from './printer.ts';

/**
 * One receipt printer as a process: `main.ts [--columns 48] [--speed 150|0] [--presenter]` (mm/s, 0 for at once), orders
 * over IPC.
 */
const { values } = parseArgs({
  options: {
    columns: { type: 'string', default: '48' },
    speed: { type: 'string', default: '150' },
    presenter: { type: 'boolean', default: false },
  },
});

runDeviceProcess<PrinterOrder, PrinterEvent>((link) => {
  const printer = createReceiptPrinterSimulator({
    clock: realClock,
    columns: Number(values.columns),
    mmPerSecond: values.speed === '0' ? Number.POSITIVE_INFINITY : Number(values.speed),
    send: link.send,
    onStrip: (strip) => link.report({ kind: 'strip', strip: { at: new Date().toISOString(), ...strip } }),
    onPaperEnd: () => link.report({ kind: 'paper-end' }),
    onPowerBack: () => {
      link.hangUp();
      link.report({ kind: 'power-back' });
    },
    onMouth: values.presenter ? (mouth, how) => link.report({ kind: 'mouth', mouth, how }) : null,
  });
  return {
    receive: printer.receive,
    // It has its own mains plug: pulling the cable loses no paper and no buffered line.
    onPlugged: () => {},
    onUnplugged: () => {},
    obey: (order) => {
      switch (order.kind) {
        case 'paper':
          return printer.setPaper(order.level);
        case 'cover':
          return printer.setCover(order.isOpen);
        case 'fault':
          return printer.breakPrinter(order.fault);
        case 'take':
          return printer.take();
      }
    },
  };
});
