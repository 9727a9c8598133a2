import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAuthority } from '../../pki.ts';
import { readDraft, sealDraft } from './seal-document.ts';
import { draftSaying } from './test-draft.ts';

const directory = mkdtempSync(join(tmpdir(), 'seal-'));
const file = (name: string) => join(directory, name);
let sealed: Buffer;

beforeAll(async () => {
  const now = new Date();
  const identity = await (await openAuthority(join(directory, 'pki'), () => now)).seal('测试县测试局');
  const draft = await readDraft(await draftSaying('so certified'));
  if (draft === null) throw new Error('a draft of one page can be read');
  const stamp = {
    ...{ seal: { xMm: 150, yMm: 230 }, code: { xMm: 40, yMm: 250 } },
    ...{ organisation: '测试县测试局', number: 'TEST-1', verifyUrl: 'http://127.0.0.1/v/t' },
  };
  sealed = Buffer.from(await sealDraft(draft, 1, stamp, identity, now));
  writeFileSync(file('ca.pem'), identity.ca);
  writeFileSync(file('sealed.pdf'), sealed);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What the signature covers and the CMS structure itself, as PDF 32000-1 §12.8.1 lays them out. */
function partsOf(pdf: Buffer): { readonly covered: Buffer; readonly cms: Buffer } {
  const text = pdf.toString('latin1');
  const range = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)/.exec(text);
  const [start = 0, length = 0, second = 0, rest = 0] = (range?.slice(1) ?? []).map(Number);
  const hex = text.slice(start + length, second).replace(/[<>\s]/g, '');
  return {
    covered: Buffer.concat([pdf.subarray(start, start + length), pdf.subarray(second, second + rest)]),
    // The space kept for it is filled up with zeros; the DER says how long it really is.
    cms: derAtStart(Buffer.from(hex, 'hex')),
  };
}

function derAtStart(bytes: Buffer): Buffer {
  const first = bytes[1] ?? 0;
  const lengthBytes = first & 0x80 ? first & 0x7f : 0;
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes);
  return bytes.subarray(0, 2 + lengthBytes + length);
}

const verify = (pdf: Buffer): string => {
  const { covered, cms } = partsOf(pdf);
  writeFileSync(file('covered'), covered);
  writeFileSync(file('cms'), cms);
  const options = ['-verify', '-binary', '-inform', 'DER', '-in', file('cms'), '-content', file('covered')];
  const checked = spawnSync('openssl', [
    'cms',
    ...options,
    ...['-CAfile', file('ca.pem'), '-purpose', 'any', '-out', '/dev/null'],
  ]);
  return checked.stderr.toString();
};

describe('OpenSSL, which knows nothing of how it was made,', () => {
  test('finds the signature good and covers the file from its first byte to its last', () => {
    expect(verify(sealed)).toContain('Verification successful');
    const { covered, cms } = partsOf(sealed);
    expect(covered.length + cms.length * 2).toBeLessThan(sealed.length);
    expect(covered.subarray(0, 5).toString()).toBe('%PDF-');
    expect(covered.subarray(-6).toString()).toContain('%%EOF');
  });

  test('finds one changed byte', () => {
    const changed = Buffer.from(sealed);
    changed[200] = (changed[200] ?? 0) ^ 1;
    expect(verify(changed)).toContain('Verification failure');
  });
});

const pdfsig = spawnSync('pdfsig', ['-v']).error === undefined;
test.skipIf(!pdfsig)('Poppler calls it a valid PAdES signature of the whole document (needs pdfsig)', () => {
  const said = execFileSync('pdfsig', ['-nocert', file('sealed.pdf')]).toString();
  expect(said).toContain('ETSI.CAdES.detached');
  expect(said).toContain('Total document signed');
  expect(said).toContain('Signature is Valid');
});
