// @peculiar/x509 resolves its parts through tsyringe, which wants this before anything else.
import 'reflect-metadata';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** PEM texts of one identity and of the authority both sides trust. */
export type Identity = { readonly key: string; readonly cert: string; readonly ca: string };

/** The hall's own authority: it certifies the security server, each enrolled kiosk and the departments' seals. */
export type Authority = {
  readonly server: () => Promise<Identity>;
  /** CN = kiosk id; written as 0600 files `identity.key`, `identity.crt`, `hall-ca.crt` into the directory. */
  readonly enrol: (kiosk: string, secretsDir: string) => Promise<void>;
  /** The key and certificate of an organisation's electronic seal: it signs documents and nothing else. */
  readonly seal: (organisation: string) => Promise<Identity>;
};

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;
/** RFC 9336: keys whose signatures stand under documents people read. */
const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36';
const DAY_MS = 24 * 60 * 60 * 1000;
const LIFE_DAYS = 397;
const RENEW_DAYS_BEFORE = 30;

/** Opens the authority kept in `directory`; makes it anew when there is none or its certificate runs out soon. */
export async function openAuthority(directory: string, now: () => Date): Promise<Authority> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const keyFile = join(directory, 'ca.key');
  const certFile = join(directory, 'ca.crt');
  const kept =
    existsSync(keyFile) && existsSync(certFile) ? new X509Certificate(readFileSync(certFile, 'utf8')) : null;
  const isGood = kept !== null && kept.notAfter.getTime() - now().getTime() > RENEW_DAYS_BEFORE * DAY_MS;
  const { certificate, key } = isGood
    ? { certificate: kept, key: await importKey(readFileSync(keyFile, 'utf8')) }
    : await makeAuthority(now);
  if (!isGood) {
    writeSecret(certFile, certificate.toString('pem'));
    writeSecret(keyFile, await exportKey(key));
  }

  const issue = async (
    name: string,
    usage: ExtendedKeyUsage | typeof DOCUMENT_SIGNING,
    names: readonly string[],
    keyUsage = KeyUsageFlags.digitalSignature,
  ): Promise<Identity> => {
    const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const issued = await X509CertificateGenerator.create({
      subject: `CN=${name}`,
      issuer: certificate.subject,
      ...validity(now()),
      publicKey: keys.publicKey,
      signingKey: key,
      signingAlgorithm: SIGNING,
      extensions: [
        new BasicConstraintsExtension(false),
        new KeyUsagesExtension(keyUsage, true),
        new ExtendedKeyUsageExtension([usage]),
        ...(names.length === 0
          ? []
          : [
              new SubjectAlternativeNameExtension(
                names.map((value) => ({
                  type: /^[\d.]+$/.test(value) ? ('ip' as const) : ('dns' as const),
                  value,
                })),
              ),
            ]),
      ],
    });
    return {
      key: await exportKey(keys.privateKey),
      cert: issued.toString('pem'),
      ca: certificate.toString('pem'),
    };
  };

  return {
    server: () => issue('security-server', ExtendedKeyUsage.serverAuth, ['localhost', '127.0.0.1']),
    enrol: async (kiosk, secretsDir) => {
      const identity = await issue(kiosk, ExtendedKeyUsage.clientAuth, []);
      mkdirSync(secretsDir, { recursive: true, mode: 0o700 });
      writeSecret(join(secretsDir, 'identity.key'), identity.key);
      writeSecret(join(secretsDir, 'identity.crt'), identity.cert);
      writeSecret(join(secretsDir, 'hall-ca.crt'), identity.ca);
    },
    seal: (organisation) =>
      issue(
        organisation,
        DOCUMENT_SIGNING,
        [],
        KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation,
      ),
  };
}

async function makeAuthority(now: () => Date): Promise<{ certificate: X509Certificate; key: CryptoKey }> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Once sandbox hall',
    ...validity(now()),
    keys,
    signingAlgorithm: SIGNING,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return { certificate, key: keys.privateKey };
}

/** An hour back, so that two clocks of one hall need not agree to the second. */
function validity(now: Date): { notBefore: Date; notAfter: Date } {
  return {
    notBefore: new Date(now.getTime() - DAY_MS / 24),
    notAfter: new Date(now.getTime() + LIFE_DAYS * DAY_MS),
  };
}

async function exportKey(key: CryptoKey): Promise<string> {
  return PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

async function importKey(pem: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), ALGORITHM, true, ['sign']);
}

function writeSecret(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
}
