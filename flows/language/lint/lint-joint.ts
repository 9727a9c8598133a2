import type { ItemDefinition } from '../definition.ts';
import { isJoint, submitsOf } from '../joint.ts';
import { oneOf } from '../one-of.ts';
import type { FlowProblem, Path } from '../problem.ts';
import type { Step, StepOf } from '../steps.ts';
import { collect, type LintSubject, type Say } from './world.ts';

/** A joint item is what its kind says, sends each department one part, and loses none of them on the way to the receipt. */
export function lintJoint({ definition, source }: LintSubject): readonly FlowProblem[] {
  const { steps, kind } = definition;
  const joint = isJoint(definition);
  return collect(source, (say) => {
    if (joint !== (kind === 'joint'))
      say(
        ['kind'],
        joint ? `a ${kind} is sent to one department` : 'a joint item is sent to two departments or more',
        joint ? 'write kind: joint, or keep one submit step' : 'add a submit step for each department',
      );
    sayNeeded(definition, say);
    for (const [index, step] of steps.entries()) {
      const path: Path = ['steps', index];
      if (step.verb === 'submit') sayPart(step, path, steps.slice(0, index), joint, say);
      if (step.verb === 'receipt') sayReceipt(step, path, definition, say);
    }
    if (joint) sayBetween(steps, say);
  });
}

function sayPart(
  { department, title, matters }: StepOf<'submit'>,
  path: Path,
  before: readonly Step[],
  joint: boolean,
  say: Say,
): void {
  if (before.some((step) => step.verb === 'submit' && step.department === department))
    say(
      [...path, 'department'],
      `${department} is sent two parts`,
      'send it one, and list what it is made of under matters',
    );
  if (joint && title === undefined)
    say(path, 'this part has no name', 'write title: what the department does with it');
  if (!joint && (title !== undefined || matters.length > 0))
    say(path, 'an item of one department has no parts to name', 'take title and matters out');
}

/** Once the first part is sent nothing may hold the others up, and the paper is owed whatever happens. */
function sayBetween(steps: readonly Step[], say: Say): void {
  const first = steps.findIndex(({ verb }) => verb === 'submit');
  const last = steps.findLastIndex(({ verb }) => verb === 'submit');
  for (const [index, { verb }] of steps.entries()) {
    if (index < first || verb === 'submit' || verb === 'receipt') continue;
    if (index < last)
      say(['steps', index], 'this stands between the parts', 'put it before the first or after the last');
    else if (verb !== 'pay' && verb !== 'issue')
      say(['steps', index], 'this is shown after the parts were sent', 'put it before the confirm step');
  }
}

function sayReceipt(step: StepOf<'receipt'>, path: Path, definition: ItemDefinition, say: Say): void {
  const departments = submitsOf(definition).map(({ department }) => department);
  if (isJoint(definition) && step.when !== undefined)
    say([...path, 'when'], 'a receipt of parts is always owed', 'take when out');
  for (const [line, { department }] of step.next.entries())
    if (department !== undefined && !departments.includes(department))
      say(
        [...path, 'next', line, 'department'],
        `${department} gets no part of this`,
        oneOf(department, departments),
      );
}

/** What a department is sent names answers that are there, and derived values. */
function sayNeeded(definition: ItemDefinition, say: Say): void {
  for (const [index, step] of definition.steps.entries()) {
    if (step.verb !== 'submit' || step.answers === undefined) continue;
    const known = [
      ...definition.steps.slice(0, index).flatMap((asked) => ('question' in asked ? [asked.id] : [])),
      ...definition.derived.map(({ id }) => id),
    ];
    for (const [place, name] of step.answers.entries())
      if (!known.includes(name))
        say(['steps', index, 'answers', place], `nothing is answered under “${name}”`, oneOf(name, known));
  }
}
