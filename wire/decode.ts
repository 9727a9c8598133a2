import type { z } from 'zod';
import { type DownMessage, type DownType, downSchemas } from './down.ts';
import { MAX_MESSAGE_BYTES, messageSchemas, type UpMessage, WIRE_VERSION } from './envelope.ts';
import type { Said, UpType } from './payloads.ts';
import { type Channel, parseTopic, type Topic } from './topic.ts';

/** Why what came is no message. Nothing of its content is quoted: who writes this down writes no personal data. */
export type WireProblem =
  | { readonly kind: 'unknown-topic' }
  | { readonly kind: 'too-long'; readonly bytes: number }
  /** Neither UTF-8 nor JSON. */
  | { readonly kind: 'not-json' }
  /** From a machine that is newer, or much older, than who reads it. */
  | { readonly kind: 'unknown-version'; readonly version: number | null }
  /** At most five places, as paths of known names. */
  | { readonly kind: 'invalid'; readonly at: readonly string[] }
  /** It names another kiosk, another type or another part than the topic it came on. */
  | { readonly kind: 'wrong-topic' };

export type Decoded<M> =
  | { readonly ok: true; readonly topic: Topic; readonly message: M }
  | { readonly ok: false; readonly problem: WireProblem };

/** What a kiosk said. Any topic and any bytes give a message or a problem; it never throws. */
export const decodeUp = (topic: string, bytes: Uint8Array): Decoded<UpMessage> =>
  decode(topic, bytes, upSchema);

/** What a hall said. */
export const decodeDown = (topic: string, bytes: Uint8Array): Decoded<DownMessage> =>
  decode(topic, bytes, downSchema);

/** The bytes of a message; what they hold is checked first, so that nothing leaves that the other side would refuse. */
export function encode(message: UpMessage | DownMessage): Uint8Array {
  const schema = isUp(message.ty) ? messageSchemas[message.ty] : downSchemas[message.ty];
  const bytes = new TextEncoder().encode(JSON.stringify(schema.parse(message)));
  if (bytes.length > MAX_MESSAGE_BYTES)
    throw new RangeError(`a ${message.ty} message of ${bytes.length} bytes`);
  return bytes;
}

const refused = (problem: WireProblem): { readonly ok: false; readonly problem: WireProblem } => ({
  ok: false,
  problem,
});

function decode<M extends UpMessage | DownMessage>(
  topicText: string,
  bytes: Uint8Array,
  schemaOf: (topic: Topic) => z.ZodType<M> | null,
): Decoded<M> {
  const topic = parseTopic(topicText);
  const schema = topic && schemaOf(topic);
  if (!topic || !schema) return refused({ kind: 'unknown-topic' });
  if (bytes.length > MAX_MESSAGE_BYTES) return refused({ kind: 'too-long', bytes: bytes.length });
  const value = jsonOf(bytes);
  if (typeof value !== 'object' || value === null) return refused({ kind: 'not-json' });
  // Looked at before anything else: what a later version means by its fields nobody here can judge.
  const version = 'v' in value && Number.isSafeInteger(value.v) ? Number(value.v) : null;
  if (version !== WIRE_VERSION) return refused({ kind: 'unknown-version', version });
  const checked = schema.safeParse(value);
  if (!checked.success) return refused({ kind: 'invalid', at: placesOf(checked.error) });
  if (!belongs(topic, checked.data)) return refused({ kind: 'wrong-topic' });
  return { ok: true, topic, message: checked.data };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** Names of a schema are ours; a key nobody knows is the sender's, and is not repeated. */
const placesOf = (error: z.ZodError): readonly string[] =>
  error.issues.slice(0, 5).map((issue) => (issue.path.join('.') || 'message').slice(0, 80));

const isUp = (name: string): name is UpType => Object.hasOwn(messageSchemas, name);
const isDown = (name: string): name is DownType => Object.hasOwn(downSchemas, name);

const upSchema = (topic: Topic): z.ZodType<UpMessage> | null =>
  topic.to === 'kiosk' && isUp(topic.channel.name) ? messageSchemas[topic.channel.name] : null;

const downSchema = (topic: Topic): z.ZodType<DownMessage> | null => {
  if (topic.to !== 'kiosk') return downSchemas.poke;
  return isDown(topic.channel.name) ? downSchemas[topic.channel.name] : null;
};

function belongs(topic: Topic, message: UpMessage | DownMessage): boolean {
  // A call names no kiosk: it is for whom its topic says.
  if (message.ty === 'poke') return true;
  if (topic.to !== 'kiosk' || message.k !== topic.kiosk) return false;
  return !('bd' in message) || sameChannel(topic.channel, channelOf(message));
}

const sameChannel = (one: Channel, other: Channel): boolean =>
  one.name === other.name && ('part' in one ? one.part : null) === ('part' in other ? other.part : null);

/** The channel what a kiosk says belongs on. */
export function channelOf(said: Said): Channel {
  switch (said.ty) {
    case 'dev':
      return { name: said.ty, part: said.d.class };
    case 'sup':
      return { name: said.ty, part: said.d.supply };
    case 'alm':
      return { name: said.ty, part: said.d.code };
    case 'flw':
      return { name: said.ty, part: said.d.part };
    case 'res':
    case 'log':
      return { name: said.ty, part: said.d.cmd };
    default:
      return { name: said.ty };
  }
}
