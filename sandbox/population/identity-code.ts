import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';

/**
 * The code a citizen's telephone shows to say who they are, as an electronic identity or social-security card does:
 * opaque to whoever scans it, another one each minute, good for five. Only who issued it can read it.
 */
export type IdentityCode = { readonly citizen: string; readonly issuedAt: Date };

const REFRESH_MS = 60_000;
const PREFIX = 'ESC1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const keyOf = (seed: string): Buffer => createHash('sha256').update(`identity codes of ${seed}`).digest();

/** The code this telephone shows at `at`: the same for a whole minute, as there is one refresh a minute. */
export const identityCodeOf = (seed: string, citizen: string, at: Date): string => {
  const minute = Math.floor(at.getTime() / REFRESH_MS);
  const plain = `${minute} ${citizen}`;
  // Sealed with a nonce made from what is sealed: one telephone, one minute, one code, and no state.
  const nonce = createHmac('sha256', keyOf(seed)).update(plain).digest().subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(seed), nonce);
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
};

/** Whose code it is and since when; undefined for anything that was never issued. */
export const readIdentityCode = (seed: string, code: string): IdentityCode | undefined => {
  if (!code.startsWith(PREFIX)) return undefined;
  const bytes = Buffer.from(code.slice(PREFIX.length), 'base64url');
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(seed), bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const plain =
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    const [minute = '', citizen = ''] = plain.split(' ');
    return { citizen, issuedAt: new Date(Number(minute) * REFRESH_MS) };
  } catch {
    return undefined;
  }
};
