import { decodeUp, type WireProblem } from '../../wire/decode.ts';
import { WIRE_VERSION } from '../../wire/envelope.ts';
import { kioskTopic } from '../../wire/topic.ts';
import { isSecret } from '../accounts/secret.ts';
import type { Clock } from '../clock.ts';
import type { ProblemKind } from '../fleet/machine.ts';
import type { HallStore, Held, Received } from '../store/store.ts';
import type { Peer } from './acl.ts';
import type { Broker, Refused, SignIn, StartBroker } from './broker.ts';
import { groupCommit } from './group-commit.ts';
import { fullPace, type Pace, takeToken } from './pace.ts';
import { createRefusalBoard, type Refusals } from './refusals.ts';
import type { Spill } from './spill.ts';

/** The way in: connections, what they may say, and when it counts as kept. */
export type Ingest = {
  readonly broker: Broker;
  /** Who was refused, as far as this process knows. */
  readonly refusals: () => readonly Refusals[];
  /** As at the broker: a wrong try is a problem of the machine whose name it was. */
  readonly signIn: (kiosk: string, password: string) => Promise<SignIn>;
  readonly counters: () => {
    readonly taken: number;
    readonly spilled: number;
    readonly waiting: number;
    readonly refused: number;
    readonly connected: number | null;
  };
  readonly close: () => Promise<void>;
};

export type IngestOptions = {
  readonly store: Pick<HallStore, 'take' | 'record'>;
  readonly spill: Spill;
  readonly clock: Clock;
  readonly realm: string;
  readonly startBroker: StartBroker;
  /** Something new is known of these machines. */
  readonly onTaken: (kiosks: ReadonlySet<string>) => void;
  /** Whether this process does what only one copy shall do. */
  readonly isFirst: () => Promise<boolean>;
  readonly onStore: (state: 'away' | 'back', why: string) => void;
  /** It has said that it is there, and listens: what waits for it can be said. */
  readonly onBirth: (kiosk: string) => void;
};

/** What is left out of a flood is one problem a minute, not as many as it has messages. */
const TELL_MS = 60_000;

export async function startIngest(options: IngestOptions): Promise<Ingest> {
  const { store, clock, realm } = options;
  const now = () => clock.now().getTime();
  let refused = 0;
  const acknowledge = (held: readonly Held[]): void => {
    for (const { kiosk, boot, seq } of held) {
      broker.publish(kioskTopic(realm, kiosk, { name: 'ack' }), {
        v: WIRE_VERSION,
        k: kiosk,
        t: clock.now().toISOString(),
        ty: 'ack',
        d: { boot, seq },
      });
    }
  };
  const commits = groupCommit({
    take: async (batch) => {
      const held = await store.take(batch);
      options.onTaken(new Set(batch.map((each) => (each.kind === 'message' ? each.message.k : each.kiosk))));
      return held;
    },
    spill: options.spill,
    clock,
    onHeld: acknowledge,
    onStore: options.onStore,
  });
  const complain = (kiosk: string, problem: ProblemKind, detail: string): void => {
    refused += 1;
    // A count that cannot be written down holds nobody up.
    commits.add({ kind: 'problem', at: now(), kiosk, problem, detail }).catch(() => undefined);
  };

  const paces = new Map<string, Pace>();
  const toldAt = new Map<string, number>();
  const refusedAt = new Map<string, number>();
  /** False: it is too much, and is left out. What was numbered comes again, more slowly. */
  const inTurn = async (kiosk: string): Promise<boolean> => {
    const before = paces.get(kiosk) ?? fullPace(now());
    const { pace, waitMs } = takeToken(before, now());
    if (waitMs === 0 || broker.holdsUp) paces.set(kiosk, pace);
    if (waitMs === 0) return true;
    const isToTell = broker.holdsUp ? before.tokens >= 0 : now() - (toldAt.get(kiosk) ?? 0) >= TELL_MS;
    if (isToTell) complain(kiosk, 'flooding', '');
    if (isToTell) toldAt.set(kiosk, now());
    if (!broker.holdsUp) return false;
    // Its next packets are not read before this one is answered: the wait is felt at the other end of the line.
    await new Promise<void>((resolve) => clock.setTimeout(resolve, waitMs));
    return true;
  };

  const board = createRefusalBoard();
  const refuse = (refused: Refused): void => {
    board.add(refused, now());
    const [kiosk, ...others] = refused.machines;
    // What the hall itself refused is counted where it did; of what it hears all copies hear, and one tells.
    if (broker.asksWho || kiosk === undefined || others.length > 0) return;
    if (now() - (refusedAt.get(kiosk) ?? 0) < TELL_MS) return;
    refusedAt.set(kiosk, now());
    options.isFirst().then(
      (is) => is && complain(kiosk, 'credentials-refused', `at the broker, from ${refused.address}`),
      () => undefined,
    );
  };

  const signInMachine = (kiosk: string, password: string) =>
    signIn(store, realm, kiosk, password, now(), complain);
  const broker = await options.startBroker({
    signIn: signInMachine,
    onRefused: refuse,
    onForbidden: (peer, verdict) => complain(peer.kiosk, verdict, ''),
    onMessage: async (peer, topic, payload) => {
      if (!(await inTurn(peer.kiosk))) return;
      const received = receive(topic, payload, now());
      if (received.kind === 'message') {
        await commits.add(received);
        const { ty, d } = received.message;
        if (ty === 'state' && d.s === 'online') options.onBirth(peer.kiosk);
        return;
      }
      complain(peer.kiosk, received.problem, received.detail);
    },
  });
  return {
    broker,
    signIn: signInMachine,
    refusals: board.list,
    counters: () => ({ ...commits.counters(), refused, connected: broker.connected() }),
    close: async () => {
      await broker.close();
      await commits.close();
    },
  };
}

