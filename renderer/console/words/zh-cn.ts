import { accounts } from './zh-cn/accounts.ts';
import { alarms } from './zh-cn/alarms.ts';
import { audit } from './zh-cn/audit.ts';
import { devices } from './zh-cn/devices.ts';
import { events } from './zh-cn/events.ts';
import { fleet } from './zh-cn/fleet.ts';
import { log } from './zh-cn/log.ts';
import { machine } from './zh-cn/machine.ts';
import { map } from './zh-cn/map.ts';
import { orders } from './zh-cn/orders.ts';
import { services } from './zh-cn/services.ts';
import { session } from './zh-cn/session.ts';
import { shell } from './zh-cn/shell.ts';
import { signIn } from './zh-cn/sign-in.ts';
import { states } from './zh-cn/states.ts';
import { stops } from './zh-cn/stops.ts';
import { supplies } from './zh-cn/supplies.ts';
import { time } from './zh-cn/time.ts';

/** The fixed words of the console, by subject. Titles, effects and hints of alarms come from the hall's rules. */
export const zhCN = {
  ...shell,
  ...time,
  ...states,
  ...signIn,
  ...fleet,
  ...machine,
  ...orders,
  ...log,
  ...alarms,
  ...services,
  ...devices,
  ...events,
  ...stops,
  ...session,
  ...map,
  ...audit,
  ...accounts,
  ...supplies,
};

type Widened<T> = { readonly [K in keyof T]: T[K] extends string ? string : Widened<T[K]> };
export type Words = Widened<typeof zhCN>;
