import { z } from 'zod';
import { nothing } from '../../control/button-panel.ts';
import { createStationState, type Station, type StationPlace } from '../station.ts';
import { type DocumentScannerState, PAGE_PRESETS, SCANNER_FAULTS } from './contract.ts';
import type { DocumentScannerEvent, DocumentScannerOrder } from './messages.ts';

const pageSchema = z.strictObject({ preset: z.enum(PAGE_PRESETS) });
const feederSchema = z.strictObject({ sheets: z.int().min(0).max(35) });
const faultSchema = z.strictObject({ preset: z.enum(SCANNER_FAULTS) });

/** A plain flatbed needs eight seconds for A4 at 300 dpi in colour. */
const REAL_SCAN_MS = '8000';

/** The document scanner on the network, with what lies on its glass and in its feeder. */
export function createDocumentScannerStation(place: StationPlace): Station<DocumentScannerState> {
  const state = createStationState<DocumentScannerState>(
    { url: '', plugged: false, page: 'good', feeder: 0, fault: 'none', scans: 0 },
    place.changed,
  );
  let port = 0;

  const scanner = place.startDevice<DocumentScannerOrder, DocumentScannerEvent>({
    program: new URL('./main.ts', import.meta.url),
    arguments: ['--scan-ms', place.pace === 'fast' ? '0' : REAL_SCAN_MS],
    onEvent: (event) => {
      switch (event.kind) {
        case 'listening':
          port = event.port;
          return state.set({ url: `http://127.0.0.1:${port}/eSCL` });
        case 'page':
          return state.set({ feeder: event.sheets, scans: state.get().scans + 1 });
        case 'died':
          return state.set({ plugged: false });
      }
    },
    restore: () => [
      { kind: 'page', preset: state.get().page },
      { kind: 'feeder', sheets: state.get().feeder },
      { kind: 'fault', fault: state.get().fault },
      ...(state.get().plugged ? [{ kind: 'switch-on', port } as const] : []),
    ],
  });

  /** On the same port each time, as a scanner keeps its address. */
  const plug = async () => {
    await scanner.order({ kind: 'switch-on', port });
    state.set({ plugged: true });
  };

  return {
    path: 'scanners/document',
    state: state.get,
    buttons: (panel) => {
      panel.put('page', pageSchema, async ({ preset }) => {
        await scanner.order({ kind: 'page', preset });
        state.set({ page: preset });
      });
      panel.put('feeder', feederSchema, async ({ sheets }) => {
        await scanner.order({ kind: 'feeder', sheets });
        state.set({ feeder: sheets });
      });
      panel.put('fault', faultSchema, async ({ preset }) => {
        await scanner.order({ kind: 'fault', fault: preset });
        state.set({ fault: preset });
      });
      panel.put('plug', nothing, plug);
      panel.put('unplug', nothing, async () => {
        await scanner.order({ kind: 'switch-off' });
        state.set({ plugged: false });
      });
    },
    open: plug,
    config: () => (port === 0 ? null : { class: 'document-scanner', driver: 'escl', url: state.get().url }),
    pid: scanner.pid,
    close: scanner.close,
  };
}
