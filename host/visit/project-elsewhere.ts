import type { ItemDefinition } from '../../flows/language/definition.ts';
import type { Text } from '../../flows/language/text.ts';
import type { ElsewhereMachine, OfficeQueue } from '../../wire/elsewhere.ts';
import { civilDate, civilTime } from '../civil-time.ts';
import type { Machine, MachineElsewhere, Screen } from '../contract/screen.ts';
import type { Elsewhere } from './elsewhere-desk.ts';
import { say, words } from './words.ts';

export type ElsewhereInput = {
  readonly elsewhere: (item: string | null) => Elsewhere;
  readonly machine: Machine;
  readonly now: Date;
};

/** As many as one looks at before one goes. */
const SHOWN = 2;

/** What a screen of this kind says of where else: the item, anything (null), or nothing of it (undefined). */
export function subjectOf(screen: Screen, item: string | null): string | null | undefined {
  switch (screen.kind) {
    case 'out-of-service':
      return null;
    case 'item':
    case 'book':
    case 'refusal':
    case 'problem':
    case 'done':
      return item ?? undefined;
    default:
      return undefined;
  }
}

/**
 * Machines that can do it now, the nearest first; null for the item: that serve anybody. Where the hall does not say, the
 * neighbour of the configuration, as far as anybody here knows.
 */
export function machinesElsewhere(
  { elsewhere, machine: { help } }: ElsewhereInput,
  item: string | null,
): readonly MachineElsewhere[] {
  const known = elsewhere(item);
  switch (known.kind) {
    case 'told':
      return known.answer.machines.slice(0, SHOWN).map((each) => ({ id: each.kiosk, where: whereOf(each) }));
    case 'asking':
      return [];
    case 'unknown':
      return help.neighbour ? [help.neighbour] : [];
  }
}

/** How long one waits at the office that does the item: null where nobody knows it now, never an old number. */
export function queueElsewhere(
  { elsewhere, now }: Pick<ElsewhereInput, 'elsewhere' | 'now'>,
  item: string,
): Text | null {
  const known = elsewhere(item);
  const office = known.kind === 'told' ? known.answer.office : null;
  return office && queueWords(office.queue, now);
}

/** The same with the name of the counter before it, where the screen does not name it. */
export function counterElsewhere(
  input: Pick<ElsewhereInput, 'elsewhere' | 'now'>,
  { id, window }: Pick<ItemDefinition, 'id' | 'window'>,
): Text | null {
  const queue = queueElsewhere(input, id);
  return queue && words.elsewhere.at(window.place, queue);
}

function queueWords(queue: OfficeQueue, now: Date): Text | null {
  switch (queue.state) {
    case 'open': {
      const time = civilTime(new Date(queue.at)).slice(0, 5);
      return queue.waiting === 0
        ? words.elsewhere.nobodyWaits(time)
        : words.elsewhere.queue(queue.waiting, queue.minutes, time);
    }
    case 'closed':
      return words.elsewhere.closed(openingOf(new Date(queue.opensAt), now));
    case 'unknown':
      return null;
  }
}

function openingOf(opensAt: Date, now: Date): Text {
  const time = civilTime(opensAt).slice(0, 5);
  const date = civilDate(opensAt);
  if (date === civilDate(now)) return words.elsewhere.today(time);
  return date === civilDate(new Date(now.getTime() + DAY_MS))
    ? words.elsewhere.tomorrow(time)
    : words.elsewhere.onDay(date, time);
}
const DAY_MS = 24 * 3_600_000;

/** Streets are not as the crow flies: by about so much longer, at an old person's pace. */
const DETOUR = 1.3;
const METRES_A_MINUTE = 60;
/** Further than that nobody is told to walk. */
const WALK_MOST_M = 3_000;

function whereOf({ distanceM, hallName, place }: ElsewhereMachine): Text {
  if (distanceM === 0) return words.elsewhere.thisHall(place);
  const where =
    hallName['zh-CN'] === place['zh-CN']
      ? hallName
      : say(`${hallName['zh-CN']}，${place['zh-CN']}`, `${hallName.en}, ${place.en}`);
  if (distanceM === null) return where;
  const minutes = Math.ceil((distanceM * DETOUR) / METRES_A_MINUTE);
  const way = words.elsewhere.way(distanceM, distanceM <= WALK_MOST_M ? minutes : null);
  return say(`${where['zh-CN']}，${way['zh-CN']}`, `${where.en}, ${way.en}`);
}
