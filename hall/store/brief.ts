import type { Payload } from '../../wire/payloads.ts';
import { type Link, type Reach, reaches, unbornLink } from '../fleet/ladder.ts';
import { type MachineInBrief, offerIn } from '../fleet/machine.ts';
import { bodyOf, documentOf } from './document.ts';
import type { MachineRecord, StandingChange } from './store.ts';

/** A row of `HallStore.machinesInBrief`, of whichever store: ten thousand of them are asked for at once. */
export type BriefRow = {
  readonly record: string;
  readonly link: string | null;
  readonly reach: string | null;
  readonly hb_at: number | null;
  readonly hb: string | null;
  readonly reported_at: number | null;
  readonly reported: string | null;
};

export function briefOf({ record, link, reach, hb_at, hb, reported_at, reported }: BriefRow): MachineInBrief {
  const { kiosk, hall, place } = documentOf<MachineRecord>(record);
  return {
    kiosk,
    hall,
    place,
    link: link === null ? unbornLink : documentOf<Link>(link),
    reach: reachOf(reach),
    heartbeat: hb === null ? null : { at: hb_at ?? 0, d: documentOf<Payload<'hb'>>(hb) },
    parts:
      reported === null
        ? []
        : [{ at: reported_at ?? 0, said: { ty: 'reported', d: documentOf<Payload<'reported'>>(reported) } }],
  };
}

export type StandingRow = { readonly at: number; readonly kind: string; readonly body: string };

export const standingOf = ({ at, kind, body }: StandingRow): StandingChange =>
  kind === 'reach'
    ? { at, kind, reach: reachOf(documentOf<string>(body)) }
    : {
        at,
        kind: 'offer',
        ...documentOf<Omit<Extract<StandingChange, { kind: 'offer' }>, 'at' | 'kind'>>(body),
      };

export const offerBody = (d: Payload<'hb'>): string =>
  bodyOf({ ...offerIn(d), svc: d.svc, release: d.release });

export const reachOf = (word: string | null | undefined): Reach =>
  reaches.find((each) => each === word) ?? 'never';
