// @peculiar/x509 resolves its parts through tsyringe, which wants this before anything else.
import 'reflect-metadata';
import { createHash, createPrivateKey } from 'node:crypto';
import { CryptoKeySigner, PDF } from '@libpdf/core';
import { PemConverter } from '@peculiar/x509';
import { drawStamp, type Stamp } from './stamp.ts';

/** PEM: the key of an organisation's seal, its certificate, and who certified it. */
export type SealIdentity = { readonly key: string; readonly cert: string; readonly ca: string };

export type Draft = { readonly pdf: PDF; readonly text: string };

/** A certificate is a page or two; more than this is something else. */
const MOST_PAGES = 6;

/** Opens a draft and reads what it says; null for what is no plain PDF of a few pages. */
export const readDraft = async (bytes: Uint8Array): Promise<Draft | null> => {
  try {
    const pdf = await PDF.load(bytes);
    if (pdf.isEncrypted || pdf.hasForm() || pdf.getPageCount() > MOST_PAGES) return null;
    return {
      pdf,
      text: pdf
        .extractText()
        .map((page) => page.text)
        .join('\n'),
    };
  } catch {
    return null;
  }
};

/**
 * Lays seal and code over a page of the draft and signs the whole: PAdES baseline B-B (ETSI EN 319 142-1), a
 * detached CMS signature with the certificate's own digest in it.
 *
 * @param page 1-based
 */
export const sealDraft = async (
  { pdf }: Draft,
  page: number,
  stamp: Stamp,
  identity: SealIdentity,
  at: Date,
): Promise<Uint8Array> => {
  const target = pdf.getPage(page - 1);
  if (target === null) throw new RangeError('the draft has no such page');
  target.drawPage(await pdf.embedPage(await PDF.load(await drawStamp(stamp)), 0));
  const { bytes } = await pdf.sign({
    signer: await signerOf(identity),
    reason: '电子证明',
    location: stamp.organisation,
    signingTime: at,
    level: 'B-B',
  });
  return bytes;
};

const signerOf = async ({ key, cert, ca }: SealIdentity): Promise<CryptoKeySigner> => {
  const pkcs8 = createPrivateKey(key).export({ type: 'pkcs8', format: 'der' });
  const signing = await crypto.subtle.importKey(
    'pkcs8',
    pkcs8,
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  );
  const der = (pem: string): Uint8Array => new Uint8Array(PemConverter.decodeFirst(pem));
  return new CryptoKeySigner(signing, der(cert), 'EC', 'ECDSA', [der(ca)]);
};

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
