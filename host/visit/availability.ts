import type { DocumentPrinterStatus } from '../../drivers/document-printer/document-printer.ts';
import type { DocumentScannerStatus } from '../../drivers/document-scanner/document-scanner.ts';
import type { ReceiptPrinterStatus } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { Text } from '../../flows/language/text.ts';
import type { CompiledItem, ItemNeeds } from '../../flows/machine/contract.ts';
import type { MachineElsewhere } from '../contract/screen.ts';
import type { HallWishes } from './hall-wishes.ts';
import { say, words } from './words.ts';

/** What of this machine handles paper; null where there is none. */
export type PaperDevices = {
  readonly printer: ReceiptPrinterStatus | null;
  readonly documentPrinter: DocumentPrinterStatus | null;
  readonly scanner: DocumentScannerStatus | null;
};

/**
 * Can this machine finish the item now, and if not, why? A kiosk offers only what it can complete: nobody answers ten
 * questions to learn at the end that there is no paper.
 */
export function unavailability(
  { needs, definition }: Pick<CompiledItem, 'needs'> & { readonly definition: { readonly id: string } },
  { stopped, ...devices }: PaperDevices & Pick<HallWishes, 'stopped'>,
): Text | null {
  return stopped.has(definition.id) ? words.unavailable.stopped : reasonInDevices(needs, devices);
}

/** Why, and the machine to go to; what the hall has stopped is stopped there as well, and its words name the counter. */
export function withMachine(reason: Text, machine: MachineElsewhere | undefined): Text {
  if (!machine || reason === words.unavailable.stopped) return reason;
  const elsewhere = words.unavailable.elsewhere(machine.id, machine.where);
  return say(reason['zh-CN'] + elsewhere['zh-CN'], reason.en + elsewhere.en);
}

const reasonInDevices = (
  needs: ItemNeeds,
  { printer, documentPrinter, scanner }: PaperDevices,
): Text | null =>
  reasonAgainst(needs, printer) ??
  (needs.devices.includes('document-printer') ? reasonAgainstDocuments(documentPrinter) : null) ??
  (needs.devices.includes('document-scanner') && !canScan(scanner) ? words.unavailable.scanner : null);

function reasonAgainst(needs: ItemNeeds, printer: ReceiptPrinterStatus | null): Text | null {
  if (!needs.devices.includes('receipt-printer') || isReady(printer)) return null;
  return printer?.paper === 'out' ? words.unavailable.printer : words.unavailable.printerFault;
}

function reasonAgainstDocuments(printer: DocumentPrinterStatus | null): Text | null {
  if (printer?.paper === 'out' || printer?.block === 'media-empty') return words.unavailable.documentPaper;
  const isReady =
    printer !== null &&
    printer.block === null &&
    !printer.isOutOfService &&
    (printer.device === 'online' || printer.device === 'deviceBusy');
  return isReady ? null : words.unavailable.documentPrinter;
}

/** An open cover is the citizen's to close, and a scanner that sleeps wakes for its first page. */
const canScan = (scanner: DocumentScannerStatus | null): boolean =>
  scanner !== null &&
  !scanner.isOutOfService &&
  (scanner.device === 'online' || scanner.device === 'deviceBusy' || scanner.device === 'userError');

/** A printer that is just now busy with a job is ready for the next. */
function isReady(printer: ReceiptPrinterStatus | null): boolean {
  if (!printer || printer.isCoverOpen || printer.paper === 'out' || printer.paper === 'jammed') return false;
  return printer.device === 'online' || printer.device === 'deviceBusy';
}
