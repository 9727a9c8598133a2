import { join } from 'node:path';
import Database from 'better-sqlite3';
import type {
  CaseState,
  Ledger,
  LedgerCase,
  LedgerOrder,
  LedgerQuery,
  LedgerRating,
  OrderState,
  Slot,
} from './contract.ts';

/** A case as the department keeps it: what the ledger shows, and what only the department knows. */
export type StoredCase = LedgerCase & {
  readonly password: string;
  /** Digest of what was submitted, to tell a repeat from another submission under the same key. */
  readonly contentHash: string;
};

/**
 * The departments' memory, in one SQLite file: a kiosk that asks by key must get the true answer after the
 * sandbox was restarted too. One process writes it, one call after the other, so a look and the write that
 * follows it cannot be parted.
 */
export type LedgerStore = {
  readonly addCase: (added: StoredCase) => void;
  readonly caseByKey: (key: string) => StoredCase | undefined;
  readonly caseByNumber: (caseNo: string) => StoredCase | undefined;
  readonly casesOf: (item: string, idNo: string) => readonly StoredCase[];
  /** Cases whose number begins so: `TEST-33012220261124`. */
  readonly countCases: (prefix: string) => number;
  readonly countSlot: (slot: Slot) => number;
  readonly noteArrival: (caseNo: string) => void;
  readonly setCaseState: (caseNo: string, state: CaseState) => void;
  readonly addOrder: (order: LedgerOrder) => void;
  readonly orderByNumber: (orderNo: string) => LedgerOrder | undefined;
  readonly orderByKey: (key: string) => LedgerOrder | undefined;
  readonly ordersOf: (caseNo: string) => readonly LedgerOrder[];
  /** Lets a further key lead to an order that exists. */
  readonly aliasOrder: (key: string, orderNo: string) => void;
  readonly countOrders: (prefix: string) => number;
  readonly setOrderState: (orderNo: string, state: OrderState, at: string) => void;
  readonly noteDeclined: (orderNo: string) => void;
  readonly addQuery: (query: LedgerQuery) => void;
  readonly addRating: (rating: LedgerRating) => void;
  readonly ratingOf: (caseNo: string) => LedgerRating | undefined;
  /** Once is enough; a repeat changes nothing. */
  readonly dismissReminder: (citizen: string, reminder: string) => void;
  readonly dismissedBy: (citizen: string) => readonly string[];
  readonly read: () => Omit<Ledger, 'licences' | 'checks'>;
  /** Both writes or neither. */
  readonly atomically: (write: () => void) => void;
  readonly close: () => void;
};

type Row = { readonly content: string };
type CaseRow = Row & { readonly state: CaseState; readonly arrivals: number };
type OrderRow = Row & { readonly state: OrderState; readonly at: string; readonly declined: number };

