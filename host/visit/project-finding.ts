import type { CompiledItem } from '../../flows/machine/contract.ts';
import { civilTime } from '../civil-time.ts';
import type { Group, ScreenOf } from '../contract/screen.ts';
import type { Finding } from '../finding/finding.ts';
import { search } from '../finding/search.ts';
import { maskName } from '../masking.ts';
import { projectTile } from './project-item-page.ts';
import { projectReminders } from './project-reminders.ts';
import type { FrameInput } from './projection-input.ts';
import { words } from './words.ts';

/** So many tiles have room above the life stages. */
const COMMON = 6;

export function projectHome(input: FrameInput): ScreenOf<'home'> {
  const { person } = input.snapshot.context;
  const items = [...input.items.values()];
  const common = input.commonItems.flatMap((id) => input.items.get(id) ?? []);
  /** A release that names too few is filled up, so that the page never stands half empty. */
  const filled = [...common, ...items.filter((item) => !common.includes(item))].slice(0, COMMON);
  return {
    kind: 'home',
    greeting: person && {
      maskedName: maskName(person.name),
      title: words.title[person.sex],
      salute: saluteAt(Number(civilTime(input.now).slice(0, 2))),
    },
    reminders: projectReminders(input),
    common: filled.map((item) => projectTile(item, input)),
    stages: groupsBy(input, [...input.lifeStages.values()], ({ definition }) => definition.lifeStage),
    departmentCount: new Set(items.map(({ definition }) => definition.department)).size,
    itemCount: items.length,
  };
}

/** The items of a life stage or a department, all of them, or those that were searched for. */
export function projectFinding(
  finding: Exclude<Finding, { page: 'home' }>,
  input: FrameInput,
): ScreenOf<'find'> {
  const items = [...input.items.values()];
  const page = (title: ScreenOf<'find'>['title'], shown: readonly CompiledItem[]): ScreenOf<'find'> => ({
    kind: 'find',
    page: finding.page,
    title,
    typed: '',
    groups: [],
    tiles: shown.map((item) => projectTile(item, input)),
  });
  switch (finding.page) {
    case 'stage': {
      const title = input.lifeStages.get(finding.id)?.name ?? words.find.all;
      const own = items.filter(({ definition }) => definition.lifeStage === finding.id);
      return page(title, jointFirst(own));
    }
    case 'departments':
      return {
        ...page(words.find.departments, []),
        groups: groupsBy(input, [...input.departments.values()], ({ definition }) => definition.department),
      };
    case 'department': {
      const own = items.filter(({ definition }) => definition.department === finding.id);
      return page(input.departmentName(finding.id), jointFirst(own));
    }
    case 'all':
      return page(words.find.all, items);
    case 'search': {
      const found = search(input.searchEntries, finding.typed);
      return {
        ...page(
          words.find.search,
          found.flatMap((id) => input.items.get(id) ?? []),
        ),
        typed: finding.typed,
      };
    }
  }
}

/** 一件事 does at one go what stands beside it one by one. */
const jointFirst = (items: readonly CompiledItem[]): readonly CompiledItem[] =>
  items.toSorted((a, b) => Number(b.definition.kind === 'joint') - Number(a.definition.kind === 'joint'));

function groupsBy(
  { items }: FrameInput,
  all: readonly Omit<Group, 'count'>[],
  groupOf: (item: CompiledItem) => string,
): readonly Group[] {
  const counts = Map.groupBy(items.values(), groupOf);
  return all.flatMap(({ id, name }) => {
    const count = counts.get(id)?.length ?? 0;
    return count === 0 ? [] : [{ id, name, count }];
  });
}

function saluteAt(hour: number) {
  if (hour < 5) return words.salute.night;
  if (hour < 11) return words.salute.morning;
  if (hour < 13) return words.salute.noon;
  return hour < 18 ? words.salute.afternoon : words.salute.evening;
}
