import type { Resident } from '../resident.ts';
import { policeRecords } from './police.ts';
import { propertyRecords } from './property.ts';
import type { RecordContext, Records, RecordWriter } from './record.ts';
import { welfareRecords } from './welfare.ts';

const WRITERS: Readonly<Record<string, RecordWriter>> = {
  ...policeRecords,
  ...propertyRecords,
  ...welfareRecords,
};

/** Everything the shared data sets hold on one person. */
export const recordsOf = (resident: Resident, context: RecordContext): Records =>
  Object.fromEntries(
    Object.entries(WRITERS).flatMap(([set, write]) => {
      const record = write(resident, context);
      return record === null ? [] : [[set, record]];
    }),
  );
