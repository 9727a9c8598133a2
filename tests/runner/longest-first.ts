import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of half a minute and more on a quiet machine with two processors, of each group of vitest.config.ts the longest first. */
const LONG: readonly string[] = [
  'renderer/sandbox/panel.test.ts',
  'hall/store/postgres/postgres-store.test.ts',
  'cli/start/start.test.ts',
  'sandbox/main.test.ts',
  'flows/main.test.ts',
  'renderer/citizen/gallery.test.ts',
  'flows/paths/prove.test.ts',
  'tests/fleet/beyond-one-machine.test.ts',
  'tests/devices/receipt-printer.test.ts',
  'tests/fleet/kiosk-and-hall.test.ts',
  'tests/devices/citizen-card.test.ts',
  'tests/fleet/console-pages.test.ts',
  'tests/devices/without-a-window.test.ts',
  'tests/fleet/console.test.ts',
  'tests/fleet/console-at-scale.test.ts',
  'tests/devices/document-printer.test.ts',
  'tests/fleet/console-for-everybody.test.ts',
  'tests/fleet/hall.test.ts',
  'tests/fleet/kiosk-elsewhere.test.ts',
  'tests/devices/document-scanner.test.ts',
  'tests/faults.test.ts',
  'tests/comeback.test.ts',
  'tests/flows-e2e.test.ts',
  'tests/visit.test.ts',
  'tests/certificate.test.ts',
  'tests/left-alone.test.ts',
];

/** The long ones begin, so that none of them runs alone at the end. Vitest knows how long a file takes only where it ran before. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = LONG.findIndex((name) => moduleId.endsWith(`/${name}`));
      return index === -1 ? LONG.length : index;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
