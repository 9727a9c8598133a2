import { generateKeyPairSync, sign } from 'node:crypto';
import { type Action, type Command, type Desired, signedBytes } from '../../wire/down.ts';
import { KIOSK } from './test-hall.ts';

/** For tests: a hall that signs. */
const keys = generateKeyPairSync('ed25519');
export const COMMAND_KEY = keys.publicKey.export({ format: 'jwk' }).x ?? '';

const signatureOf = (kiosk: string, payload: Omit<Command, 'sig'> | Omit<Desired, 'sig'>): string =>
  sign(null, signedBytes(kiosk, payload), keys.privateKey).toString('base64url');

export function commandOf(
  action: Action,
  counter = 1,
  { notAfter = '2026-11-24T02:05:00.000Z', kiosk = KIOSK } = {},
): Command {
  const id = `01932f6b-9000-7000-8000-${String(counter).padStart(12, '0')}`;
  const unsigned = { id, counter, notAfter, action };
  return { ...unsigned, sig: signatureOf(kiosk, unsigned) };
}

export function desiredOf(changes: Partial<Omit<Desired, 'sig'>> = {}, kiosk = KIOSK): Desired {
  const unsigned = { version: 1, inService: true, stopped: [], message: null, release: null, ...changes };
  return { ...unsigned, sig: signatureOf(kiosk, unsigned) };
}
