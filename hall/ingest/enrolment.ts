import { codeAsMeant, hashSecret, isSecret, newCode, newToken } from '../accounts/secret.ts';
import type { HallStore, MachineRecord } from '../store/store.ts';
import { mosquittoHash } from './mosquitto-password.ts';

/**
 * How a new machine comes in: an admin writes it down and gets a code, a technician types the code at the machine, and
 * the machine gets credentials of its own for it. A code works once, for a day, and dies of five wrong guesses.
 */
const CODE_MS = 24 * 3_600_000;
const TRIES = 5;
/** Renewed by enrolling anew; a machine that is forgotten in a store room does not come back in after a year. */
const CREDENTIAL_MS = 400 * 24 * 3_600_000;

export type Placing = Pick<MachineRecord, 'kiosk' | 'hall' | 'place'>;

/** Writes a machine down, or moves it, and gives out a code. Credentials it has go on until the code is used. */
export async function issueCode(
  store: HallStore,
  placing: Placing,
  { by, reason, now }: { readonly by: string; readonly reason: string; readonly now: number },
): Promise<{ readonly code: string; readonly expiresAt: number }> {
  const code = newCode();
  const expiresAt = now + CODE_MS;
  const enrolment = { hash: await hashSecret(codeAsMeant(code), 'made'), expiresAt, triesLeft: TRIES };
  let written: 'done' | 'conflict';
  do {
    const was = await store.record(placing.kiosk);
    const record = {
      ...placing,
      credential: was?.credential ?? null,
      enrolledAt: was?.enrolledAt ?? null,
      enrolment,
    };
    written = await store.commit([
      { kind: 'record', record, was },
      { kind: 'audit', entry: { at: now, by, action: 'machine.code', target: placing.kiosk, reason } },
    ]);
  } while (written === 'conflict');
  return { code, expiresAt };
}

export type Enrolled = {
  readonly realm: string;
  readonly hall: string;
  readonly username: string;
  readonly password: string;
  readonly expiresAt: number;
};
export type EnrolAnswer =
  | { readonly ok: true; readonly enrolled: Enrolled }
  /** One answer to every wrong try: it tells nobody which machines there are. */
  | { readonly ok: false; readonly why: 'refused' };

const refused: EnrolAnswer = { ok: false, why: 'refused' };

/** Takes a code in, and ends it. */
export async function redeemCode(
  store: HallStore,
  realm: string,
  { kiosk, code }: { readonly kiosk: string; readonly code: string },
  now: number,
): Promise<EnrolAnswer> {
  const tried = await takeTry(store, kiosk, now);
  if (!tried || !(await isSecret(codeAsMeant(code), tried.enrolment.hash))) return refused;
  const password = newToken();
  const expiresAt = now + CREDENTIAL_MS;
  const credential = {
    hash: await hashSecret(password, 'made'),
    mosquitto: mosquittoHash(password),
    expiresAt,
  };
  // Whoever takes the code out of the record has it: one, whatever the number of those who know it and of copies they ask.
  let record: MachineRecord | null = tried;
  while (record?.enrolment?.hash === tried.enrolment.hash) {
    const enrolled = { ...record, enrolment: null, enrolledAt: now, credential };
    const written = await store.commit([
      { kind: 'record', record: enrolled, was: record },
      {
        kind: 'audit',
        entry: { at: now, by: 'system', action: 'machine.enrolled', target: kiosk, reason: '' },
      },
    ]);
    if (written === 'done')
      return { ok: true, enrolled: { realm, hall: enrolled.hall, username: kiosk, password, expiresAt } };
    record = await store.record(kiosk);
  }
  return refused;
}

/**
 * Takes one of the tries a code has, before it is looked at: a request that is broken off has used it as well, and of
 * many at once no more than these get to guess. Null: there is none.
 */
async function takeTry(store: HallStore, kiosk: string, now: number): Promise<Tried | null> {
  for (;;) {
    const record = await store.record(kiosk);
    const enrolment = record?.enrolment;
    if (!record || !enrolment || now >= enrolment.expiresAt || enrolment.triesLeft <= 0) return null;
    const tried = { ...record, enrolment: { ...enrolment, triesLeft: enrolment.triesLeft - 1 } };
    if ((await store.commit([{ kind: 'record', record: tried, was: record }])) === 'done') return tried;
  }
}

type Tried = MachineRecord & { readonly enrolment: NonNullable<MachineRecord['enrolment']> };

/** Takes its credentials away: what is on the other end can be anybody. */
export async function revoke(
  store: HallStore,
  kiosk: string,
  { by, reason, now }: { readonly by: string; readonly reason: string; readonly now: number },
): Promise<boolean> {
  const record = await store.record(kiosk);
  if (!record) return false;
  await store.commit([
    { kind: 'record', record: { ...record, credential: null, enrolment: null } },
    { kind: 'audit', entry: { at: now, by, action: 'machine.revoked', target: kiosk, reason } },
  ]);
  return true;
}
