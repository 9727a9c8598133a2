import { createEscposPrinter } from '../receipt-printer/escpos-printer.ts';
import type { Receipt, ReceiptPrinterStatus } from '../receipt-printer/receipt-printer.ts';
import { createPublishedPrinter } from './published-printer.ts';
import { createScriptedTransport } from './scripted-transport.ts';
import { createSimulatedClock } from './simulated-clock.ts';

export const sampleReceipt: Receipt = {
  lines: [
    { kind: 'text', text: '政务服务中心', align: 'center' },
    { kind: 'text', text: '取号：A012' },
    { kind: 'text', text: '姓名：张*测' },
  ],
};
/** 政务服务中心 as the vectors write it. */
export const sampleTitleHex = 'D5FECEF1B7FECEF1D6D0D0C4';

/** A driver, its line and a printer at the other end, all on simulated time, the port just opened. */
export function setUpPrinter() {
  const clock = createSimulatedClock();
  const transport = createScriptedTransport();
  const device = createPublishedPrinter(transport, clock);
  const logged: string[] = [];
  const printer = createEscposPrinter({
    transport,
    clock,
    baudRate: 115_200,
    columns: 48,
    log: (code, detail) => logged.push(`${code} ${detail}`),
  });
  const statuses: ReceiptPrinterStatus[] = [];
  printer.subscribe((event) => {
    if (event.kind === 'status') statuses.push(event.status);
  });
  transport.plug();
  const copies = (): number => device.printed().split(sampleTitleHex).length - 1;
  return { clock, transport, device, printer, statuses, logged, copies };
}
