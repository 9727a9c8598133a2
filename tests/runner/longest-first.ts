import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of a minute and more on a quiet machine with two processors, the longest first. */
const LONG: readonly string[] = [
  'tests/faults.test.ts',
  'tests/flows-e2e.test.ts',
  'tests/fleet/console.test.ts',
  'tests/devices/receipt-printer.test.ts',
  'tests/fleet/kiosk-and-hall.test.ts',
  'tests/fleet/beyond-one-machine.test.ts',
  'tests/devices/citizen-card.test.ts',
  'tests/fleet/telemetry.test.ts',
  'tests/comeback.test.ts',
  'cli/start/start.test.ts',
  'renderer/citizen/gallery.test.ts',
  'flows/main.test.ts',
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
