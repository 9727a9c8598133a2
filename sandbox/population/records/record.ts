import type { Circumstances } from '../circumstances.ts';
import type { Sex } from '../citizen.ts';
import type { Relation, Resident } from '../resident.ts';

/** A record of a shared data set, every field of the set present; absent values are null. */
export type DataRecord = Readonly<Record<string, DataValue>>;
export type DataValue = Scalar | readonly Readonly<Record<string, Scalar>>[];
type Scalar = string | number | boolean | null;

/** Records by data set id; a set without an entry has no record of this person. */
export type Records = Readonly<Record<string, DataRecord>>;

/** Writes the record one set holds on a person, or null when it holds none. */
export type RecordWriter = (resident: Resident, context: RecordContext) => DataRecord | null;

export type RecordContext = {
  readonly seed: string;
  readonly today: string;
  /** What befell this person, drawn once for all the registers. */
  readonly circumstances: Circumstances;
  /** Others in the home, for the registers that name them. */
  readonly neighbour: (id: string) => Resident | undefined;
};

/** The people of this home other than the person, with their relation to its head. */
export const othersAtHome = (
  { citizen, members }: Resident,
  { neighbour }: RecordContext,
): readonly { readonly resident: Resident; readonly relation: string }[] =>
  members.flatMap(({ id, relation }) => {
    const resident = id === citizen.id ? undefined : neighbour(id);
    return resident === undefined ? [] : [{ resident, relation }];
  });

/** Sons and daughters in the same home, eldest first as the register lists them; grandparents are not asked for theirs. */
export const childrenOf = (resident: Resident, context: RecordContext): readonly Resident[] => {
  const own = relationOf(resident);
  if (own !== '户主' && own !== '配偶') return [];
  return othersAtHome(resident, context).flatMap(({ resident: other, relation }) =>
    relation === '子女' ? [other] : [],
  );
};

/** Father and mother of a child of this home; one of them may be missing. */
export const parentsOf = (
  child: Resident,
  context: RecordContext,
): { readonly father?: Resident | undefined; readonly mother?: Resident | undefined } => {
  if (relationOf(child) !== '子女') return {};
  const parents = othersAtHome(child, context).filter(
    ({ relation }) => relation === '户主' || relation === '配偶',
  );
  const of = (sex: Sex) => parents.find(({ resident }) => resident.citizen.sex === sex)?.resident;
  return { father: of('male'), mother: of('female') };
};

/** Relation to the head of the household. */
export const relationOf = ({ citizen, members }: Resident): Relation | undefined =>
  members.find(({ id }) => id === citizen.id)?.relation;

/** Husband or wife in the same home: head and spouse, or the head's two parents. */
export const spouseOf = (resident: Resident, context: RecordContext): Resident | undefined => {
  const own = relationOf(resident);
  const wanted = own === undefined ? undefined : PARTNERS.get(own);
  return othersAtHome(resident, context).find(({ relation }) => relation === wanted)?.resident;
};

const PARTNERS: ReadonlyMap<string, string> = new Map([
  ['户主', '配偶'],
  ['配偶', '户主'],
  ['父亲', '母亲'],
  ['母亲', '父亲'],
]);
