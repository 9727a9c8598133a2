import { z } from 'zod';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/**
 * What the driver and its PC/SC process say to each other. Both sides check what they are told: the process loads
 * native code, which may have gone wrong before it is noticed.
 */
export const toProcessSchema = z.discriminatedUnion('kind', [
  /** Powers the card up and talks to it; ends what was connected before. */
  z.strictObject({ kind: z.literal('connect'), id: z.int(), reader: z.string() }),
  z.strictObject({ kind: z.literal('transmit'), id: z.int(), command: bytes }),
  /** Powers the card down. */
  z.strictObject({ kind: z.literal('disconnect'), id: z.int() }),
  /** A round trip through pcscd to the reader that leaves a card alone. */
  z.strictObject({ kind: z.literal('look'), id: z.int(), reader: z.string() }),
]);
export type ToProcess = z.infer<typeof toProcessSchema>;

/** `mute`: a card lies there and answers no reset. */
export const cardPresences = ['absent', 'present', 'mute'] as const;
export type CardPresence = (typeof cardPresences)[number];

/** PC/SC's many errors as far as they differ to a kiosk. */
export const pcscFaults = [
  /** SCARD_W_REMOVED_CARD, SCARD_W_RESET_CARD, SCARD_E_NO_SMARTCARD. */
  'card-gone',
  /** SCARD_W_UNRESPONSIVE_CARD, SCARD_W_UNPOWERED_CARD, SCARD_W_UNSUPPORTED_CARD. */
  'card-mute',
  /** SCARD_E_UNKNOWN_READER, SCARD_E_READER_UNAVAILABLE. */
  'reader-gone',
  /** SCARD_E_SHARING_VIOLATION: another program holds the card. */
  'shared',
  /** SCARD_E_NO_SERVICE and everything else that says that pcscd is not to be talked to. */
  'service-gone',
  'other',
] as const;
export type PcscFault = (typeof pcscFaults)[number];

export const fromProcessSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reader'), name: z.string(), card: z.enum(cardPresences) }),
  z.strictObject({ kind: z.literal('reader-gone'), name: z.string() }),
  /** pcscd answers; before it nothing is known of readers. */
  z.strictObject({ kind: z.literal('service') }),
  z.strictObject({
    kind: z.literal('answer'),
    id: z.int(),
    /** The card's response; empty where none was asked for. */
    bytes,
  }),
  z.strictObject({
    kind: z.literal('fault'),
    id: z.int(),
    fault: z.enum(pcscFaults),
    /** The binding's own word, for the log. */
    code: z.string().max(80),
  }),
]);
export type FromProcess = z.infer<typeof fromProcessSchema>;
