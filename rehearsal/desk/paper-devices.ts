import type { Camera } from '../../drivers/camera/camera.ts';
import type { Device, DeviceStatus } from '../../drivers/device/device.ts';
import type { DocumentPrinter } from '../../drivers/document-printer/document-printer.ts';
import type { DocumentScanner } from '../../drivers/document-scanner/document-scanner.ts';
import type { IdCard, IdCardEvent, IdCardReader } from '../../drivers/id-card/id-card-reader.ts';
import type { Receipt, ReceiptPrinter } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { Devices } from '../../host/devices/devices.ts';

/**
 * Devices without a wire, for a kiosk nobody stands at: what lies on the reader is set, what is printed is kept. They are
 * always well; how a machine copes with one that is not is the simulators' and drivers' own subject.
 */
export type PaperDevices = {
  readonly devices: Devices;
  readonly layCard: (card: IdCard) => void;
  readonly liftCard: () => void;
  /** What the camera sees from now on, JPEG. */
  readonly showFace: (portrait: Uint8Array) => void;
  /** Oldest first. */
  readonly receipts: readonly Receipt[];
  readonly documents: readonly Uint8Array[];
};

type AnyEvent = { readonly kind: string };
const ONLINE: DeviceStatus = { device: 'online', isOutOfService: false };

/** @param page the picture of every paper that is laid on the glass, JPEG */
export function createPaperDevices(page: Uint8Array): PaperDevices {
  let card: IdCard | null = null;
  const receipts: Receipt[] = [];
  const documents: Uint8Array[] = [];

  const readerPart = createPart<ReturnType<IdCardReader['status']>, IdCardEvent>(() => ({
    ...ONLINE,
    media: card === null ? 'notPresent' : 'present',
  }));
  const reader: IdCardReader = {
    ...readerPart.device,
    read: async () => (card === null ? { ok: false, error: { kind: 'no-card' } } : { ok: true, value: card }),
    readAppendedAddresses: async () => ({ ok: true, value: [] }),
    samId: async () => ({ ok: true, value: '' }),
  };

  const printer: ReceiptPrinter = {
    ...createPart<ReturnType<ReceiptPrinter['status']>, never>(() => ({
      ...ONLINE,
      ...{ paper: 'full', media: 'unknown', isCoverOpen: false },
    })).device,
    print: async (receipt) => {
      receipts.push(receipt);
      return { ok: true, value: { reached: 'printed', confirmed: true, bytes: 0 } };
    },
    retract: async () => ({ ok: false, error: { kind: 'no-presenter' } }),
  };

  const documentPrinter: DocumentPrinter = {
    ...createPart<ReturnType<DocumentPrinter['status']>, never>(() => ({
      ...ONLINE,
      ...{ paper: 'full', toner: 'full', media: 'unknown', block: null },
    })).device,
    print: async (pdf) => {
      documents.push(pdf);
      return { ok: true, value: { jobId: documents.length, impressions: 1, confirmed: true } };
    },
    identify: async () => ({ ok: true, value: { model: '', firmware: '', uuid: '' } }),
  };

  const scanner: DocumentScanner = {
    ...createPart<ReturnType<DocumentScanner['status']>, never>(() => ({
      ...ONLINE,
      ...{ media: 'unknown', feeder: 'unknown', isCoverOpen: false },
    })).device,
    scan: async ({ dpi }) => ({
      ok: true,
      value: {
        pages: [
          {
            image: { mediaType: 'image/jpeg', bytes: page },
            ...{ widthPx: 1654, heightPx: 2339, dpi },
            quality: {
              ...{ verdict: 'good', sharpness: 1, skewDegrees: 0, brightness: 1, contrast: 1 },
              ...{ isBlank: false, cutOffAt: [] },
            },
          },
        ],
      },
    }),
  };

  let portrait: Uint8Array = page;
  const camera: Camera = {
    ...createPart<ReturnType<Camera['status']>, never>(() => ({ ...ONLINE, camera: 'ok' })).device,
    takePicture: async () => ({ ok: true, value: { jpeg: portrait, widthPx: 640, heightPx: 480 } }),
  };

  return {
    devices: {
      ...{ all: [], reader, citizenCardReader: null, printer, documentPrinter, scanner },
      ...{ codeScanner: null, cabinet: null, camera, cameraPage: null },
      close: async () => {},
    },
    layCard: (laid) => {
      card = laid;
      readerPart.tell({ kind: 'card-found' });
    },
    liftCard: () => {
      if (card === null) return;
      card = null;
      readerPart.tell({ kind: 'card-removed' });
    },
    showFace: (shown) => {
      portrait = shown;
    },
    receipts,
    documents,
  };
}

/** What all classes have in common, of a device that has nothing to report. */
function createPart<Status extends DeviceStatus, Event extends AnyEvent>(
  status: () => Status,
): { readonly device: Device<Status, Event>; readonly tell: (event: Event) => void } {
  type Listener = Parameters<Device<Status, Event>['subscribe']>[0];
  const listeners = new Set<Listener>();
  return {
    device: {
      status,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      selfTest: async () => ({ ok: true, value: { checks: [] } }),
      report: () => ({
        status: status(),
        ...{ connectedAs: null, identity: {}, recoveries: [], frames: [] },
      }),
      restart: () => {},
      close: async () => {},
    },
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
}
