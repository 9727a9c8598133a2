import { delivery } from '../../wire/envelope.ts';
import type { UpType } from '../../wire/payloads.ts';
import { kioskTopic, parseTopic, pokeAllTopic } from '../../wire/topic.ts';

/** Who is connected: one machine of one realm, standing in one hall when it signed in. */
export type Peer = { readonly realm: string; readonly kiosk: string; readonly hall: string };

export type PublishVerdict = 'allowed' | 'impersonation' | 'wrong-topic';

/** A machine speaks under its own id, on the channels that go up, and leaves behind only what is meant to stay. */
export function judgePublish(
  peer: Peer,
  { topic: text, retain }: { readonly topic: string; readonly retain: boolean },
): PublishVerdict {
  const topic = parseTopic(text);
  if (topic?.to !== 'kiosk' || !isUp(topic.channel.name)) return 'wrong-topic';
  if (topic.realm !== peer.realm || topic.kiosk !== peer.kiosk) return 'impersonation';
  return retain && !delivery[topic.channel.name].retain ? 'wrong-topic' : 'allowed';
}

/** A machine listens to what is said to itself, and to the calls for all; no wildcards, no `$SYS`. */
export const maySubscribe = ({ realm, kiosk }: Peer, filter: string): boolean =>
  filter === pokeAllTopic(realm) ||
  (['desired', 'cmd', 'ack', 'poke'] as const).some((name) => filter === kioskTopic(realm, kiosk, { name }));

const isUp = (name: string): name is UpType => Object.hasOwn(delivery, name);
