import { createChance } from '../chance.ts';
import { circumstancesOf } from '../circumstances.ts';
import type { Resident } from '../resident.ts';
import { assistanceRecords } from './assistance.ts';
import { borderRecords } from './border.ts';
import { civicRecords } from './civic.ts';
import { countrysideRecords } from './countryside.ts';
import { educationRecords } from './education.ts';
import { employmentRecords } from './employment.ts';
import { enterpriseRecords } from './enterprise.ts';
import { healthRecords } from './health.ts';
import { housingRecords } from './housing.ts';
import { insuranceRecords } from './insurance.ts';
import { kinshipRecords } from './kinship.ts';
import { licencesOf } from './licences.ts';
import { militaryRecords } from './military.ts';
import { policeRecords } from './police.ts';
import { propertyRecords } from './property.ts';
import type { DataRecord, RecordContext, Records, RecordWriter } from './record.ts';
import { taxRecords } from './tax.ts';
import { welfareRecords } from './welfare.ts';

/** The index of electronic licences: what the other registers hold, once more. */
const LICENCES = 'licence-index';

const WRITERS: Readonly<Record<string, RecordWriter>> = {
  ...assistanceRecords,
  ...borderRecords,
  ...civicRecords,
  ...countrysideRecords,
  ...educationRecords,
  ...employmentRecords,
  ...enterpriseRecords,
  ...healthRecords,
  ...housingRecords,
  ...insuranceRecords,
  ...kinshipRecords,
  ...militaryRecords,
  ...policeRecords,
  ...propertyRecords,
  ...taxRecords,
  ...welfareRecords,
};

export const contextOf = (
  resident: Resident,
  world: Omit<RecordContext, 'circumstances'>,
): RecordContext => ({
  ...world,
  circumstances: circumstancesOf(resident, world.seed, world.today),
});

/** Everything the shared data sets hold on one person. */
export const recordsOf = (resident: Resident, world: Omit<RecordContext, 'circumstances'>): Records => {
  const context = contextOf(resident, world);
  const records: Records = Object.fromEntries(
    Object.entries(WRITERS).flatMap(([set, write]) => {
      const record = write(resident, context);
      return record === null ? [] : [[set, record]];
    }),
  );
  const index = records[LICENCES];
  if (index === undefined) return records;
  const chance = createChance(world.seed, 'licences', resident.citizen.id);
  return { ...records, [LICENCES]: { ...index, items: licencesOf(records, chance, world.today) } };
};

/** What one set holds on one person. */
export const recordOf = (
  set: string,
  resident: Resident,
  world: Omit<RecordContext, 'circumstances'>,
): DataRecord | null => {
  if (set === LICENCES) return recordsOf(resident, world)[LICENCES] ?? null;
  return Object.hasOwn(WRITERS, set) ? (WRITERS[set]?.(resident, contextOf(resident, world)) ?? null) : null;
};
