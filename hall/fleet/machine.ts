import type { MessageOf } from '../../wire/envelope.ts';
import type { Payload } from '../../wire/payloads.ts';
import type { Link, Reach } from './ladder.ts';

/** A text for people, in both languages of the console. */
export type Text = { readonly 'zh-CN': string; readonly en: string };

/** What the hall keeps the newest of, part by part: `dev/cabinet`, `reported`, `alm/help-wanted`, `evt/card-left` … */
export type PartMessage = MessageOf<'reported' | 'flw' | 'dev' | 'sup' | 'alm' | 'evt'>;

/** What came from a machine, or in its name, that should not have. Counted, dated, never quoted. */
export const problemKinds = [
  'malformed',
  'unknown-version',
  'too-long',
  'wrong-topic',
  'impersonation',
  'duplicate-id',
  'credentials-refused',
  'credentials-expired',
  'clock-off',
  'flooding',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export type Problem = {
  readonly kind: ProblemKind;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly count: number;
  /** Where: names of fields, a version, seconds; nothing a message said. */
  readonly detail: string;
};

/** Everything the hall knows of one machine now: what rules and screens are made from. */
export type Machine = {
  readonly kiosk: string;
  /** Counts what was taken in from it: a judgement made of an older one does not count as seen. */
  readonly rev: number;
  readonly hall: string;
  readonly place: Text;
  readonly link: Link;
  /** As last written down by the watch, with its moment. */
  readonly reach: Reach;
  readonly reachSince: number;
  readonly heartbeat: { readonly at: number; readonly d: Payload<'hb'> } | null;
  readonly metrics: { readonly at: number; readonly d: Payload<'met'> } | null;
  readonly parts: readonly { readonly at: number; readonly said: Pick<PartMessage, 'ty' | 'd'> }[];
  readonly problems: readonly Problem[];
};

/** What a list of all machines is made from; of its parts only what it reported of itself (`reported`). */
export type MachineInBrief = Omit<Machine, 'metrics' | 'problems' | 'rev' | 'reachSince'>;

/** The newest of one kind of part: `partOf(machine, 'sup')` are all its supplies. */
export const partsOf = <T extends PartMessage['ty']>(
  machine: Pick<Machine, 'parts'>,
  ty: T,
): readonly { readonly at: number; readonly d: Payload<T> }[] =>
  // The filter has chosen the type; that it chooses the payload with it cannot be told to the compiler.
  machine.parts.filter(({ said }) => said.ty === ty).map(({ at, said }) => ({ at, d: said.d as Payload<T> }));

/** How many of the release's items can be done there, by its last heartbeat; null before the first. */
export const offerOf = ({ heartbeat }: Pick<Machine, 'heartbeat'>): Offer | null =>
  heartbeat && offerIn(heartbeat.d);

export type Offer = { readonly offered: number; readonly assigned: number };

/** A figure an item of the release: 1 where it can be done now. */
export const offerIn = ({ svc }: Pick<Payload<'hb'>, 'svc'>): Offer => ({
  offered: svc.replaceAll('0', '').length,
  assigned: svc.length,
});
