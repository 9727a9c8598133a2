import type { CreateStation } from '../station.ts';
import { STATIONS, type Stations } from '../stations.ts';

/** A station that stays as it is and starts nothing. */
export const quietStation =
  <State>(path: string, state: State): CreateStation<State> =>
  () => ({
    path,
    state: () => state,
    buttons: () => {},
    open: async () => {},
    config: () => null,
    pid: () => undefined,
    close: async () => {},
  });

/**
 * The sandbox's stations for a test that stands in for their processes. The document printer starts Debian's own, which
 * nothing stands in for: this machine is one that lacks it.
 */
export const STATIONS_WITHOUT_WIRES: Stations = {
  ...STATIONS,
  documentPrinter: quietStation('printers/document', { missing: 'cups-ipp-utils' }),
};
