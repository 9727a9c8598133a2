import { type Chance, createChance, type Weighted } from './chance.ts';
import type { Sex } from './citizen.ts';

/** Who lives together, before anybody has a name: enough to number the people, little enough to make for all. */
export type HouseholdPlan = {
  readonly kind: HouseholdKind;
  /** Index of the first member among the generated citizens; the others follow. */
  readonly first: number;
  readonly size: number;
};

export type HouseholdKind =
  | 'single'
  | 'single-elder'
  | 'couple'
  | 'family-one-child'
  | 'family-two-children'
  | 'elder-couple'
  | 'three-generations'
  | 'single-parent'
  | 'migrant-single'
  | 'migrant-couple'
  | 'migrant-family'
  | 'hmt'
  | 'foreigner';

export type MemberPlan = {
  readonly role: 'head' | 'spouse' | 'child' | 'father' | 'mother';
  readonly sex: Sex;
  /** Age last New Year, so nobody's record turns over in mid-year. */
  readonly age: number;
};

const SIZES: Readonly<Record<HouseholdKind, number>> = {
  single: 1,
  'single-elder': 1,
  couple: 2,
  'family-one-child': 3,
  'family-two-children': 4,
  'elder-couple': 2,
  'three-generations': 5,
  'single-parent': 2,
  'migrant-single': 1,
  'migrant-couple': 2,
  'migrant-family': 3,
  hmt: 1,
  foreigner: 1,
};

const KINDS: readonly [Weighted<HouseholdKind>, ...Weighted<HouseholdKind>[]] = [
  [120, 'single'],
  [80, 'single-elder'],
  [110, 'couple'],
  [230, 'family-one-child'],
  [20, 'migrant-family'],
  [80, 'family-two-children'],
  [140, 'elder-couple'],
  [100, 'three-generations'],
  [40, 'single-parent'],
  [50, 'migrant-single'],
  [20, 'migrant-couple'],
  [6, 'hmt'],
  [4, 'foreigner'],
];

/** Divides `people` people into households; the last one is single if that is all that is left. */
export const planHouseholds = (seed: string, people: number): readonly HouseholdPlan[] => {
  const chance = createChance(seed, 'households');
  const plans: HouseholdPlan[] = [];
  for (let first = 0; first < people; ) {
    const drawn = chance.pickWeighted(KINDS);
    const kind = first + SIZES[drawn] <= people ? drawn : 'single';
    plans.push({ kind, first, size: SIZES[kind] });
    first += SIZES[kind];
  }
  return plans;
};

const OLDEST = 94;

export const planMembers = (kind: HouseholdKind, chance: Chance): readonly MemberPlan[] => {
  const sex: Sex = chance.happens(0.5) ? 'male' : 'female';
  const head = (from: number, to: number): MemberPlan => ({
    role: 'head',
    sex,
    age: chance.between(from, to),
  });
  switch (kind) {
    case 'single':
    case 'migrant-single':
    case 'hmt':
    case 'foreigner':
      return [head(20, 58)];
    case 'single-elder':
      return [head(62, OLDEST)];
    case 'couple':
    case 'migrant-couple':
      return couple(head(26, 56), chance);
    case 'elder-couple':
      return couple(head(60, 88), chance);
    case 'family-one-child':
    case 'migrant-family':
      return withChildren(couple(head(28, 52), chance), 1, chance);
    case 'family-two-children':
      return withChildren(couple(head(30, 50), chance), 2, chance);
    case 'single-parent':
      return withChildren([head(27, 50)], 1, chance);
    case 'three-generations':
      return withParents(withChildren(couple(head(30, 48), chance), 1, chance), chance);
  }
};

/** Heads are old enough that a spouse three years younger may marry, and a spouse never passes the oldest age. */
const couple = (head: MemberPlan, chance: Chance): readonly MemberPlan[] => [
  head,
  {
    role: 'spouse',
    sex: head.sex === 'male' ? 'female' : 'male',
    age: Math.min(OLDEST, head.age + chance.between(-3, 3)),
  },
];

const withChildren = (
  adults: readonly MemberPlan[],
  count: number,
  chance: Chance,
): readonly MemberPlan[] => {
  const youngestParent = Math.min(...adults.map(({ age }) => age));
  const eldest = Math.min(24, youngestParent - 22);
  const children = Array.from(
    { length: count },
    (_, order): MemberPlan => ({
      role: 'child',
      sex: chance.happens(0.52) ? 'male' : 'female',
      age: Math.max(0, chance.between(0, eldest) - 2 * order),
    }),
  );
  return [...adults, ...children];
};

const withParents = (family: readonly MemberPlan[], chance: Chance): readonly MemberPlan[] => {
  const headAge = family[0]?.age ?? 0;
  const parentAge = headAge + chance.between(21, 34);
  return [
    ...family,
    { role: 'father', sex: 'male', age: Math.min(OLDEST, parentAge + chance.between(0, 3)) },
    { role: 'mother', sex: 'female', age: parentAge },
  ];
};
