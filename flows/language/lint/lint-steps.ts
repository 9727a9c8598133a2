import { inspect } from '../../cel/cel.ts';
import { oneOf } from '../one-of.ts';
import type { FlowProblem, Path } from '../problem.ts';
import type { Step, StepOf } from '../steps.ts';
import { collect, type LintSubject, type Say } from './world.ts';

/** Rows that stand above a list, or beside it, at every size of type. */
const ROWS_WITH_TABLE = 4;

/** What stands in which order: nothing is sent unseen, nothing paid without a case, the paper comes last. */
export function lintSteps(subject: LintSubject): readonly FlowProblem[] {
  const { definition, source } = subject;
  return collect(source, (say) => {
    sayNames(subject, say);
    sayOrder(definition.steps, say);
    sayEnding(subject, say);
    const { departments } = subject.world;
    for (const [index, step] of definition.steps.entries()) {
      const path: Path = ['steps', index];
      if (step.verb === 'show' && step.rows.length === 0 && step.table === undefined)
        say(path, 'this screen shows nothing', 'give it rows, or a table');
      if (step.verb === 'show' && step.table !== undefined && step.rows.length > ROWS_WITH_TABLE)
        say(
          [...path, 'rows', ROWS_WITH_TABLE],
          'these rows leave no room for the table',
          `at most ${ROWS_WITH_TABLE} beside a table: move the others to a screen before it`,
        );
      if (step.verb === 'choose') sayChoices(step, path, say);
      if (step.verb === 'ask') sayBounds(step, path, say);
      if (step.verb === 'scan') sayLater(step, path, definition.steps, say);
      if ('department' in step && departments?.has(step.department) === false) {
        say(
          [...path, 'department'],
          `there is no department “${step.department}”`,
          oneOf(step.department, departments),
        );
      }
    }
  });
}

function sayNames({ definition }: LintSubject, say: Say): void {
  const twice = (entries: readonly { readonly id: string }[], list: string): void => {
    const seen = new Set<string>();
    for (const [index, { id }] of entries.entries()) {
      if (seen.has(id)) say([list, index, 'id'], `“${id}” is used twice`, 'give each its own id');
      seen.add(id);
    }
  };
  twice(definition.steps, 'steps');
  twice(definition.derived, 'derived');
}

function sayOrder(steps: readonly Step[], say: Say): void {
  const asks = (step: Step): boolean => 'question' in step;
  let confirmed = false;
  const submitted = new Set<string>();
  for (const [index, step] of steps.entries()) {
    const path: Path = ['steps', index];
    if (step.verb === 'confirm') confirmed = true;
    if (step.verb === 'submit') {
      if (!confirmed) say(path, 'what is sent was not confirmed', 'put a confirm step before it');
      submitted.add(step.department);
    }
    if (asks(step) && confirmed) {
      say(
        path,
        'this is asked after the citizen confirmed',
        'move it before the confirm step, where it can be checked',
      );
    }
    if (step.verb === 'pay' && !submitted.has(step.department)) {
      say(
        path,
        `there is no case with ${step.department} to pay for`,
        `put a submit step with department: ${step.department} before it`,
      );
    }
    if (step.verb === 'issue' && !submitted.has(step.department)) {
      say(
        path,
        `there is no case with ${step.department} to issue this for`,
        `put a submit step with department: ${step.department} before it`,
      );
    }
    if (step.verb === 'pay' && steps.slice(0, index).some(({ verb }) => verb === 'issue'))
      say(path, 'this is paid for after it was issued', 'put the pay step before the issue step');
    if (step.verb === 'receipt' && index !== steps.length - 1)
      say(path, 'a step follows the receipt', 'make the receipt the last step');
  }
}

/** Kinds that change something at a department; a query only looks. */
const NEEDS_CASE: ReadonlySet<string> = new Set([
  'certificate',
  'application',
  'payment',
  'booking',
  'joint',
  'declaration',
  'report',
]);

