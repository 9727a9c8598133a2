import { z } from 'zod';
import { nothing } from '../../control/button-panel.ts';
import { realClock } from '../clock.ts';
import { createStationState, type Station, type StationPlace } from '../station.ts';
import { type DocumentScannerState, PAGE_PRESETS, SCANNER_FAULTS } from './contract.ts';
import { createEsclServer } from './escl-server.ts';

const pageSchema = z.strictObject({ preset: z.enum(PAGE_PRESETS) });
const feederSchema = z.strictObject({ sheets: z.int().min(0).max(35) });
const faultSchema = z.strictObject({ preset: z.enum(SCANNER_FAULTS) });

/** A plain flatbed needs eight seconds for A4 at 300 dpi in colour. */
const REAL_SCAN_MS = 8000;

/** The document scanner on the network, with what lies on its glass and in its feeder. */
export function createDocumentScannerStation(place: StationPlace): Station<DocumentScannerState> {
  const state = createStationState<DocumentScannerState>(
    { url: '', plugged: false, page: 'good', feeder: 0, fault: 'none', scans: 0 },
    place.changed,
  );
  const scanner = createEsclServer({
    clock: realClock,
    scanMs: place.pace === 'fast' ? 0 : REAL_SCAN_MS,
    onChange: (what) =>
      what.kind === 'died'
        ? state.set({ plugged: false })
        : state.set({ scans: state.get().scans + 1, feeder: scanner.sheets() }),
  });
  const plug = async () => {
    const { url } = await scanner.plug();
    state.set({ plugged: true, url });
  };
  const unplug = async () => {
    await scanner.unplug();
    state.set({ plugged: false });
  };

  return {
    path: 'scanners/document',
    state: state.get,
    buttons: (panel) => {
      panel.put('page', pageSchema, ({ preset }) => {
        scanner.layPage(preset);
        state.set({ page: preset });
      });
      panel.put('feeder', feederSchema, ({ sheets }) => {
        scanner.loadFeeder(sheets);
        state.set({ feeder: sheets });
      });
      panel.put('fault', faultSchema, ({ preset }) => {
        scanner.breakScanner(preset);
        state.set({ fault: preset });
      });
      panel.put('plug', nothing, plug);
      panel.put('unplug', nothing, unplug);
    },
    open: plug,
    config: () => ({ class: 'document-scanner', driver: 'escl', url: state.get().url }),
    pid: () => undefined,
    close: scanner.unplug,
  };
}
