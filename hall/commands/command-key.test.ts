import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signedBytes } from '../../wire/down.ts';
import { openCommandKey } from './command-key.ts';
import { isSignedBy } from './test-signature.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'once-key-'));
});
afterEach(() => rmSync(directory, { recursive: true }));
const file = () => join(directory, 'command-key.pem');

describe('the hall’s key', () => {
  test('is made once, and only its owner reads it', () => {
    const first = openCommandKey(directory);
    expect(openCommandKey(directory).publicKey).toBe(first.publicKey);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  test('signs for one machine and one document', () => {
    const key = openCommandKey(directory);
    const payload = { version: 1, inService: false, stopped: [], message: null, release: null };
    const signature = key.sign('TL-003', payload);
    const { publicKey } = key;
    expect(isSignedBy(publicKey, signedBytes('TL-003', payload), signature)).toBe(true);
    expect(isSignedBy(publicKey, signedBytes('TL-004', payload), signature)).toBe(false);
    const changed = { ...payload, inService: true };
    expect(isSignedBy(publicKey, signedBytes('TL-003', changed), signature)).toBe(false);
  });

  test('that was spoilt is told, and not made anew in silence', () => {
    openCommandKey(directory);
    writeFileSync(file(), readFileSync(file(), 'utf8').slice(0, 60));
    expect(() => openCommandKey(directory)).toThrow(/cannot be read/);
  });
});