function sayEnding({ definition }: LintSubject, say: Say): void {
  const has = (verb: Step['verb']): boolean => definition.steps.some((step) => step.verb === verb);
  if (NEEDS_CASE.has(definition.kind) && !has('submit'))
    say(['kind'], `a ${definition.kind} sends nothing`, 'add a submit step');
  if (has('submit') && !has('receipt'))
    say(['steps'], 'the citizen goes home without a receipt', 'add a receipt step');
  if (definition.steps.filter((step) => step.verb === 'pay').length > 1) {
    say(['steps'], 'a citizen could be charged twice', 'keep one pay step');
  }
  if (definition.steps.filter((step) => step.verb === 'issue').length > 1)
    say(['steps'], 'the machine hands out one document an item', 'keep one issue step');
  // A sealed document states what only its holder may know: whoever found the card must not take it home.
  if (has('issue') && (definition.assurance === 'none' || definition.assurance === 'card'))
    say(
      ['assurance'],
      'a sealed document would be handed to whoever holds the card',
      'write card+face or card+password',
    );
  if (definition.kind === 'certificate' && definition.handling === 'instant' && !has('issue'))
    say(['kind'], 'a certificate issues nothing', 'add an issue step, or write handling: committed');
  if (definition.handling === 'committed' && definition.kind !== 'joint' && has('issue'))
    say(
      ['handling'],
      'a committed item (承诺件) hands out its result at once',
      'write handling: instant, or take the issue step out',
    );
  if (definition.kind === 'booking' && !has('book'))
    say(['kind'], 'a booking books nothing', 'add a book step');
  const isFree = definition.fee.mode === 'free';
  if (isFree && has('pay'))
    say(['fee', 'mode'], 'the item is free but asks for money', 'name the fee, or take the pay step out');
  if (!isFree && !has('pay')) say(['fee', 'mode'], 'there is a fee but no way to pay it', 'add a pay step');
  if (definition.fee.mode === 'fixed' && definition.fee.amountFen === 0)
    say(['fee'], 'a fixed fee of nothing', 'write amountFen, in fen');
}

function sayChoices(step: StepOf<'choose'>, path: Path, say: Say): void {
  if ((step.options === undefined) === (step.optionsFrom === undefined)) {
    say(
      path,
      'a choose step has either options or optionsFrom',
      step.options === undefined ? 'write one of them' : 'keep one of them',
    );
  }
  const values = new Set<string>();
  for (const [index, { value }] of (step.options ?? []).entries()) {
    if (values.has(value))
      say(
        [...path, 'options', index, 'value'],
        `“${value}” is offered twice`,
        'give each option its own value',
      );
    values.add(value);
  }
  if (step.unsure !== undefined && values.has(step.unsure.value)) {
    say(
      [...path, 'unsure', 'value'],
      `“${step.unsure.value}” is already an option`,
      'give “not sure” a value of its own',
    );
  }
}

/** Who leaves without a paper takes home in writing what is still to come. */
function sayLater(step: StepOf<'scan'>, path: Path, steps: readonly Step[], say: Say): void {
  if (step.later === undefined) return;
  const receipt = steps.find((other): other is StepOf<'receipt'> => other.verb === 'receipt');
  const isTold = receipt?.next.some(
    (line) =>
      line.if !== undefined &&
      inspect(line.if).comparisons.some(
        (one) => one.path.join('.') === `answers.${step.id}` && one.literal === 'later',
      ),
  );
  if (isTold !== true) {
    say(
      [...path, 'later'],
      'the receipt does not say that this paper is still to be brought',
      `add a line to the receipt's next with if: answers.${step.id} == "later"`,
    );
  }
}

function sayBounds(step: StepOf<'ask'>, path: Path, say: Say): void {
  const isDate = step.type === 'date';
  for (const bound of ['notBefore', 'notAfter'] as const) {
    if (step[bound] !== undefined && !isDate)
      say([...path, bound], `${bound} is for dates`, 'use min and max');
  }
  for (const bound of ['min', 'max'] as const) {
    if (step[bound] !== undefined && isDate)
      say([...path, bound], `${bound} is not for dates`, 'use notBefore and notAfter');
  }
  if (step.min !== undefined && step.max !== undefined && step.min > step.max)
    say([...path, 'min'], 'min is larger than max', 'swap them');
  if (step.type === 'text' && step.max === undefined && step.check === undefined)
    say([...path, 'type'], 'a text without an end', 'write max: the longest answer');
  if (step.check !== undefined && step.type !== 'text')
    say([...path, 'check'], 'check is for texts', 'take it out');
  if (step.type === 'amount' && step.max === undefined)
    say([...path, 'type'], 'an amount without an end', 'write max: the largest answer, in fen');
  if (step.pattern === undefined) return;
  if (step.type !== 'text') say([...path, 'pattern'], 'pattern is for texts', 'take it out');
  if (!isSafePattern(step.pattern)) {
    say(
      [...path, 'pattern'],
      'this pattern cannot be read, or can run for ever',
      'use character classes with counts, and no repeated group',
    );
  }
}

/** Backtracking engines hang on a repeated group that repeats inside: `(a+)+`. Groups may not be repeated at all. */
function isSafePattern(pattern: string): boolean {
  if (pattern.length > 100 || /\)[*+?{]/.test(pattern) || /\\\d/.test(pattern)) return false;
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
