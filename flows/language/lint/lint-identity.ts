import { oneOf } from '../one-of.ts';
import type { FlowProblem } from '../problem.ts';
import { collect, type LintSubject } from './world.ts';

/** The item is what its codes, its department and its place in the catalogue say it is. */
export function lintIdentity({ definition, source, world }: LintSubject): readonly FlowProblem[] {
  const { id, department, code, baseCode, lifeStage, handling, legalDays, promisedDays } = definition;
  return collect(source, (say) => {
    if (world.departments?.has(department) === false)
      say(['department'], `there is no department “${department}”`, oneOf(department, world.departments));
    if (world.lifeStages?.has(lifeStage) === false)
      say(['lifeStage'], `there is no life stage “${lifeStage}”`, oneOf(lifeStage, world.lifeStages));
    if (!id.startsWith(`${department}.`))
      say(['id'], 'the id does not begin with the department', `write ${department}.…`);
    const place = `${id.replace('.', '/')}.yaml`;
    if (!source.file.replaceAll('\\', '/').endsWith(place))
      say(['id'], 'the file is not named after the item', `name it items/${place}`);
    // 实施编码 = organisation code 18 + level 1 + 基本编码 12 (national schema of 政务服务事项).
    if (!code.endsWith(baseCode))
      say(
        ['code'],
        'the code does not end with the base code',
        'organisation code (18), level (1), base code (12)',
      );
    if (handling === 'instant' && promisedDays !== 0)
      say(['promisedDays'], 'an instant item (即办件) promises no days', 'write 0, or handling: committed');
    if (legalDays > 0 && promisedDays > legalDays)
      say(['promisedDays'], 'the promise is longer than the law allows', `at most ${legalDays}`);
    for (const [index, other] of definition.eligibility.flatMap((rule, rank) =>
      rule.instead.map((item, place) => [[rank, place], item] as const),
    )) {
      const path = ['eligibility', index[0] ?? 0, 'instead', index[1] ?? 0];
      if (other === id) say(path, 'an item cannot stand in for itself', 'name another item');
      else if (!world.items.has(other)) say(path, `there is no item “${other}”`, oneOf(other, world.items));
    }
  });
}
