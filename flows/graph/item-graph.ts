import { explain } from '../cel/cel.ts';
import type { Dataset } from '../language/dataset.ts';
import type { DataUse, ItemDefinition } from '../language/definition.ts';
import type { Department } from '../language/department.ts';
import { isJoint } from '../language/joint.ts';
import { isKeyed, lookUpsAfter, ruleJudgedAfter } from '../language/known-after.ts';
import type { Step } from '../language/steps.ts';
import type { Language } from '../language/text.ts';
import { vocabularyOf, WORDS } from './vocabulary.ts';

/** An item as a chart a department head can check: what is asked, what decides, how it can end. */
export type GraphNode = {
  readonly id: string;
  readonly kind: 'start' | 'work' | 'question' | 'screen' | 'decision' | 'paper' | 'end' | 'stop';
  readonly title: string;
  readonly detail: string | null;
};
export type GraphEdge = { readonly from: string; readonly to: string; readonly label: string | null };
export type ItemGraph = {
  readonly title: string;
  readonly language: Language;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
};

export type GraphWorld = {
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly departments: ReadonlyMap<string, Department>;
};

/**
 * Draws the definition, not the compiled machine: retries, deadlines and the way back are the machine's
 * and the same for every item; what differs between items is here.
 */
export function itemGraph(definition: ItemDefinition, world: GraphWorld, language: Language): ItemGraph {
  const words = WORDS[language];
  const vocabulary = vocabularyOf(definition, world.datasets, language);
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const node = (id: string, kind: GraphNode['kind'], title: string, detail: string | null = null): string => {
    nodes.push({ id, kind, title, detail });
    return id;
  };
  const edge = (from: string, to: string, label: string | null = null): void => {
    edges.push({ from, to, label });
  };
  const stop = (
    from: string,
    id: string,
    title: string,
    label: string | null = null,
    detail: string | null = null,
  ): void => {
    edge(from, node(id, 'stop', title, detail), label);
  };

  const purposesOf = (uses: readonly DataUse[]): string =>
    uses.map(({ purpose }) => purpose[language]).join(language === 'en' ? ', ' : '、');
  /** Records that are read after a step (−1: before the first), then the rules about them; gives what leads on. */
  const lookUp = (
    index: number,
    uses: readonly DataUse[],
    from: string,
  ): { from: string; label: string | null } => {
    const name = definition.steps[index]?.id ?? 'start';
    let here = from;
    let label: string | null = null;
    if (uses.length > 0) {
      const gather = node(`gather-${name}`, 'work', words.gather, purposesOf(uses));
      edge(here, gather);
      stop(gather, `gather-${name}-fails`, words.gatherFails);
      here = gather;
    }
    for (const [place, rule] of definition.eligibility.entries()) {
      if (ruleJudgedAfter(rule.require, definition) !== index) continue;
      const decision = node(`rule-${place}`, 'decision', explain(rule.require, vocabulary), words.rule);
      edge(here, decision, label);
      stop(decision, `refused-${place}`, rule.title[language], words.otherwise, words.refused);
      here = decision;
      label = words.yes;
    }
    return { from: here, label };
  };

  const own = definition.data.filter((use) => !isKeyed(use));
  const first = lookUp(
    -1,
    [...own, ...lookUpsAfter(definition, -1)],
    node('start', 'start', definition.name[language]),
  );

  /** Steps in a row under the same condition share one decision. */
  const isFollower = (index: number): boolean => {
    const when = definition.steps[index]?.when;
    return when !== undefined && definition.steps[index - 1]?.when === when;
  };
  const gateOf = (index: number): string => {
    const step = definition.steps[index];
    if (step === undefined) return 'done';
    return step.when === undefined || isFollower(index) ? `step-${step.id}` : `when-${step.id}`;
  };
  const afterRun = (index: number): string => {
    let next = index + 1;
    while (isFollower(next)) next += 1;
    return gateOf(next);
  };
  edge(first.from, gateOf(0), first.label);
  for (const [index, step] of definition.steps.entries()) {
    const next = gateOf(index + 1);
    const id = `step-${step.id}`;
    if (step.when !== undefined && !isFollower(index)) {
      const gate = node(gateOf(index), 'decision', explain(step.when, vocabulary));
      edge(gate, id, words.yes);
      edge(gate, afterRun(index), words.otherwise);
    }
    const drawn = drawStep(step, language, world);
    node(id, drawn.kind, drawn.title, drawn.detail);
    const looked = lookUp(index, lookUpsAfter(definition, index), id);
    edge(looked.from, next, looked.label);
    /** What goes wrong with a part of a joint item is told on its receipt, and ends nothing. */
    if (isJoint(definition)) {
      if (step.verb === 'pay') stop(id, `${id}-unknown`, words.unknown);
      if (step.verb === 'receipt') stop(id, `${id}-none`, words.noneAccepted);
      continue;
    }
    if (step.verb === 'submit') {
      stop(id, `${id}-rejected`, words.rejected);
      stop(id, `${id}-pending`, words.pending);
    }
    if (step.verb === 'issue') stop(id, `${id}-rejected`, words.notSealed);
    if (step.verb === 'pay') {
      stop(id, `${id}-not-charged`, words.notCharged);
      stop(id, `${id}-unknown`, words.unknown);
    }
  }
  node('done', 'end', words.done);
  return { title: definition.name[language], language, nodes, edges };
}

function drawStep(
  step: Step,
  language: Language,
  { departments }: GraphWorld,
): Pick<GraphNode, 'kind' | 'title' | 'detail'> {
  const words = WORDS[language];
  const departmentOf = (id: string): string => departments.get(id)?.name[language] ?? id;
  switch (step.verb) {
    case 'show':
      return {
        kind: 'screen',
        title: step.title[language],
        detail: [...step.rows, ...(step.table?.columns ?? [])]
          .map(({ label }) => label[language])
          .join(language === 'en' ? ', ' : '、'),
      };
    case 'choose':
      return { kind: 'question', title: step.question[language], detail: optionsOf(step, language) };
    case 'scan':
      return {
        kind: 'question',
        title: step.question[language],
        detail: step.later === undefined ? words.scanned : words.scannedOrLater,
      };
    case 'ask':
    case 'sign':
    case 'book':
      return { kind: 'question', title: step.question[language], detail: null };
    case 'confirm':
      return { kind: 'screen', title: words.confirm, detail: step.button[language] };
    case 'submit':
      return {
        kind: 'work',
        title: `${words.submit}${language === 'en' ? ' ' : ''}${departmentOf(step.department)}`,
        detail: step.title?.[language] ?? null,
      };
    case 'pay':
      return { kind: 'work', title: words.pay, detail: step.subject[language] };
    case 'issue':
      return { kind: 'paper', title: words.issue, detail: step.title[language] };
    case 'receipt':
      return { kind: 'paper', title: words.receipt, detail: step.title[language] };
  }
}

function optionsOf(step: Extract<Step, { verb: 'choose' }>, language: Language): string | null {
  const labels = (step.options ?? []).map(({ label }) => label[language]);
  if (step.unsure !== undefined) labels.push(WORDS[language].unsure);
  return labels.length === 0 ? null : labels.join(' / ');
}