/** What never changes is one JSON column; what changes or is searched has a column of its own. */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS cases (
  caseNo TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, item TEXT NOT NULL, idNo TEXT NOT NULL, slot TEXT,
  state TEXT NOT NULL, arrivals INTEGER NOT NULL, content TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS orders (
  orderNo TEXT PRIMARY KEY, caseNo TEXT NOT NULL REFERENCES cases, state TEXT NOT NULL, at TEXT NOT NULL,
  declined INTEGER NOT NULL, content TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS orderKeys (key TEXT PRIMARY KEY, orderNo TEXT NOT NULL REFERENCES orders) STRICT;
CREATE TABLE IF NOT EXISTS queries (content TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS ratings (caseNo TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS dismissals (citizen TEXT, reminder TEXT, PRIMARY KEY (citizen, reminder)) STRICT;
CREATE INDEX IF NOT EXISTS casesOfPerson ON cases (item, idNo);
CREATE INDEX IF NOT EXISTS casesInSlot ON cases (slot) WHERE slot IS NOT NULL;
`;

export const openLedger = (directory: string): LedgerStore => {
  const db = new Database(join(directory, 'exchange.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.exec(SCHEMA);

  const insertCase = db.prepare('INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const insertOrder = db.prepare('INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?)');
  const insertKey = db.prepare('INSERT INTO orderKeys VALUES (?, ?)');
  const insertQuery = db.prepare('INSERT INTO queries VALUES (?)');
  const insertDismissal = db.prepare('INSERT OR IGNORE INTO dismissals VALUES (?, ?)');
  const insertRating = db.prepare('INSERT INTO ratings VALUES (?, ?)');
  const cases = (where: string) =>
    db.prepare<unknown[], CaseRow>(`SELECT * FROM cases ${where} ORDER BY rowid`);
  const orders = (where: string) =>
    db.prepare<unknown[], OrderRow>(`SELECT * FROM orders ${where} ORDER BY orders.rowid`);
  const count = (table: string) => db.prepare<unknown[], number>(`SELECT count(*) FROM ${table}`).pluck();

  const select = {
    cases: cases(''),
    caseByKey: cases('WHERE key = ?'),
    caseByNumber: cases('WHERE caseNo = ?'),
    casesOf: cases('WHERE item = ? AND idNo = ?'),
    orders: orders(''),
    orderByNumber: orders('WHERE orderNo = ?'),
    orderByKey: orders('WHERE orderNo = (SELECT orderNo FROM orderKeys WHERE key = ?)'),
    ordersOf: orders('WHERE caseNo = ?'),
    queries: db.prepare<unknown[], Row>('SELECT content FROM queries ORDER BY rowid'),
    ratings: db.prepare<unknown[], Row>('SELECT content FROM ratings ORDER BY rowid'),
    ratingOf: db.prepare<unknown[], Row>('SELECT content FROM ratings WHERE caseNo = ?'),
    dismissedBy: db.prepare<[string], string>('SELECT reminder FROM dismissals WHERE citizen = ?').pluck(),
    countCases: count(`cases WHERE caseNo LIKE ? || '%'`),
    countOrders: count(`orders WHERE orderNo LIKE ? || '%'`),
    countSlot: count(`cases WHERE slot = ? AND state <> 'closed'`),
  };
  const update = {
    arrivals: db.prepare('UPDATE cases SET arrivals = arrivals + 1 WHERE caseNo = ?'),
    caseState: db.prepare('UPDATE cases SET state = ? WHERE caseNo = ?'),
    orderState: db.prepare('UPDATE orders SET state = ?, at = ? WHERE orderNo = ?'),
    declined: db.prepare('UPDATE orders SET declined = declined + 1 WHERE orderNo = ?'),
  };

  return {
    addCase: ({ state, arrivals, ...content }) => {
      const slot = content.slot === null ? null : slotKey(content.slot);
      const { caseNo, key, item, applicant } = content;
      insertCase.run(caseNo, key, item.id, applicant.idNo, slot, state, arrivals, JSON.stringify(content));
    },
    caseByKey: (key) => optional(caseOf, select.caseByKey.get(key)),
    caseByNumber: (caseNo) => optional(caseOf, select.caseByNumber.get(caseNo)),
    casesOf: (item, idNo) => select.casesOf.all(item, idNo).map(caseOf),
    countCases: (prefix) => select.countCases.get(prefix) ?? 0,
    countSlot: (slot) => select.countSlot.get(slotKey(slot)) ?? 0,
    noteArrival: (caseNo) => void update.arrivals.run(caseNo),
    setCaseState: (caseNo, state) => void update.caseState.run(state, caseNo),
    addOrder: ({ state, at, declined, ...content }) => {
      insertOrder.run(content.orderNo, content.caseNo, state, at, declined, JSON.stringify(content));
      insertKey.run(content.key, content.orderNo);
    },
    orderByNumber: (orderNo) => optional(orderOf, select.orderByNumber.get(orderNo)),
    orderByKey: (key) => optional(orderOf, select.orderByKey.get(key)),
    ordersOf: (caseNo) => select.ordersOf.all(caseNo).map(orderOf),
    aliasOrder: (key, orderNo) => void insertKey.run(key, orderNo),
    countOrders: (prefix) => select.countOrders.get(prefix) ?? 0,
    setOrderState: (orderNo, state, at) => void update.orderState.run(state, at, orderNo),
    noteDeclined: (orderNo) => void update.declined.run(orderNo),
    addQuery: (query) => void insertQuery.run(JSON.stringify(query)),
    dismissReminder: (citizen, reminder) => void insertDismissal.run(citizen, reminder),
    dismissedBy: (citizen) => select.dismissedBy.all(citizen),
    addRating: (rating) => void insertRating.run(rating.caseNo, JSON.stringify(rating)),
    ratingOf: (caseNo) => optional(ratingOf, select.ratingOf.get(caseNo)),
    read: () => ({
      cases: select.cases.all().map(caseOf).map(withoutSecrets),
      orders: select.orders.all().map(orderOf),
      queries: select.queries.all().map(queryOf),
      ratings: select.ratings.all().map(ratingOf),
    }),
    atomically: (write) => db.transaction(write)(),
    close: () => void db.close(),
  };
};

const slotKey = ({ office, date, part }: Slot): string => `${date} ${part} ${office}`;

const optional = <From, To>(read: (from: From) => To, from: From | undefined): To | undefined =>
  from === undefined ? undefined : read(from);

// This file alone writes the content columns, so what is parsed here is what was stored above.
const caseOf = ({ content, state, arrivals }: CaseRow): StoredCase => ({
  ...JSON.parse(content),
  state,
  arrivals,
});
const orderOf = ({ content, state, at, declined }: OrderRow): LedgerOrder => ({
  ...JSON.parse(content),
  ...{ state, at, declined },
});
const queryOf = ({ content }: Row): LedgerQuery => JSON.parse(content);
const ratingOf = ({ content }: Row): LedgerRating => JSON.parse(content);

const withoutSecrets = ({ password: _, contentHash: __, ...shown }: StoredCase): LedgerCase => shown;
