import { pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Passwords as mosquitto's password file has them (mosquitto_passwd(1)): PBKDF2-HMAC-SHA512, 64 bytes, written as
 * `$7$iterations$salt$key`. So few iterations are mosquitto's own default, and enough for 32 random bytes.
 */
const ITERATIONS = 101;
const SALT_BYTES = 12;
const KEY_BYTES = 64;

export function mosquittoHash(password: string): string {
  const salt = randomBytes(SALT_BYTES);
  return ['', 7, ITERATIONS, salt.toString('base64'), derive(password, salt).toString('base64')].join('$');
}

/** Of one that was made here. */
export function isMosquittoHash(password: string, hash: string): boolean {
  const [, scheme, iterations, salt = '', key = ''] = hash.split('$');
  if (scheme !== '7' || iterations !== String(ITERATIONS)) return false;
  const [expected, derived] = [Buffer.from(key, 'base64'), derive(password, Buffer.from(salt, 'base64'))];
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}

const derive = (password: string, salt: Buffer): Buffer =>
  pbkdf2Sync(password, salt, ITERATIONS, KEY_BYTES, 'sha512');
