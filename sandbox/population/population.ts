import { type Face, faceOf } from '../faces/face.ts';
import { CAPACITY, indexOf } from './birthday-slots.ts';
import type { Citizen } from './citizen.ts';
import { buildHousehold } from './household.ts';
import { planHouseholds } from './household-plan.ts';
import { type IdentityCode, identityCodeOf, readIdentityCode } from './identity-code.ts';
import { partsOf18 } from './identity-numbers.ts';
import { buildNamedCitizens } from './named-citizens.ts';
import { lookUpRecord } from './records/look-up.ts';
import type { DataRecord, Records } from './records/record.ts';
import { recordsOf } from './records/records.ts';
import { numberOf, type Resident } from './resident.ts';
import { socialCardPassword } from './social-card-password.ts';

/**
 * A county of invented people. A household is made when first asked for, always the same for one seed and
 * year, so twenty thousand citizens cost nothing until somebody lays a card on a reader.
 */
export type Population = {
  readonly size: number;
  /** Civil date, Asia/Shanghai, on which ages were counted. */
  readonly today: string;
  /** Named citizens first, then the others in the order of their ids. */
  readonly citizens: () => Iterable<Citizen>;
  readonly find: (id: string) => Citizen | undefined;
  /** By the number on the card, whatever its layout. */
  readonly findByNumber: (number: string) => Citizen | undefined;
  /** The code this person's telephone shows at that instant, to say who they are. */
  readonly identityCode: (id: string, at: Date) => string | undefined;
  /** Whose code that is, and since when; undefined for one that was never issued. */
  readonly readIdentityCode: (code: string) => IdentityCode | undefined;
  /** What a camera sees of them; the police hold the same. */
  readonly face: (id: string) => Face | undefined;
  /** Six digits, or undefined for somebody without a social-security card. */
  readonly socialCardPassword: (id: string) => string | undefined;
  /** Relations within the home, head first; the person is among them. */
  readonly household: (id: string) => Resident['members'];
  /** What the shared data sets hold on this person; a set without an entry has no record. */
  readonly records: (id: string) => Records | undefined;
  /**
   * What one set holds under a key while this person stands at the machine: their own number, a child's, that of
   * somebody who died, a card, a plate, an account, a business, or a word for a directory. Undefined if nothing.
   */
  readonly lookUp: (set: string, id: string, key: string | undefined) => DataRecord | undefined;
};

export type PopulationOptions = {
  readonly seed: string;
  /** All citizens together, named ones included. At least those, at most 178,850 more. */
  readonly size: number;
  readonly today: string;
};

export const createPopulation = ({ seed, size, today }: PopulationOptions): Population => {
  const named = buildNamedCitizens(today);
  const generated = size - named.length;
  if (generated < 0 || generated > CAPACITY)
    throw new RangeError(
      `a population has ${named.length} to ${named.length + CAPACITY} citizens, not ${size}`,
    );

  const plans = planHouseholds(seed, generated);
  const homeOf = Int32Array.from(plans.flatMap(({ size: members }, home) => Array(members).fill(home)));
  const homes = new Map<number, readonly Resident[]>();
  const namedById = new Map(named.map((resident) => [resident.citizen.id, resident]));
  const namedByNumber = new Map(named.map((resident) => [numberOf(resident.citizen), resident]));

  const home = (index: number): readonly Resident[] => {
    const plan = plans[index];
    if (plan === undefined) return [];
    const made = homes.get(index) ?? buildHousehold(seed, plan, today);
    homes.set(index, made);
    return made;
  };

  const generatedAt = (index: number): Resident | undefined => {
    const at = homeOf[index];
    const plan = at === undefined ? undefined : plans[at];
    return at === undefined || plan === undefined ? undefined : home(at)[index - plan.first];
  };

  const byId = (id: string): Resident | undefined => {
    const index = /^c(\d{6})$/.exec(id)?.[1];
    return namedById.get(id) ?? (index === undefined ? undefined : generatedAt(Number(index)));
  };

  const byNumber = (number: string): Resident | undefined => {
    const known = namedByNumber.get(number);
    if (known !== undefined) return known;
    const parts = partsOf18(number);
    const index = parts && indexOf(seed, parts.birthDate, parts.sequence);
    const candidate = index === undefined ? inOldLayout(number) : generatedAt(index);
    return candidate !== undefined && numberOf(candidate.citizen) === number ? candidate : undefined;
  };

  /** Somebody who has died, by whose slot it is: the sequence of the other sex leads to the survivor. */
  const survivorOf = (number: string): Resident | undefined => {
    const parts = partsOf18(number);
    const index = parts && indexOf(seed, parts.birthDate, parts.sequence);
    return index === undefined ? undefined : generatedAt(index);
  };

  /** A 15-character number has no room for the whole birthday, so the few foreign homes are looked through. */
  const inOldLayout = (number: string): Resident | undefined => {
    if (!/^[A-Z]{3}\d{12}$/.test(number)) return undefined;
    return plans
      .flatMap((plan, index) => (plan.kind === 'foreigner' ? home(index) : []))
      .find(({ citizen }) => numberOf(citizen) === number);
  };

  function* citizens(): Iterable<Citizen> {
    for (const resident of named) yield resident.citizen;
    for (let index = 0; index < plans.length; index++)
      for (const resident of home(index)) yield resident.citizen;
  }

  return {
    size,
    today,
    citizens,
    find: (id) => byId(id)?.citizen,
    findByNumber: (number) => byNumber(number)?.citizen,
    identityCode: (id, at) => {
      const resident = byId(id);
      return resident && identityCodeOf(seed, resident.citizen.id, at);
    },
    readIdentityCode: (code) => readIdentityCode(seed, code),
    face: (id) => (byId(id) === undefined ? undefined : faceOf(seed, id)),
    socialCardPassword: (id) =>
      byId(id)?.life.citizenCard === true ? socialCardPassword(seed, id) : undefined,
    household: (id) => byId(id)?.members ?? [],
    records: (id) => {
      const resident = byId(id);
      return resident && recordsOf(resident, { seed, today, neighbour: byId });
    },
    lookUp: (set, id, key) => {
      const resident = byId(id);
      return resident && lookUpRecord(set, key, resident, { seed, today, neighbour: byId, survivorOf });
    },
  };
};
