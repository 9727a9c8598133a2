import { downDelivery } from '../../wire/down.ts';
import { delivery } from '../../wire/envelope.ts';
import { pokeAllTopic, TOPIC_ROOT } from '../../wire/topic.ts';
import type { MachineRecord } from '../store/store.ts';
import { MOSQUITTO_LOG } from './mosquitto-log.ts';
import { isMosquittoHash, mosquittoHash } from './mosquitto-password.ts';

/** Who the hall is to the broker; all its copies are the same. */
export type BrokerUser = { readonly username: string; readonly password: string };

export type MosquittoFiles = {
  /** `password_file` of mosquitto.conf(5). */
  readonly passwords: string;
  /** `acl_file`. */
  readonly acl: string;
  readonly machines: number;
  /** Enrolled before the hall kept what mosquitto needs, or whose credentials are over: not let in. */
  readonly leftOut: readonly string[];
};

/**
 * What mosquitto lets in, and what each may say and hear: what `judgePublish` and `maySubscribe` say for the embedded
 * broker.
 * @param before the password file as it is; the hall's own line stays while its password is the same
 */
export function mosquittoFiles(
  realm: string,
  hall: BrokerUser,
  records: readonly MachineRecord[],
  now: number,
  before = '',
): MosquittoFiles {
  const enrolled = records.filter(({ credential }) => credential !== null);
  const known = enrolled.flatMap(({ kiosk, credential }) =>
    credential?.mosquitto !== undefined && now < credential.expiresAt
      ? { kiosk, hash: credential.mosquitto }
      : [],
  );
  const letIn = new Set(known.map(({ kiosk }) => kiosk));
  const passwords = [
    `${hall.username}:${hallHash(hall, before)}`,
    ...known.map(({ kiosk, hash }) => `${kiosk}:${hash}`),
  ];
  const acl = [
    `user ${hall.username}`,
    `topic read ${MOSQUITTO_LOG}`,
    ...upEnds.map((end) => `topic read ${TOPIC_ROOT}/${realm}/+/${end}`),
    ...downEnds.map((end) => `topic write ${TOPIC_ROOT}/${realm}/+/${end}`),
    `topic write ${pokeAllTopic(realm)}`,
    '',
    ...known.flatMap(({ kiosk }) => [`user ${kiosk}`, `topic read ${pokeAllTopic(realm)}`]),
    '',
    // %u: its own name.
    ...upEnds.map((end) => `pattern write ${TOPIC_ROOT}/${realm}/%u/${end}`),
    ...downEnds.map((end) => `pattern read ${TOPIC_ROOT}/${realm}/%u/${end}`),
  ];
  const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
  return {
    passwords: text(passwords),
    acl: text(acl),
    machines: known.length,
    leftOut: enrolled.map(({ kiosk }) => kiosk).filter((kiosk) => !letIn.has(kiosk)),
  };
}

/** Channels with a name of its own as their last level. */
const partedTypes: readonly string[] = ['flw', 'dev', 'sup', 'alm', 'res', 'log'];
/** What follows a kiosk's id in the topics that go up. */
export const upEnds: readonly string[] = Object.keys(delivery).map((type) =>
  partedTypes.includes(type) ? `${type}/+` : type,
);
const downEnds: readonly string[] = Object.keys(downDelivery);

function hallHash({ username, password }: BrokerUser, before: string): string {
  const line = before.split('\n').find((each) => each.startsWith(`${username}:`));
  const hash = line?.slice(username.length + 1) ?? '';
  return isMosquittoHash(password, hash) ? hash : mosquittoHash(password);
}
