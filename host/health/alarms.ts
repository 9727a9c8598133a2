import type { Payload } from '../../wire/payloads.ts';
import type { AlarmCode, AlarmComponent } from '../../wire/words.ts';
import type { CodeName } from '../codes/codes.ts';
import type { KeptAlarm, TelemetryStore } from './telemetry-store.ts';

/** What is wrong with this machine now, as far as only it can see. Kept over a start, so that what is over is also told. */
export type Alarms = {
  readonly set: (code: AlarmCode, component: AlarmComponent, isRaised: boolean) => void;
  /** Tells again what is raised: raising twice is raising once. */
  readonly retell: () => void;
};

export function createAlarms(
  store: Pick<TelemetryStore, 'alarms' | 'keepAlarm' | 'forgetAlarm'>,
  now: () => string,
  say: (alarm: Payload<'alm'>, isNews: boolean) => void,
): Alarms {
  const raised = new Map<string, KeptAlarm>();
  const key = (code: AlarmCode, component: AlarmComponent): string => `${component} ${code}`;
  for (const alarm of store.alarms()) raised.set(key(alarm.code, alarm.component), alarm);
  return {
    set: (code, component, isRaised) => {
      const known = raised.get(key(code, component));
      if (isRaised === (known !== undefined)) return;
      const alarm = { code, component, since: now() };
      if (isRaised) {
        raised.set(key(code, component), alarm);
        store.keepAlarm(alarm);
      } else {
        raised.delete(key(code, component));
        store.forgetAlarm(alarm);
      }
      say({ ...alarm, is: isRaised ? 'raised' : 'cleared' }, true);
    },
    retell: () => {
      for (const alarm of raised.values()) say({ ...alarm, is: 'raised' }, false);
    },
  };
}

/** The cabinet's codes of the host's table, by their names on the wire. */
export const cabinetAlarms = [
  ['cabinet.door-open', 'cabinet-door-open'],
  ['cabinet.tampered', 'cabinet-tampered'],
  ['cabinet.light-stuck', 'cabinet-light-stuck'],
  ['power.on-battery', 'power-on-battery'],
  ['power.low', 'power-low'],
  ['power.battery-failure', 'power-battery-failure'],
] as const satisfies readonly (readonly [CodeName, AlarmCode])[];
