import { accounts } from './en/accounts.ts';
import { alarms } from './en/alarms.ts';
import { audit } from './en/audit.ts';
import { devices } from './en/devices.ts';
import { events } from './en/events.ts';
import { fleet } from './en/fleet.ts';
import { log } from './en/log.ts';
import { machine } from './en/machine.ts';
import { map } from './en/map.ts';
import { orders } from './en/orders.ts';
import { services } from './en/services.ts';
import { session } from './en/session.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { states } from './en/states.ts';
import { stops } from './en/stops.ts';
import { supplies } from './en/supplies.ts';
import { time } from './en/time.ts';
import type { Words } from './zh-cn.ts';

export const en: Words = {
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
