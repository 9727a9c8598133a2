import { parseArgs } from 'node:util';
import { realClock } from '../clock.ts';
import { runOwnLineDevice } from '../device-process.ts';
import { createEsclServer } from './escl-server.ts';
import type { DocumentScannerEvent, DocumentScannerOrder } from './messages.ts';

/** One document scanner as a process: `main.ts [--scan-ms 8000]`, eSCL over HTTP on loopback, orders over IPC. */
const { values } = parseArgs({ options: { 'scan-ms': { type: 'string', default: '8000' } } });

runOwnLineDevice<DocumentScannerOrder, DocumentScannerEvent>((report) => {
  const scanner = createEsclServer({
    clock: realClock,
    scanMs: Number(values['scan-ms']),
    onPage: (sheets) => report({ kind: 'page', sheets }),
    onDied: () => report({ kind: 'died' }),
  });
  return {
    obey: async (order) => {
      switch (order.kind) {
        case 'switch-on':
          return report({ kind: 'listening', port: await scanner.switchOn(order.port) });
        case 'switch-off':
          return scanner.switchOff();
        case 'page':
          return scanner.layPage(order.preset);
        case 'feeder':
          return scanner.loadFeeder(order.sheets);
        case 'fault':
          return scanner.breakScanner(order.fault);
      }
    },
    end: scanner.switchOff,
  };
});
