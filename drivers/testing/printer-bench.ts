import { customPresenter } from '../receipt-printer/custom-presenter.ts';
import { createEscposPrinter } from '../receipt-printer/escpos-printer.ts';
import type { Receipt, ReceiptPrinterStatus } from '../receipt-printer/receipt-printer.ts';
import { createPublishedPresenter } from './published-presenter.ts';
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

/** A driver, its line and a printer at the other end, all on simulated time; as a rule the port was just opened. */
export function setUpPrinter({ isPlugged = true } = {}) {
  const { clock, transport, ...bench } = setUp(false, isPlugged);
  const device = createPublishedPrinter(transport, clock);
  const copies = (): number => copiesIn(device.printed());
  return { clock, transport, device, ...bench, copies };
}

/** The same with a printer that has a presenter. `happened` are its events, status left out. */
export function setUpPresenter({ isPlugged = true } = {}) {
  const { clock, transport, ...bench } = setUp(true, isPlugged);
  const device = createPublishedPresenter(transport, clock);
  const copies = (): number => copiesIn(device.printed());
  return { clock, transport, device, ...bench, copies };
}

const copiesIn = (printed: string): number => printed.split(sampleTitleHex).length - 1;

function setUp(hasPresenter: boolean, isPlugged: boolean) {
  const clock = createSimulatedClock();
  const transport = createScriptedTransport();
  const logged: string[] = [];
  const printer = createEscposPrinter({
    transport,
    clock,
    baudRate: 115_200,
    columns: 48,
    presenter: hasPresenter ? customPresenter(12) : undefined,
    log: (code, detail) => logged.push(`${code} ${detail}`),
  });
  const statuses: ReceiptPrinterStatus[] = [];
  const happened: string[] = [];
  printer.subscribe((event) => {
    if (event.kind === 'status') statuses.push(event.status);
    else happened.push(event.kind);
  });
  if (isPlugged) transport.plug();
  return { clock, transport, printer, statuses, happened, logged };
}
