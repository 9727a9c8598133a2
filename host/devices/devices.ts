import { type Cabinet, type PowerSlot, powerSlots } from '../../drivers/cabinet/cabinet.ts';
import { openCabinet } from '../../drivers/cabinet/open-cabinet.ts';
import type { Camera } from '../../drivers/camera/camera.ts';
import { type CameraPage, createCameraLine } from '../../drivers/camera/camera-page.ts';
import { createPageCamera } from '../../drivers/camera/page-camera.ts';
import type { CitizenCardReader } from '../../drivers/citizen-card/citizen-card-reader.ts';
import { openCitizenCardReader } from '../../drivers/citizen-card/open-citizen-card-reader.ts';
import type { CodeScanner } from '../../drivers/code-scanner/code-scanner.ts';
import { openHidCodeScanner, openSerialCodeScanner } from '../../drivers/code-scanner/open-code-scanner.ts';
import type { DeviceLog } from '../../drivers/device-log.ts';
import type { DocumentPrinter } from '../../drivers/document-printer/document-printer.ts';
import { openDocumentPrinter } from '../../drivers/document-printer/open-document-printer.ts';
import type { DocumentScanner } from '../../drivers/document-scanner/document-scanner.ts';
import { openEsclScanner, openSaneScanner } from '../../drivers/document-scanner/open-document-scanner.ts';
import type { IdCardReader } from '../../drivers/id-card/id-card-reader.ts';
import { openHidIdCardReader, openIdCardReader } from '../../drivers/id-card/open-id-card-reader.ts';
import type { ReceiptPrinter } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { Clock as DriverClock } from '../../drivers/status.ts';
import type { DeviceConfig } from '../../kiosk-config/devices.ts';
import type { Clock } from '../clock.ts';
import type { AnyDevice, OpenedDevice } from '../technician/device-desk.ts';
import { openPrinter } from './open-printer.ts';

export type Devices = {
  /** Every one of them, for whoever looks after the machine. */
  readonly all: readonly OpenedDevice[];
  readonly reader: IdCardReader | null;
  readonly citizenCardReader: CitizenCardReader | null;
  readonly printer: ReceiptPrinter | null;
  readonly documentPrinter: DocumentPrinter | null;
  readonly scanner: DocumentScanner | null;
  readonly codeScanner: CodeScanner | null;
  readonly cabinet: Cabinet | null;
  readonly camera: Camera | null;
  /** The window's end of the camera: whoever serves the window hands its frames over here. */
  readonly cameraPage: CameraPage | null;
  readonly close: () => Promise<void>;
};

/** Whose jobs a document printer is given: the owner's, each with an id of its own. */
export type JobNames = { readonly owner: string; readonly newId: () => string };

/** Opens the configured devices. One that is not there yet is opened as soon as it comes. */
export function openDevices(
  configured: readonly DeviceConfig[],
  clock: Clock,
  logOf: (device: DeviceConfig['class']) => DeviceLog,
  jobNames: JobNames,
): Devices {
  const driverClock: DriverClock = {
    now: clock.monotonicMs,
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
  };
  let reader: IdCardReader | null = null;
  let citizenCardReader: CitizenCardReader | null = null;
  let printer: ReceiptPrinter | null = null;
  let documentPrinter: DocumentPrinter | null = null;
  let scanner: DocumentScanner | null = null;
  let codeScanner: CodeScanner | null = null;
  let cabinet: Cabinet | null = null;
  let camera: Camera | null = null;
  let cameraPage: CameraPage | null = null;
  const all: OpenedDevice[] = [];
  /** The last rung of a device's reset ladder, where there is a cabinet board that can cut its power. */
  const powerHook = (device: DeviceConfig['class']) => {
    const board = cabinet;
    const slot: PowerSlot | undefined = powerSlots.find((candidate) => candidate === device);
    if (board === null || slot === undefined) return {};
    return {
      powerCycle: async (signal: AbortSignal): Promise<void> => {
        await board.powerCycle(slot, { signal });
      },
    };
  };
  // The board comes first: the others' ladders end at it.
  const inOrder = [...configured].sort((one, other) => rankOf(one) - rankOf(other));
  for (const device of inOrder) {
    const keep = <D extends AnyDevice>(opened: D): D => {
      all.push({ class: device.class, driver: device.driver, device: opened });
      return opened;
    };
    const common = { clock: driverClock, log: logOf(device.class), ...powerHook(device.class) };
    switch (device.driver) {
      case 'sdt-serial':
        reader = keep(openIdCardReader({ ...common, path: device.port, baudRate: device.baudRate }));
        break;
      case 'sdt-hid':
        reader = keep(openHidIdCardReader({ ...common, port: device.port }));
        break;
      case 'pcsc':
        citizenCardReader = keep(
          openCitizenCardReader({
            ...common,
            reader: device.reader,
            ...(device.socket !== undefined && { socket: device.socket }),
          }),
        );
        break;
      case 'escpos-serial':
      case 'escpos-tcp':
        printer = keep(openPrinter(device, common));
        break;
      case 'ipp':
        documentPrinter = keep(
          openDocumentPrinter({
            ...common,
            ...jobNames,
            uri: device.uri,
            ...(device.certificate !== undefined && { certificate: device.certificate }),
          }),
        );
        break;
      case 'sane':
        scanner = keep(openSaneScanner({ ...common, device: device.device, deviceOptions: device.options }));
        break;
      case 'escl':
        scanner = keep(openEsclScanner({ ...common, url: device.url }));
        break;
      case 'imager-serial':
        codeScanner = keep(
          openSerialCodeScanner({
            ...common,
            path: device.port,
            baudRate: device.baudRate,
            commands: device.commands,
          }),
        );
        break;
      case 'hid-pos':
        codeScanner = keep(openHidCodeScanner({ ...common, port: device.port, commands: device.commands }));
        break;
      case 'board-serial':
        cabinet = keep(openCabinet({ ...common, path: device.port, baudRate: device.baudRate }));
        break;
      case 'screen': {
        const { transport, page } = createCameraLine();
        camera = keep(createPageCamera({ ...common, transport }));
        cameraPage = page;
        break;
      }
    }
  }
  return {
    all,
    reader,
    citizenCardReader,
    printer,
    documentPrinter,
    scanner,
    codeScanner,
    cabinet,
    camera,
    cameraPage,
    close: async () => {
      await Promise.all(all.map(({ device }) => device.close()));
    },
  };
}

function rankOf(device: DeviceConfig): number {
  return device.class === 'cabinet' ? 0 : 1;
}
