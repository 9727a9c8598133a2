import { accessSync, constants, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { type KioskConfig, PASSWORD_FILE } from './config.ts';
import { requestHall } from './hall-request.ts';
import { describeProblem, parseConfig } from './parse-config.ts';

/** What the hall answers to `POST /enrol`; what a later hall says besides is left alone. */
const answerSchema = z.object({
  realm: z.string(),
  username: z.string(),
  password: z.string().min(1).max(200),
  expiresAt: z.int(),
  mqttPort: z.int().min(1).max(65_535),
  /** Ed25519, base64url; a hall without one commands nobody. */
  commandKey: z.string().optional(),
});
type Answer = z.infer<typeof answerSchema>;

export type EnrolProblem =
  /** Nothing was sent: the code is still good. */
  | { readonly kind: 'config' | 'address'; readonly message: string }
  | { readonly kind: 'unreachable'; readonly message: string }
  /** A wrong code, one that was used, or a machine nobody has written down: the hall does not say which. */
  | { readonly kind: 'refused' }
  /** The hall took the code, and what it answered cannot be used or kept. A new code is needed. */
  | { readonly kind: 'unusable'; readonly message: string };

export type EnrolResult =
  | { readonly ok: true; readonly fleet: NonNullable<KioskConfig['fleet']>; readonly expiresAt: Date }
  | { readonly ok: false; readonly problem: EnrolProblem };

export type EnrolOptions = {
  readonly configFile: string;
  /** Address of the hall, `https://HOST:PORT`; `http:` on this machine only. */
  readonly hall: string;
  readonly code: string;
};

const DEADLINE_MS = 15_000;

/**
 * Makes a machine one of a hall's: redeems the code, keeps the password in `secretsDir` (0600) and writes `fleet` into the
 * configuration. What can be known beforehand is looked at before the code is sent, because it works once.
 */
export async function enrol({ configFile, hall, code }: EnrolOptions): Promise<EnrolResult> {
  const refused = (problem: EnrolProblem): EnrolResult => ({ ok: false, problem });
  const address = addressOf(hall);
  if (!address)
    return refused({ kind: 'address', message: 'it is https://HOST:PORT; http: on this machine only' });
  const before = readWritable(configFile, address);
  if (!before.ok) return refused({ kind: 'config', message: before.message });
  const { source, config, ca } = before;

  let reply: Reply;
  try {
    reply = await post(new URL('/enrol', address), { kiosk: config.kiosk.id, code }, ca);
  } catch (error) {
    return refused({ kind: 'unreachable', message: messageOf(error) });
  }
  if (reply.status === 403) return refused({ kind: 'refused' });
  if (reply.status !== 200) return refused({ kind: 'unreachable', message: `it answered ${reply.status}` });
  const answer = answerSchema.safeParse(reply.body);
  if (!answer.success) return refused({ kind: 'unusable', message: 'its answer is of another form' });

  const next = withFleet(source, fleetOf(address, answer.data));
  const checked = parseConfig(next);
  if (!checked.ok) {
    const problems = checked.problems.map((each) => describeProblem(configFile, each));
    return refused({ kind: 'unusable', message: problems.join('\n') });
  }
  const { fleet } = checked.config;
  if (!fleet) return refused({ kind: 'unusable', message: 'the configuration takes no fleet' });
  try {
    replaceFile(join(config.secretsDir, PASSWORD_FILE), `${answer.data.password}\n`, 0o600);
    replaceFile(configFile, next, statSync(configFile).mode);
  } catch (error) {
    return refused({ kind: 'unusable', message: messageOf(error) });
  }
  return { ok: true, fleet, expiresAt: new Date(answer.data.expiresAt) };
}

/** A code and a password travel here: beyond this machine only under TLS. */
function addressOf(text: string): URL | null {
  const url = URL.parse(text);
  if (!url) return null;
  const isHere = url.hostname === 'localhost' || /^127\./.test(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere) ? url : null;
}

type Before =
  | { readonly ok: true; readonly source: string; readonly config: KioskConfig; readonly ca: string | null }
  | { readonly ok: false; readonly message: string };

/** The configuration and what the hall is checked against, if what will be written can be. */
function readWritable(configFile: string, { protocol }: URL): Before {
  try {
    const source = readFileSync(configFile, 'utf8');
    const read = parseConfig(source);
    if (!read.ok)
      return {
        ok: false,
        message: read.problems.map((each) => describeProblem(configFile, each)).join('\n'),
      };
    const { secretsDir } = read.config;
    for (const directory of [dirname(configFile), secretsDir]) accessSync(directory, constants.W_OK);
    const ca = protocol === 'https:' ? readFileSync(join(secretsDir, 'hall-ca.crt'), 'utf8') : null;
    return { ok: true, source, config: read.config, ca };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

const fleetOf = (
  { protocol, hostname, origin }: URL,
  { realm, username, mqttPort, commandKey }: Answer,
): Omit<NonNullable<KioskConfig['fleet']>, 'password'> => ({
  url: `${protocol === 'https:' ? 'mqtts' : 'mqtt'}://${hostname}:${mqttPort}`,
  realm,
  http: origin,
  username,
  ...(commandKey === undefined ? {} : { commandKey }),
});

/** The same page with another `fleet`; what people wrote beside it stays. */
function withFleet(source: string, fleet: object): string {
  const document = parseDocument(source);
  document.setIn(['fleet'], document.createNode(fleet));
  return document.toString();
}

/** The old one or the new one is there, never half of one. */
function replaceFile(file: string, text: string, mode: number): void {
  const next = `${file}.new`;
  writeFileSync(next, text, { mode, flush: true });
  renameSync(next, file);
}

type Reply = { readonly status: number; readonly body: unknown };

/** Rejects when nobody answers in time, or not in JSON. */
async function post(url: URL, body: object, ca: string | null): Promise<Reply> {
  const { status, text } = await requestHall(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ca,
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  return { status, body: JSON.parse(text) };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
