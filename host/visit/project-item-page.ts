import type { ItemDefinition } from '../../flows/language/definition.ts';
import type { Text } from '../../flows/language/text.ts';
import type { CompiledItem } from '../../flows/machine/contract.ts';
import { subjectsOf } from '../../flows/machine/needs.ts';
import type { ItemTile, ScreenOf } from '../contract/screen.ts';
import { unavailability, withMachine } from './availability.ts';
import { machinesElsewhere, queueElsewhere } from './project-elsewhere.ts';
import type { ProjectionInput } from './projection-input.ts';
import { say, words } from './words.ts';

/** The page before an item begins: what it does, what it costs, what papers the shared data replaces. */
export function projectItemPage(item: CompiledItem, input: ProjectionInput): ScreenOf<'item'> {
  const { definition } = item;
  const unavailable = unavailability(item, input);
  const isIdentified = input.snapshot.context.person !== null;
  const start = unavailable ? 'unavailable' : isIdentified ? 'agree' : 'need-card';
  return {
    kind: 'item',
    department: input.departmentName(definition.department),
    name: definition.name,
    summary: definition.summary,
    doneFor: doneFor(definition),
    minutes: definition.minutes,
    fee: feeOf(definition),
    answer: answerOf(definition),
    visits: definition.visits,
    materials: definition.materials.map(({ name, from, source }) => ({ name, from, tag: tagOf(source) })),
    lookups: definition.data.length === 0 ? null : listOf(definition.data.map((use) => use.purpose)),
    window: definition.window,
    start,
    unavailable,
    elsewhere:
      unavailable && !input.stopped.has(definition.id) ? machinesElsewhere(input, definition.id) : [],
    queue: queueElsewhere(input, definition.id),
  };
}

export function projectTile(item: CompiledItem, input: ProjectionInput): ItemTile {
  const { definition } = item;
  const unavailable = unavailability(item, input);
  return {
    id: definition.id,
    name: definition.shortName,
    icon: definition.icon,
    minutes: definition.minutes,
    meta: metaOf(definition),
    department: input.departmentName(definition.department),
    isJoint: definition.kind === 'joint',
    unavailable: unavailable && withMachine(unavailable, machinesElsewhere(input, definition.id)[0]),
  };
}

function feeOf({ fee }: ItemDefinition): Text {
  switch (fee.mode) {
    case 'free':
      return words.item.free;
    case 'fixed':
      return words.item.fen(String(fee.amountFen / 100));
    case 'bill':
      return words.item.byBill;
    case 'computed':
    case 'by-choice':
      return words.item.computed;
    default:
      return fee.mode satisfies never;
  }
}

function answerOf({ handling, promisedDays, legalDays }: ItemDefinition): {
  value: Text;
  legal: Text | null;
} {
  const value = handling === 'instant' ? words.item.instant : words.item.days(promisedDays);
  return {
    value,
    legal: legalDays > promisedDays && handling === 'committed' ? words.item.legalDays(legalDays) : null,
  };
}

function tagOf(source: ItemDefinition['materials'][number]['source']): 'free' | 'sign' | 'scan' {
  return source === 'scan' ? 'scan' : source === 'sign' ? 'sign' : 'free';
}

function metaOf({ materials }: ItemDefinition): Text {
  const scans = materials.filter(({ source }) => source === 'scan').length;
  if (scans > 0) return words.item.scans(scans);
  return materials.some(({ source }) => source === 'sign') ? words.item.signOnly : words.item.noPapers;
}

/** “Also” where it can be done for oneself too. */
function doneFor(definition: ItemDefinition): readonly Text[] {
  const subjects = subjectsOf(definition);
  const which = subjects.includes('self') ? 'also' : 'only';
  return subjects.flatMap((subject) => (subject === 'self' ? [] : [words.item.doneFor[subject][which]]));
}

const chinese = new Intl.ListFormat('zh-CN', { type: 'conjunction' });
const english = new Intl.ListFormat('en', { type: 'conjunction' });

function listOf(texts: readonly Text[]): Text {
  return say(
    chinese.format(texts.map((text) => text['zh-CN'])),
    english.format(texts.map((text) => text.en)),
  );
}
