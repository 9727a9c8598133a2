import type { ItemDefinition } from '../definition.ts';
import type { FlowProblem, YamlSource } from '../problem.ts';

/** Finds a question that several items ask in the same words: a copy is changed in one place and forgotten in the other. */
export type RepetitionWatch = {
  /** Items are shown one after another; what an earlier one asked is a problem of the later. */
  readonly foundIn: (definition: ItemDefinition, source: YamlSource) => readonly FlowProblem[];
};

export function createRepetitionWatch(): RepetitionWatch {
  const askedIn = new Map<string, { readonly item: string; readonly file: string; readonly line: number }>();
  return {
    foundIn: ({ id, steps }, source) =>
      steps.flatMap((step, index) => {
        if (!('question' in step)) return [];
        const words = `${step.question['zh-CN']}\n${step.why['zh-CN']}`;
        const problem = source.problem(
          ['steps', index, 'question'],
          'this question is a copy',
          'write it once in fragments/<name>.yaml and use it',
        );
        const earlier = askedIn.get(words);
        if (earlier === undefined) {
          askedIn.set(words, { item: id, file: problem.file, line: problem.line });
          return [];
        }
        /** Written in one place, it is a fragment already. */
        if (earlier.file === problem.file && earlier.line === problem.line) return [];
        return [{ ...problem, message: `${earlier.item} asks this in the same words, for the same reason` }];
      }),
  };
}
