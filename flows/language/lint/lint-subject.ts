import { inspect } from '../../cel/cel.ts';
import type { ItemDefinition } from '../definition.ts';
import { placeholdersOf } from '../interpolation.ts';
import { isKeyed } from '../known-after.ts';
import type { FlowProblem } from '../problem.ts';
import type { Step, StepOf } from '../steps.ts';
import { LANGUAGES } from '../text.ts';
import { wordsOf } from './places.ts';
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
      sayNumberAsName(index, step.optionsFrom, say);
      certain += step.when === undefined ? 1 : 0;
      if (certain > 1)
        say(
          ['steps', index, 'optionsFrom', 'subject'],
          'this is done for two at once',
          'one application is for one: ask one of them only',
        );
    }
    sayNumbersInFull(definition, say);
  });
}

function sayUnproven(
  { definition }: LintSubject,
  index: number,
  { list, represented }: { readonly list: string; readonly represented: Represented },
  say: Say,
): void {
  const [first] = aliasesIn(list, definition);
  const use = definition.data.find(({ as }) => as === first);
  if (use !== undefined && !isKeyed(use) && PROVEN_BY[represented].includes(use.set)) return;
  say(
    ['steps', index, 'optionsFrom', 'list'],
    `this list does not prove that they may act for a ${represented}`,
    `take it from the citizen’s own ${PROVEN_BY[represented].join(' or ')}`,
  );
}

/** Data an expression reads, by its names, also through derived values; each of these reads earlier ones only. */
function aliasesIn(
  source: string,
  { data, derived }: Pick<ItemDefinition, 'data' | 'derived'>,
): readonly string[] {
  return inspect(source).references.flatMap(({ path: [first = '', second] }) => {
    if (data.some(({ as }) => as === first)) return [first];
    const index = first === 'derived' ? derived.findIndex(({ id }) => id === second) : -1;
    const value = derived[index]?.value;
    return value === undefined ? [] : aliasesIn(value, { data, derived: derived.slice(0, index) });
  });
}

/** A child is offered by name: whoever stands behind must not read a number off the screen. */
function sayNumberAsName(
  index: number,
  { subject, value, label, hint }: NonNullable<StepOf<'choose'>['optionsFrom']>,
  say: Say,
): void {
  if (subject !== 'child') return;
  for (const [field, text] of Object.entries({ label, hint })) {
    const shown = text && placeholdersOf(text['zh-CN']).find(({ path }) => path.join('.') === value);
    if (shown && shown.format !== 'idNumber')
      say(
        ['steps', index, 'optionsFrom', field, 'zh-CN'],
        'this shows the number of a child to whoever stands near',
        `show the name, or write {{${value}, idNumber}}`,
        shown.start,
      );
  }
}

/** Answers that are the number of a person. */
const isIdNumber = (step: Step): boolean =>
  (step.verb === 'ask' && step.check === 'gb11643') ||
  (step.verb === 'choose' && step.optionsFrom?.subject === 'child');

/** Screens and slips mask such a number; a sealed document states it in full. */
function sayNumbersInFull({ steps, ...definition }: ItemDefinition, say: Say): void {
  const numbers = new Set(steps.filter(isIdNumber).map(({ id }) => `answers.${id}`));
  if (numbers.size === 0) return;
  const MESSAGE = 'this shows the number of a person in full';
  for (const [index, step] of steps.entries()) {
    if (step.verb === 'issue' || !('rows' in step)) continue;
    for (const [row, { value, format }] of step.rows.entries())
      if (numbers.has(value) && format !== 'idNumber')
        say(['steps', index, 'rows', row, 'value'], MESSAGE, 'write format: idNumber');
  }
  for (const { path, text } of wordsOf({ ...definition, steps })) {
    const [list, index] = path;
    if (list === 'steps' && typeof index === 'number' && steps[index]?.verb === 'issue') continue;
    for (const language of LANGUAGES)
      for (const holder of placeholdersOf(text[language])) {
        const name = holder.path.join('.');
        if (numbers.has(name) && holder.format !== 'idNumber')
          say([...path, language], MESSAGE, `write {{${name}, idNumber}}`, holder.start);
      }
  }
}
