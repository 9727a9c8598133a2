import { ACTION_WORDS } from '../machine/orders.tsx';
import type { ConsoleWords, WordKey } from '../words/console-words.ts';
import { devices } from '../words/zh-cn/devices.ts';

const WORDS: Readonly<Record<string, WordKey>> = {
  'sign-in': 'audit.action.signIn',
  'sign-in.refused': 'audit.action.signInRefused',
  'account.activated': 'audit.action.accountActivated',
  'account.disabled': 'audit.action.accountDisabled',
  'alarm.ack': 'audit.action.alarmAck',
  'alarm.assign': 'audit.action.alarmAssign',
  'alarm.clear': 'audit.action.alarmClear',
  'alarm.shelve': 'audit.action.alarmShelve',
  'alarm.unack': 'audit.action.alarmUnack',
  'alarm.unassign': 'audit.action.alarmUnassign',
  'alarm.unshelve': 'audit.action.alarmUnshelve',
  'item.stopped': 'audit.action.itemStopped',
  'item.resumed': 'audit.action.itemResumed',
  'machine.code': 'audit.action.machineCode',
  'machine.enrolled': 'audit.action.machineEnrolled',
  'machine.revoked': 'audit.action.machineRevoked',
  'hall.written': 'audit.action.hallWritten',
  maintenance: 'audit.action.maintenance',
};
const WISHES: Readonly<Record<string, WordKey>> = {
  'in-service': 'audit.action.wishIn',
  'out-of-service': 'audit.action.wishOut',
  message: 'audit.action.wishMessage',
  'message-off': 'audit.action.wishMessageOff',
};
const ROLES: Readonly<Record<string, WordKey>> = {
  viewer: 'role.viewer',
  operator: 'role.operator',
  ops: 'role.ops',
  admin: 'role.admin',
};
const COMMANDS: Readonly<Record<string, WordKey>> = ACTION_WORDS;

/** What was done, in words; one that a later hall writes is shown as it is written. */
export function actionWords(action: string, t: ConsoleWords): string {
  const word = WORDS[action];
  if (word !== undefined) return t(word);
  const [kind, rest = '', device] = action.split('.');
  const role = ROLES[rest];
  if (kind === 'account' && role !== undefined) return t('audit.action.accountAs', { role: t(role) });
  const command = COMMANDS[rest];
  if (kind === 'command' && command !== undefined)
    return [
      t(command),
      ...(device === undefined ? [] : [isDeviceClass(device) ? t(`deviceClass.${device}`) : device]),
    ].join(' ');
  if (kind !== 'wish') return action;
  const wishes = rest.split('+').map((wish) => WISHES[wish]);
  return wishes.includes(undefined)
    ? action
    : wishes.flatMap((wish) => (wish === undefined ? [] : [t(wish)])).join(' + ');
}

const isDeviceClass = (name: string): name is keyof typeof devices.deviceClass =>
  Object.hasOwn(devices.deviceClass, name);
