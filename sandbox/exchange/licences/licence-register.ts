import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { LedgerLicence } from '../contract.ts';

/** A sealed document as its department keeps it: what the ledger shows, and what only the register holds. */
export type StoredLicence = LedgerLicence & {
  /** Digest of what was asked to be sealed, to tell a repeat from another request under the same key. */
  readonly contentHash: string;
  /** Opaque: the last part of the verification page's address, in the code on the paper. */
  readonly token: string;
  readonly sealed: Uint8Array;
};

/** 电子证照库: every document that was ever sealed, so that a repeat gets the very same bytes and a reader can ask. */
export type LicenceRegister = {
  readonly add: (licence: StoredLicence) => void;
  readonly byKey: (key: string) => StoredLicence | undefined;
  readonly byCase: (caseNo: string) => StoredLicence | undefined;
  readonly byToken: (token: string) => StoredLicence | undefined;
  readonly noteArrival: (number: string) => void;
  /** Documents whose number begins so. */
  readonly count: (prefix: string) => number;
  readonly all: () => readonly LedgerLicence[];
  readonly close: () => void;
};

type Row = { readonly content: string; readonly arrivals: number; readonly sealed: Buffer };

const SCHEMA = `
CREATE TABLE IF NOT EXISTS licences (
  number TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, caseNo TEXT NOT NULL UNIQUE, token TEXT NOT NULL UNIQUE,
  arrivals INTEGER NOT NULL, content TEXT NOT NULL, sealed BLOB NOT NULL
) STRICT;
`;

export const openLicenceRegister = (directory: string): LicenceRegister => {
  const db = new Database(join(directory, 'licences.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(SCHEMA);
  const insert = db.prepare('INSERT INTO licences VALUES (?, ?, ?, ?, ?, ?, ?)');
  const arrived = db.prepare('UPDATE licences SET arrivals = arrivals + 1 WHERE number = ?');
  const one = (column: 'key' | 'caseNo' | 'token') =>
    db.prepare<unknown[], Row>(`SELECT * FROM licences WHERE ${column} = ?`);
  const [ofKey, ofCase, ofToken] = [one('key'), one('caseNo'), one('token')];
  const every = db.prepare<unknown[], Row>('SELECT * FROM licences ORDER BY rowid');
  const count = db
    .prepare<unknown[], number>(`SELECT count(*) FROM licences WHERE number LIKE ? || '%'`)
    .pluck();

  return {
    add: ({ arrivals, sealed, ...content }) => {
      const { number, key, caseNo, token } = content;
      insert.run(number, key, caseNo, token, arrivals, JSON.stringify(content), Buffer.from(sealed));
    },
    byKey: (key) => optional(ofKey.get(key)),
    byCase: (caseNo) => optional(ofCase.get(caseNo)),
    byToken: (token) => optional(ofToken.get(token)),
    noteArrival: (number) => void arrived.run(number),
    count: (prefix) => count.get(prefix) ?? 0,
    all: () => every.all().map(licenceOf).map(withoutSecrets),
    close: () => void db.close(),
  };
};

// This file alone writes the content column, so what is parsed here is what was stored above.
const licenceOf = ({ content, arrivals, sealed }: Row): StoredLicence => ({
  ...JSON.parse(content),
  arrivals,
  sealed,
});
const optional = (row: Row | undefined): StoredLicence | undefined =>
  row === undefined ? undefined : licenceOf(row);

const withoutSecrets = ({ contentHash: _, token: __, sealed: ___, ...shown }: StoredLicence): LedgerLicence =>
  shown;
