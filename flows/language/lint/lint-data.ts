import { inspect } from '../../cel/cel.ts';
import { placeholdersOf } from '../interpolation.ts';
import { isKeyed } from '../known-after.ts';
import { oneOf } from '../one-of.ts';
import type { FlowProblem } from '../problem.ts';
import { pathsRead } from './lint-expressions.ts';
import { wordsOf } from './places.ts';
import { RESERVED } from './scope.ts';
import { collect, type LintSubject, type Say } from './world.ts';

/**
 * Shared data is collected unconditionally and used conditionally: an item asks only what it was granted,
 * and only what it really uses.
 */
export function lintData(subject: LintSubject): readonly FlowProblem[] {
  const { definition, source, world } = subject;
  const read = pathsUsed(subject);
  return collect(source, (say) => {
    const aliases = new Set<string>();
    for (const [index, use] of definition.data.entries()) {
      const path = ['data', index];
      if (RESERVED.has(use.as)) say([...path, 'as'], `“${use.as}” is taken`, 'name the data by what it is');
      if (aliases.has(use.as))
        say([...path, 'as'], `“${use.as}” names two data sets`, 'give each its own name');
      aliases.add(use.as);

      if (isKeyed(use) && inspect(use.key).references.some(({ path: [first] }) => first === use.as))
        say(
          [...path, 'key'],
          `${use.as} is found by itself`,
          'name what is known before: an answer, other data',
        );
      const dataset = world.datasets.get(use.set);
      if (dataset === undefined) {
        say([...path, 'set'], `there is no data set “${use.set}”`, oneOf(use.set, world.datasets.keys()));
        continue;
      }
      const grant = dataset.grants.find(({ item }) => item === definition.id);
      if (grant === undefined) {
        say(
          [...path, 'set'],
          `${definition.id} has no grant for ${use.set}`,
          `ask ${dataset.department} for one: grants in datasets/${use.set}.yaml`,
        );
        continue;
      }
      if (use.mode === 'verify' && use.fields.length > 0) {
        say(
          [...path, 'fields'],
          'mode verify answers only whether a record exists',
          'take the fields out, or use mode read',
        );
        continue;
      }
      sayFields(
        subject,
        index,
        { known: dataset.fields.map(({ id }) => id), granted: [...grant.fields, ...grant.checkOnly] },
        read,
        say,
      );
      const isUsed =
        read.some(([first]) => first === use.as) ||
        definition.materials.some(({ replaces }) => replaces === use.set);
      if (!isUsed)
        say(
          [...path, 'set'],
          `${use.as} is asked for and never used`,
          'take it out: the least that is needed is asked',
        );
    }
    sayMaterials(subject, say);
  });
}

function sayFields(
  { definition }: LintSubject,
  index: number,
  { known, granted }: { readonly known: readonly string[]; readonly granted: readonly string[] },
  read: readonly (readonly string[])[],
  say: Say,
): void {
  const use = definition.data[index];
  if (use === undefined) return;
  if (use.mode === 'read' && use.fields.length === 0)
    say(['data', index, 'fields'], 'nothing is asked for', 'name the fields, or use mode verify');
  for (const [position, field] of use.fields.entries()) {
    const path = ['data', index, 'fields', position];
    if (!known.includes(field)) say(path, `${use.set} has no field “${field}”`, oneOf(field, known));
    else if (!granted.includes(field)) say(path, `no grant for ${use.set}.${field}`, oneOf(field, granted));
    else if (!read.some(([first, second]) => first === use.as && second === field)) {
      say(
        path,
        `${use.as}.${field} is asked for and never used`,
        'take it out: the least that is needed is asked',
      );
    }
  }
}

function pathsUsed(subject: LintSubject): readonly (readonly string[])[] {
  const inTexts = wordsOf(subject.definition).flatMap(({ text }) =>
    placeholdersOf(text['zh-CN']).map(({ path }) => path),
  );
  return [...pathsRead(subject), ...inTexts];
}

/** A material says where it comes from; the step or data set it names must be there. */
function sayMaterials({ definition }: LintSubject, say: Say): void {
  const scanned = definition.steps.findIndex(({ verb }) => verb === 'scan');
  if (scanned !== -1 && !definition.materials.some(({ source }) => source === 'scan')) {
    say(
      ['steps', scanned],
      'a paper is scanned that nobody is told to bring',
      'list it in materials with source: scan',
    );
  }
  const verbs = new Set<string>(definition.steps.map(({ verb }) => verb));
  for (const [index, { source, replaces }] of definition.materials.entries()) {
    const path = ['materials', index];
    if (source === 'shared') {
      if (replaces === undefined)
        say(
          [...path, 'source'],
          'nothing says which data set replaces this paper',
          'write replaces: <data set>',
        );
      else if (!definition.data.some(({ set }) => set === replaces)) {
        say(
          [...path, 'replaces'],
          `“${replaces}” is not among the data of this item`,
          oneOf(
            replaces,
            definition.data.map(({ set }) => set),
          ),
        );
      }
    }
    if ((source === 'sign' || source === 'scan') && !verbs.has(source)) {
      say(
        [...path, 'source'],
        `no step ${source === 'sign' ? 'has it signed' : 'scans it'}`,
        `add a step with verb: ${source}`,
      );
    }
  }
}
