import { createHash, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * Secrets at rest, scrypt (RFC 7914), written as `scrypt$N$salt$hash`. What a person chose is made dear to guess; what
 * we made from 32 random bytes nobody guesses, and a power cut in a city means ten thousand machines sign in within
 * minutes.
 */
const COST = { chosen: 32_768, made: 1024 } as const;
const KEY_BYTES = 32;

export async function hashSecret(secret: string, kind: keyof typeof COST): Promise<string> {
  const salt = randomBytes(16);
  const cost = COST[kind];
  const key = await derive(secret, salt, cost);
  return ['scrypt', cost, salt.toString('base64url'), key.toString('base64url')].join('$');
}

export async function isSecret(secret: string, hash: string): Promise<boolean> {
  const [scheme, cost, salt, expected] = hash.split('$');
  if (scheme !== 'scrypt' || salt === undefined || expected === undefined) return false;
  const key = await derive(secret, Buffer.from(salt, 'base64url'), Number(cost));
  return timingSafeEqual(key, Buffer.from(expected, 'base64url'));
}

/** A secret of 32 random bytes, for machines and sessions. */
export const newToken = (): string => randomBytes(KEY_BYTES).toString('base64url');

/** For tokens that are looked up: they are random enough to be kept under a plain hash. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Crockford's alphabet: no letter is taken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code a person types once, 12 characters of 5 bits each: `7K2M-QX4T-9D0W`. */
export const newCode = (): string =>
  [...randomBytes(12)]
    .map((byte) => ALPHABET[byte % 32])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/** As it was meant: small letters, missing dashes, O for 0, I and L for 1. */
export const codeAsMeant = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');

const derive = (secret: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options: ScryptOptions = { N: cost, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };
    scrypt(secret, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
