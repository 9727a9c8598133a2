import { createChance } from '../chance.ts';
import { addDays } from '../civil-date.ts';
import type { RecordWriter } from './record.ts';

const travelDocument: RecordWriter = ({ citizen }, { seed, today }) => {
  if (citizen.document.type !== 'resident' || citizen.tags.includes('named')) return null;
  const chance = createChance(seed, 'travel-document', citizen.id);
  const hasPassport = citizen.age >= 10 && chance.happens(0.3);
  const hasPermit = citizen.age >= 10 && chance.happens(0.25);
  if (!hasPassport && !hasPermit) return null;
  return {
    passportNo: hasPassport ? `ET${chance.between(1_000_000, 9_999_999)}` : null,
    passportValidTo: hasPassport ? addDays(today, chance.between(-300, 3_000)) : null,
    hkMacaoNo: hasPermit ? `CT${chance.between(1_000_000, 9_999_999)}` : null,
    hkMacaoValidTo: hasPermit ? addDays(today, chance.between(-200, 3_000)) : null,
    endorsements:
      hasPermit && chance.happens(0.5)
        ? [
            {
              area: chance.pick(['香港', '澳门']),
              kind: '旅游',
              remaining: chance.between(0, 2),
              validTo: addDays(today, chance.between(5, 360)),
            },
          ]
        : [],
    restricted: chance.happens(0.01),
  };
};

/** Out and back in a few days: every departure has its return. */
const exitEntryRecord: RecordWriter = (resident, context) => {
  const travels = travelDocument(resident, context);
  if (travels === null) return null;
  const { seed, today } = context;
  const chance = createChance(seed, 'exit-entry', resident.citizen.id);
  const document = String(travels.passportNo ?? travels.hkMacaoNo);
  const entries = Array.from({ length: chance.between(0, 3) }, (_, trip) => {
    const out = addDays(today, -(trip + 1) * 200 + chance.between(0, 60));
    const at = (day: string) => `${day}T${chance.between(10, 21)}:${chance.between(10, 59)}:00+08:00`;
    const port = chance.pick(['杭州萧山国际机场', '上海浦东国际机场', '深圳罗湖口岸']);
    return [
      { at: at(addDays(out, 5)), direction: '入境', port, document },
      { at: at(out), direction: '出境', port, document },
    ];
  });
  return { entries: entries.flat(), recordedUntil: addDays(today, -1) };
};

/** One adult in a hundred is refused the certificate. */
const criminalCheck: RecordWriter = ({ citizen }, { seed, today }) => {
  if (citizen.age < 16) return null;
  const chance = createChance(seed, 'criminal-check', citizen.id);
  return {
    hasRecord: !citizen.tags.includes('named') && chance.happens(0.01),
    checkedUntil: addDays(today, -1),
    checkNo: `HC${today.replaceAll('-', '')}${chance.between(100_000, 999_999)}`,
  };
};

export const borderRecords = {
  'travel-document': travelDocument,
  'exit-entry-record': exitEntryRecord,
  'criminal-check': criminalCheck,
} satisfies Record<string, RecordWriter>;
