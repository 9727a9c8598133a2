import type { DownMessage } from '../../wire/down.ts';
import type { Peer } from './acl.ts';

/** Certificate and key in PEM, for listeners that are not on the loopback. */
export type Tls = { readonly cert: string; readonly key: string };

export type SignIn = { readonly ok: true; readonly peer: Peer } | { readonly ok: false };

/** Somebody whose credentials were not taken. */
export type Refused = {
  /** Null: not known. */
  readonly address: string | null;
  /** Ids of machines whose name they used; or, where the broker does not tell, that came in from there before. */
  readonly machines: readonly string[];
};

/** What a broker asks of the hall, and tells it. */
export type BrokerListener = {
  /** MQTT user name and client id are both the kiosk's id; the password is what enrolment gave it. */
  readonly signIn: (kiosk: string, password: string) => Promise<SignIn>;
  /** Resolves when it is kept: only then is the message acknowledged. */
  readonly onMessage: (peer: Pick<Peer, 'kiosk'>, topic: string, payload: Uint8Array) => Promise<void>;
  readonly onRefused: (refused: Refused) => void;
  readonly onForbidden: (peer: Peer, verdict: 'impersonation' | 'wrong-topic') => void;
};

/** The broker machines connect to: one inside this process (`embedded-broker.ts`), or one that many copies share. */
export type Broker = {
  /** Where machines connect. */
  readonly port: number;
  /** How many are connected; null where this process does not see it. */
  readonly connected: () => number | null;
  /** Whether a machine that talks too much is made to wait; where not, what is too much is left out. */
  readonly holdsUp: boolean;
  /** Whether it is the hall that looks at credentials; where not, it hears at most that somebody was refused. */
  readonly asksWho: boolean;
  readonly publish: (topic: string, message: DownMessage) => void;
  /** Ends the connection of a machine whose credentials are not valid any more, where this process can. */
  readonly disconnect: (kiosk: string) => void;
  readonly close: () => Promise<void>;
};

export type StartBroker = (listener: BrokerListener) => Promise<Broker>;
