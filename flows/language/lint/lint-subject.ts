import { inspect } from '../../cel/cel.ts';
import type { StepOf } from '../definition.ts';
import { isKeyed } from '../known-after.ts';
import type { FlowProblem } from '../problem.ts';
import { collect, type LintSubject, type Say } from './world.ts';

type Represented = NonNullable<NonNullable<StepOf<'choose'>['optionsFrom']>['subject']>;

/** Whoever acts for another does so because a register says that they may; other lists prove nothing. */
const PROVEN_BY: Readonly<Record<Represented, readonly string[]>> = {
  child: ['household', 'birth-certificate'],
  company: ['enterprise-role'],
};

/** Whom an item is done for is taken from a register of the person who stands there, and is one at a time. */
export function lintSubject(subject: LintSubject): readonly FlowProblem[] {
  const { definition, source } = subject;
  return collect(source, (say) => {
    let certain = 0;
    for (const [index, step] of definition.steps.entries()) {
      if (step.verb !== 'choose' || step.optionsFrom?.subject === undefined) continue;
      const { list, subject: represented } = step.optionsFrom;
      sayUnproven(subject, index, { list, represented }, say);
      if (step.unsure !== undefined)
        say(['steps', index, 'unsure'], 'nobody acts for they do not know whom', 'take it out');
      certain += step.when === undefined ? 1 : 0;
      if (certain > 1)
        say(
          ['steps', index, 'optionsFrom', 'subject'],
          'this is done for two at once',
          'one application is for one: ask one of them only',
        );
    }
  });
}

function sayUnproven(
  { definition }: LintSubject,
  index: number,
  { list, represented }: { readonly list: string; readonly represented: Represented },
  say: Say,
): void {
  const alias = inspect(list).references[0]?.path[0];
  const use = definition.data.find(({ as }) => as === alias);
  if (use !== undefined && !isKeyed(use) && PROVEN_BY[represented].includes(use.set)) return;
  say(
    ['steps', index, 'optionsFrom', 'list'],
    `this list does not prove that they may act for a ${represented}`,
    `take it from the citizen’s own ${PROVEN_BY[represented].join(' or ')}`,
  );
}
