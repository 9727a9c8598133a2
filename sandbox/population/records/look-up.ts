import { ownerOfEnterprise } from '../enterprises.ts';
import { lateSpouseOf } from '../kin.ts';
import { numberOf, type Resident } from '../resident.ts';
import { DIRECTORIES } from './directories.ts';
import { newbornOfHome, vaccinationOf } from './health.ts';
import { recordsOfDeceased } from './kinship.ts';
import type { DataRecord, RecordContext } from './record.ts';
import { contextOf, recordOf } from './records.ts';

export type LookUpWorld = Omit<RecordContext, 'circumstances'> & {
  /** The one person whose late husband or wife can have this number. */
  readonly survivorOf: (number: string) => Resident | undefined;
};

/**
 * Whose record a key names. A register is asked for others only as far as the catalogue needs it: a child of the home, a
 * dead person, a business, a directory. Anybody else's number finds nothing, whoever asks.
 */
export const lookUpRecord = (
  set: string,
  key: string | undefined,
  asker: Resident,
  world: LookUpWorld,
): DataRecord | undefined => {
  const directory = Object.hasOwn(DIRECTORIES, set) ? DIRECTORIES[set] : undefined;
  if (directory !== undefined) return directory(key ?? '', world.today, world.seed) ?? undefined;
  const own = recordOf(set, asker, world) ?? undefined;
  if (key === undefined || key === numberOf(asker.citizen)) return own;
  if (namesOf(set, own, asker, world).includes(key)) return own;
  if (set === 'enterprise') return enterpriseUnder(key, world);
  if (STATUS_BY_CODE.has(set)) return ownedBy(set, key, asker, world);
  return ofFamily(set, key, asker, world) ?? ofDeceased(set, key, world);
};

/** What else a person's own record goes by: a card, a plate, a licence, a meter. */
const namesOf = (
  set: string,
  own: DataRecord | undefined,
  asker: Resident,
  world: LookUpWorld,
): readonly unknown[] => {
  const field = (of: string, name: string) => recordOf(of, asker, world)?.[name];
  const named = (values: readonly unknown[]) => values.filter((value) => typeof value === 'string');
  switch (set) {
    case 'bus-card':
      return named([field('social-card', 'cardNo')]);
    case 'traffic-violation':
    case 'vehicle':
      return named([field('driver-licence', 'licenceNo'), field('vehicle', 'plate')]);
    case 'utility-account':
      return named([own?.waterNo, own?.powerNo, own?.gasNo]);
    default:
      return [];
  }
};

/** Sets a business is in under its credit code, beside its owner. */
const STATUS_BY_CODE: ReadonlySet<string> = new Set(['tax-status', 'public-credit', 'licence-index']);

/** The register of businesses is public: anybody may ask, by credit code or full name. */
const enterpriseUnder = (codeOrName: string, world: LookUpWorld): DataRecord | undefined => {
  const owner = world.neighbour(ownerOfEnterprise(codeOrName) ?? '');
  const record = owner && recordOf('enterprise', owner, world);
  return record && [record.creditCode, record.name].includes(codeOrName) ? record : undefined;
};

/** Only who owns the business sees what it owes. */
const ownedBy = (set: string, code: string, asker: Resident, world: LookUpWorld): DataRecord | undefined =>
  recordOf('enterprise', asker, world)?.creditCode === code
    ? (recordOf(set, asker, world) ?? undefined)
    : undefined;

/** A child of the home, or the one born in these weeks. */
const ofFamily = (
  set: string,
  number: string,
  asker: Resident,
  world: LookUpWorld,
): DataRecord | undefined => {
  const newborn = newbornOfHome(asker, contextOf(asker, world));
  if (newborn?.number === number)
    return set === 'vaccination' ? vaccinationOf(newborn, contextOf(asker, world)) : undefined;
  const relative = asker.members
    .filter(({ relation }) => relation === '子女')
    .map(({ id }) => world.neighbour(id))
    .find((member) => member !== undefined && numberOf(member.citizen) === number);
  // A grown son or daughter asks alone; only the school register still knows who the guardian was.
  if (relative === undefined || (relative.citizen.age >= 18 && set !== 'student')) return undefined;
  return recordOf(set, relative, world) ?? undefined;
};

const ofDeceased = (set: string, number: string, world: LookUpWorld): DataRecord | undefined => {
  const survivor = world.survivorOf(number);
  const late = survivor && lateSpouseOf(survivor, world.seed, world.today);
  if (survivor === undefined || !late || late.number !== number) return undefined;
  return recordsOfDeceased(late, survivor, contextOf(survivor, world))[set];
};
