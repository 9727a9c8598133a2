import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Command, type Desired, signedBytes } from '../../wire/down.ts';

/** What machines know the hall by: they do what is signed with it, whoever holds the line. */
export type CommandKey = {
  /** Ed25519, 32 bytes in base64url (RFC 8037 `x`): `fleet.commandKey` of a machine's configuration. */
  readonly publicKey: string;
  /** Base64url; over `signedBytes`. */
  readonly sign: (kiosk: string, payload: Omit<Command, 'sig'> | Omit<Desired, 'sig'>) => string;
};

/**
 * Reads the key under `directory`, or makes it at the first start. Copies of a hall need the same file: a machine is
 * told of one key, when it is enrolled.
 * @throws when the file is there and is no such key, or cannot be written
 */
export function openCommandKey(directory: string): CommandKey {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'command-key.pem');
  const key = read(file) ?? make(file);
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  if (key.asymmetricKeyType !== 'ed25519' || x === undefined) throw new Error(`${file} is no Ed25519 key`);
  return {
    publicKey: x,
    sign: (kiosk, payload) => sign(null, signedBytes(kiosk, payload), key).toString('base64url'),
  };
}

function read(file: string): KeyObject | null {
  try {
    return createPrivateKey(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`${file} cannot be read as a key`, { cause: error });
  }
}

/** It is there whole or not at all, and is never made twice: machines that were told of the first would do nothing more. */
function make(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  try {
    linkSync(draft, file);
    return privateKey;
  } catch (error) {
    // Another start was quicker: its key counts.
    const other = read(file);
    if (other) return other;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
