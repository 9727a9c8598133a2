import type { Cabinet, CabinetStatus } from '../../drivers/cabinet/cabinet.ts';
import type { CodeName } from '../codes/codes.ts';
import type { Log } from '../log.ts';

/** On battery with less than this left, the visit under way is finished and no new one begun. */
const minutesToFinish = 3;

/** Whether the machine may take up a new visit, as far as its power goes. */
export function hasPowerForVisit({ power }: CabinetStatus): boolean {
  if (power.powerIn !== 'noPower') return true;
  if (power.minutesLeft !== null) return power.minutesLeft >= minutesToFinish;
  return power.battery !== 'critical' && power.battery !== 'failure';
}

/** What is wrong around the devices at this moment, as codes; an operator is told when one comes and when it goes. */
export function cabinetCodesOf(status: CabinetStatus): readonly CodeName[] {
  const { power } = status;
  const codes: readonly (readonly [boolean, CodeName])[] = [
    [status.cabinetDoor === 'open', 'cabinet.door-open'],
    [status.tamperSensor === 'on', 'cabinet.tampered'],
    [status.stuckLights.length > 0, 'cabinet.light-stuck'],
    [power.powerIn === 'noPower', 'power.on-battery'],
    [!hasPowerForVisit(status), 'power.low'],
    [power.battery === 'failure', 'power.battery-failure'],
  ];
  return codes.filter(([isSo]) => isSo).map(([, code]) => code);
}

/**
 * Writes into the log what comes and what goes around the devices. While the board is away nothing is known, and
 * nothing is said to be over.
 */
export function watchCabinet(cabinet: Cabinet, log: Log): () => void {
  let now: readonly CodeName[] = [];
  return cabinet.subscribe(({ status }) => {
    if (status.cabinetDoor === 'unknown') return;
    const next = cabinetCodesOf(status);
    for (const code of next)
      if (!now.includes(code)) log.warning('cabinet', { device: 'cabinet', code, state: 'begun' });
    for (const code of now)
      if (!next.includes(code)) log.info('cabinet', { device: 'cabinet', code, state: 'over' });
    now = next;
  });
}
