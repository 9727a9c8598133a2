import type { ItemDefinition } from '../definition.ts';
import type { YamlSource } from '../problem.ts';
import { type FlowProblem, inReadingOrder } from '../problem.ts';
import { lintData } from './lint-data.ts';
import { lintExpressions } from './lint-expressions.ts';
import { lintIdentity } from './lint-identity.ts';
import { lintJoint } from './lint-joint.ts';
import { lintLabels } from './lint-labels.ts';
import { lintSteps } from './lint-steps.ts';
import { lintSubject } from './lint-subject.ts';
import { lintTexts } from './lint-texts.ts';
import type { LintWorld } from './world.ts';

/** What a schema cannot see: does the item mean something, and may it? Pure; every problem has a place and a fix. */
export function lintItem(
  definition: ItemDefinition,
  source: YamlSource,
  world: LintWorld,
): readonly FlowProblem[] {
  const subject = { definition, source, world };
  return inReadingOrder(
    onceEach(
      [
        lintIdentity,
        lintData,
        lintSteps,
        lintJoint,
        lintSubject,
        lintExpressions,
        lintLabels,
        lintTexts,
      ].flatMap((pass) => pass(subject)),
    ),
  );
}

/** The copies of a repetition are written once: what is wrong in all of them is said once. */
const onceEach = (problems: readonly FlowProblem[]): readonly FlowProblem[] => [
  ...new Map(
    problems.map((problem) => [
      `${problem.file}:${problem.line}:${problem.column} ${problem.message.replaceAll(/\d+/g, '')}`,
      problem,
    ]),
  ).values(),
];
