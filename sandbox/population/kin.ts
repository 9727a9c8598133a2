import { birthdayOf } from './birthday-slots.ts';
import { createChance } from './chance.ts';
import type { Sex } from './citizen.ts';
import { addDays, addYears, yearOf } from './civil-date.ts';
import { residentNumber } from './identity-numbers.ts';
import { givenName, surname } from './names.ts';
import { COUNTY } from './places.ts';
import { areaCodeOf, type Resident } from './resident.ts';

/** Somebody the registers know who carries no card: a husband or wife who died, a child just born. */
export type Absent = {
  readonly name: string;
  readonly number: string;
  readonly sex: Sex;
  readonly birthDate: string;
};

export type Deceased = Absent & { readonly diedOn: string };

/** Index among the generated citizens; named ones have none. */
const indexOfId = (id: string): number | undefined => {
  const index = /^c(\d{6})$/.exec(id)?.[1];
  return index === undefined ? undefined : Number(index);
};

/**
 * The late husband or wife of somebody who lives without another adult. The number is the survivor's slot with the
 * sequence of the other sex, so that it leads back to the survivor and can be nobody else's.
 */
export const lateSpouseOf = (resident: Resident, seed: string, today: string): Deceased | null => {
  const { citizen, members } = resident;
  const index = indexOfId(citizen.id);
  const isAlone = members.every(({ relation }) => relation === '户主' || relation === '子女');
  const isHead = members[0]?.id === citizen.id;
  if (index === undefined || citizen.document.type !== 'resident' || !isAlone || !isHead || citizen.age < 27)
    return null;
  const chance = createChance(seed, 'late-spouse', citizen.id);
  if (!chance.happens(citizen.age >= 62 ? 0.7 : members.length > 1 ? 0.4 : 0)) return null;
  const sex: Sex = citizen.sex === 'male' ? 'female' : 'male';
  const { sequence, monthDay } = birthdayOf(seed, index, sex);
  const birthDate = `${yearOf(citizen.birthDate) + chance.between(-3, 3)}-${monthDay}`;
  const wed = addYears(birthDate > citizen.birthDate ? birthDate : citizen.birthDate, 24);
  const died = addDays(today, -chance.between(10, 1_500));
  return {
    name: `${surname(chance)}${givenName(chance, sex)}`,
    number: residentNumber(COUNTY.code, birthDate, sequence),
    ...{
      sex,
      birthDate,
      diedOn: died > wed ? died : addDays(wed, 200) < today ? addDays(wed, 200) : addDays(today, -5),
    },
  };
};

/** The child of the last weeks that is not in the register yet; the same from either parent. It will be registered where its mother is. */
export const newbornOf = (mother: Resident, father: Resident, seed: string, today: string): Absent | null => {
  const { citizen } = mother;
  if (citizen.document.type !== 'resident' || citizen.age < 22 || citizen.age > 40) return null;
  const chance = createChance(seed, 'newborn', citizen.id);
  if (!chance.happens(0.12)) return null;
  const sex: Sex = chance.happens(0.52) ? 'male' : 'female';
  const birthDate = addDays(today, -chance.between(3, 60));
  const index = indexOfId(citizen.id) ?? 0;
  return {
    name: `${familyName(father.citizen.name)}${givenName(chance, sex)}`,
    number: residentNumber(areaCodeOf(citizen), birthDate, birthdayOf(seed, index, sex).sequence),
    ...{ sex, birthDate },
  };
};

/** Compound surnames of the county are known; any other is one character. */
const familyName = (name: string): string => /^(申屠|诸葛|欧阳)/u.exec(name)?.[0] ?? [...name][0] ?? name;
