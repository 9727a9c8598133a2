import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { RandomBytes } from '../ids.ts';

/**
 * Sealed payloads: AES-256-GCM under the key of one visit. The additional data binds a payload to its visit
 * and its place, so that a row moved elsewhere does not open.
 */
export type Sealed = {
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
};

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;

export const seal = (key: Uint8Array, place: string, plaintext: string, randomBytes: RandomBytes): Sealed => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place, 'utf8'));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return { nonce, ciphertext, tag: cipher.getAuthTag() };
};

/** The plaintext, or null when key, place or bytes are not those it was sealed with. */
export const unseal = (key: Uint8Array, place: string, sealed: Sealed): string | null => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.nonce, { authTagLength: 16 })
      .setAAD(Buffer.from(place, 'utf8'))
      .setAuthTag(sealed.tag);
    return Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
};