type Complaint = { readonly kind: 'complaint'; readonly problem: ProblemKind; readonly detail: string };

/**
 * What came on a topic the machine may use. A numbered message nobody can read is not acknowledged: it stays with the
 * machine until a hall comes that can, and the hole is seen.
 */
export function receive(
  topic: string,
  payload: Uint8Array,
  at: number,
): Extract<Received, { kind: 'message' }> | Complaint {
  const decoded = decodeUp(topic, payload);
  if (!decoded.ok) return complaintOf(decoded.problem);
  const channel = topic.split('/').slice(4).join('/');
  return { kind: 'message', at, topic, channel, message: decoded.message };
}

function complaintOf(problem: WireProblem): Complaint {
  const complaint = (kind: ProblemKind, detail = ''): Complaint => ({
    kind: 'complaint',
    problem: kind,
    detail,
  });
  switch (problem.kind) {
    case 'unknown-topic':
    case 'wrong-topic':
      return complaint('wrong-topic');
    case 'too-long':
      return complaint('too-long', `${problem.bytes} bytes`);
    case 'not-json':
      return complaint('malformed', 'not JSON');
    case 'unknown-version':
      return complaint('unknown-version', problem.version === null ? 'none' : String(problem.version));
    case 'invalid':
      return complaint('malformed', problem.at.join(', '));
  }
}

async function signIn(
  store: Pick<HallStore, 'record'>,
  realm: string,
  kiosk: string,
  password: string,
  now: number,
  complain: (kiosk: string, problem: ProblemKind, detail: string) => void,
): Promise<SignIn> {
  const record = await store.record(kiosk);
  const refuse = (problem: ProblemKind, detail: string): SignIn => {
    complain(kiosk, problem, detail);
    return { ok: false };
  };
  if (!record?.credential) return refuse('credentials-refused', record ? 'not enrolled' : 'not known');
  if (!(await isSecret(password, record.credential.hash)))
    return refuse('credentials-refused', 'wrong password');
  if (now >= record.credential.expiresAt)
    return refuse('credentials-expired', new Date(record.credential.expiresAt).toISOString());
  const peer: Peer = { realm, kiosk, hall: record.hall };
  return { ok: true, peer };
}
