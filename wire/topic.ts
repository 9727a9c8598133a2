import { WIRE_VERSION } from './envelope.ts';
import { kioskIdSchema, realmSchema, uuidSchema } from './ids.ts';
import { alarmCodes, deviceClasses, supplies } from './words.ts';

/**
 * The topic tree, safe for MQTT 3.1.1 and at most six levels deep. Where a machine stands is not in it, because machines
 * move: who calls all machines of a hall calls each of them. A channel that has one retained message a part of the machine
 * (`dev sup flw`) or one story a name (`alm res log`) has that name as its last level.
 */
export const TOPIC_ROOT = `once/${WIRE_VERSION}`;

const plainChannels = [
  'state',
  'hb',
  'reported',
  'evt',
  'met',
  'use',
  'desired',
  'cmd',
  'ack',
  'poke',
] as const;
type PlainChannel = (typeof plainChannels)[number];

export type Channel =
  | { readonly name: PlainChannel }
  | { readonly name: 'dev'; readonly part: (typeof deviceClasses)[number] }
  | { readonly name: 'sup'; readonly part: (typeof supplies)[number] }
  | { readonly name: 'alm'; readonly part: (typeof alarmCodes)[number] }
  /** Part of the list of flows, from 1. */
  | { readonly name: 'flw'; readonly part: number }
  /** Id of the command. */
  | { readonly name: 'res' | 'log'; readonly part: string };

export type Topic =
  | { readonly to: 'kiosk'; readonly realm: string; readonly kiosk: string; readonly channel: Channel }
  | { readonly to: 'all'; readonly realm: string };

export function kioskTopic(realm: string, kiosk: string, channel: Channel): string {
  const name = 'part' in channel ? `${channel.name}/${channel.part}` : channel.name;
  return `${TOPIC_ROOT}/${realm}/${kiosk}/${name}`;
}

export const pokeAllTopic = (realm: string): string => `${TOPIC_ROOT}/${realm}/_all/poke`;

/** What a hall listens to: everything of every kiosk of the realm. */
export const realmFilter = (realm: string): string => `${TOPIC_ROOT}/${realm}/+/#`;

/** Reads a topic; null for one that is not of this tree, whatever it holds. */
export function parseTopic(text: string): Topic | null {
  if (text.length > 200) return null;
  const [root, version, realm = '', owner = '', name = '', part, ...rest] = text.split('/');
  if (root !== 'once' || version !== String(WIRE_VERSION) || rest.length > 0) return null;
  if (!realmSchema.safeParse(realm).success) return null;
  if (owner === '_all') return name === 'poke' && part === undefined ? { to: 'all', realm } : null;
  if (!kioskIdSchema.safeParse(owner).success) return null;
  const channel = channelOf(name, part);
  return channel && { to: 'kiosk', realm, kiosk: owner, channel };
}

function channelOf(name: string, part: string | undefined): Channel | null {
  const plain = plainChannels.find((each) => each === name);
  if (plain) return part === undefined ? { name: plain } : null;
  switch (name) {
    case 'dev':
      return named(name, deviceClasses, part);
    case 'sup':
      return named(name, supplies, part);
    case 'alm':
      return named(name, alarmCodes, part);
    case 'flw':
      return /^[1-9]\d?$/.test(part ?? '') ? { name, part: Number(part) } : null;
    case 'res':
    case 'log':
      return part !== undefined && uuidSchema.safeParse(part).success ? { name, part } : null;
    default:
      return null;
  }
}

function named<N extends string, P extends string>(
  name: N,
  parts: readonly P[],
  part: string | undefined,
): { readonly name: N; readonly part: P } | null {
  const known = parts.find((each) => each === part);
  return known === undefined ? null : { name, part: known };
}
