import { describe, expect, it } from 'vitest';
import type { DocumentPrinterStatus } from '../../drivers/document-printer/document-printer.ts';
import type { DocumentScannerStatus } from '../../drivers/document-scanner/document-scanner.ts';
import type { ReceiptPrinterStatus } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { ItemNeeds } from '../../flows/machine/contract.ts';
import { unavailability, withMachine } from './availability.ts';
import { say, words } from './words.ts';

const ready: ReceiptPrinterStatus = {
  device: 'online',
  isOutOfService: false,
  paper: 'full',
  media: 'unknown',
  isCoverOpen: false,
};
const needs: ItemNeeds = { devices: ['id-card', 'receipt-printer'], dataSets: [], assurance: 'card' };
const stopped: ReadonlySet<string> = new Set();
const itemOf = (itemNeeds: ItemNeeds) => ({ needs: itemNeeds, definition: { id: 'medical.reimburse' } });
const only = (printer: ReceiptPrinterStatus | null) => ({
  printer,
  documentPrinter: null,
  scanner: null,
  stopped,
});
const neighbour = { id: 'TL-013', where: say('就在左边', 'to your left') };

describe('an item', () => {
  it('is offered when the printer is ready, low on paper or busy', () => {
    expect(unavailability(itemOf(needs), only(ready))).toBeNull();
    expect(unavailability(itemOf(needs), only({ ...ready, paper: 'low', device: 'deviceBusy' }))).toBeNull();
  });

  it('that needs paper is not offered without, and the next machine is named', () => {
    const why = unavailability(itemOf(needs), only({ ...ready, paper: 'out' }));
    expect(why).toEqual(words.unavailable.printer);
    const said = withMachine(words.unavailable.printer, neighbour);
    expect(said['zh-CN']).toBe('打印机缺纸，暂不能在本机办，可到TL-013号机（就在左边）');
    expect(said.en).toContain('TL-013');
    expect(withMachine(words.unavailable.printer, undefined)).toEqual(words.unavailable.printer);
  });

  it.each([null, { ...ready, isCoverOpen: true }, { ...ready, device: 'offline' as const }])(
    'that needs paper is not offered over a printer that cannot print: %j',
    (printer) => {
      expect(unavailability(itemOf(needs), only(printer))).toEqual(words.unavailable.printerFault);
    },
  );

  it('the hall has stopped is not offered whatever the devices say, and the counter is named', () => {
    const machine = { ...only(null), stopped: new Set(['medical.reimburse']) };
    expect(unavailability(itemOf(needs), machine)).toEqual(words.unavailable.stopped);
    expect(withMachine(words.unavailable.stopped, neighbour)).toEqual(words.unavailable.stopped);
    const another = { ...only(ready), stopped: new Set(['police.points']) };
    expect(unavailability(itemOf(needs), another)).toBeNull();
  });

  it('without a slip needs no printer', () => {
    expect(unavailability(itemOf({ ...needs, devices: ['id-card'] }), only(null))).toBeNull();
  });

  it.each(['card+face', 'card+password'] as const)(
    'that asks for %s is offered without a camera too: the password needs none',
    (assurance) => {
      expect(unavailability(itemOf({ ...needs, assurance }), only(ready))).toBeNull();
    },
  );

  describe('that issues a certificate', () => {
    const certificate: ItemNeeds = { ...needs, devices: [...needs.devices, 'document-printer'] };
    const documentPrinter: DocumentPrinterStatus = {
      device: 'online',
      isOutOfService: false,
      paper: 'full',
      toner: 'full',
      media: 'unknown',
      block: null,
    };
    const over = (status: DocumentPrinterStatus | null) =>
      unavailability(itemOf(certificate), {
        stopped,
        printer: ready,
        documentPrinter: status,
        scanner: null,
      });

    it('is offered over a document printer that can print', () => {
      expect(over(documentPrinter)).toBeNull();
      expect(over({ ...documentPrinter, device: 'deviceBusy', paper: 'low', toner: 'low' })).toBeNull();
    });

    it('is not offered without one, or over one that cannot, and says which', () => {
      expect(over(null)).toEqual(words.unavailable.documentPrinter);
      expect(over({ ...documentPrinter, isOutOfService: true })).toEqual(words.unavailable.documentPrinter);
      expect(over({ ...documentPrinter, block: 'jam' })).toEqual(words.unavailable.documentPrinter);
      expect(over({ ...documentPrinter, paper: 'out' })).toEqual(words.unavailable.documentPaper);
    });

    it('leaves the other items alone', () => {
      expect(unavailability(itemOf(needs), only(ready))).toBeNull();
    });
  });

  describe('that has papers scanned', () => {
    const reimbursement: ItemNeeds = { ...needs, devices: [...needs.devices, 'document-scanner'] };
    const scanner: DocumentScannerStatus = {
      device: 'online',
      isOutOfService: false,
      media: 'unknown',
      feeder: 'empty',
      isCoverOpen: false,
    };
    const over = (status: DocumentScannerStatus | null) =>
      unavailability(itemOf(reimbursement), { ...only(ready), scanner: status });

    it('is offered over a scanner, its cover open or not', () => {
      expect(over(scanner)).toBeNull();
      expect(over({ ...scanner, device: 'userError', isCoverOpen: true })).toBeNull();
    });

    it.each([null, { ...scanner, isOutOfService: true }, { ...scanner, device: 'offline' as const }])(
      'is not offered over %j, and says why',
      (status) => {
        expect(over(status)).toEqual(words.unavailable.scanner);
      },
    );
  });
});
