import { describe, expect, it } from 'vitest';
import { type CabinetStatus, unknownPower } from '../../drivers/cabinet/cabinet.ts';
import { cabinetCodesOf, hasPowerForVisit } from './cabinet-watch.ts';

const well: CabinetStatus = {
  device: 'online',
  isOutOfService: false,
  cabinetDoor: 'closed',
  tamperSensor: 'off',
  proximitySensor: 'notPresent',
  power: { powerIn: 'powering', battery: 'full', minutesLeft: 90, chargePercent: 100 },
  stuckLights: [],
};
const onBattery = (minutesLeft: number | null, battery: CabinetStatus['power']['battery'] = 'low') => ({
  ...well,
  power: { powerIn: 'noPower', battery, minutesLeft, chargePercent: null } as const,
});

describe('a new visit', () => {
  it.each([
    ['with mains', well, true],
    ['with mains, however empty the battery', { ...well, power: { ...well.power, minutesLeft: 0 } }, true],
    ['with three minutes left', onBattery(3), true],
    ['with two minutes left', onBattery(2), false],
    ['with nobody knowing how long, on a battery that is low', onBattery(null), true],
    ['with nobody knowing how long, on a battery that is critical', onBattery(null, 'critical'), false],
    ['with no board to ask', { ...well, power: unknownPower }, true],
  ])('%s: %s → %s', (_, status, isTaken) => {
    expect(hasPowerForVisit(status)).toBe(isTaken);
  });
});

it('an operator hears of everything that is wrong, and of nothing else', () => {
  expect(cabinetCodesOf(well)).toEqual([]);
  expect(
    cabinetCodesOf({ ...onBattery(2), cabinetDoor: 'open', tamperSensor: 'on', stuckLights: ['camera'] }),
  ).toEqual([
    'cabinet.door-open',
    'cabinet.tampered',
    'cabinet.light-stuck',
    'power.on-battery',
    'power.low',
  ]);
});
