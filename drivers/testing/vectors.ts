import vectors from '../vectors/cards.json' with { type: 'json' };

export { vectors };

export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

function named<T extends { readonly name: string }>(entries: readonly T[], name: string): T {
  const entry = entries.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new Error(`no vector named ${name}`);
  return entry;
}

/** Whole frames by the names the vectors give them. */
export const commandFrame = (name: string): string => named(vectors.sam_commands, name).hex;
export const replyFrame = (name: string): string => {
  const message = vectors.base_messages.find((candidate) => candidate.name === name);
  return message?.frame_hex ?? named(vectors.sam_replies, name).hex;
};
export const baseMessage = (name: string) => named(vectors.base_messages, name);
