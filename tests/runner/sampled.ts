/**
 * The cases of a matrix: a sample of them in `npm test`, all of them under `npm run test:matrices`, which says so in the
 * environment.
 */
export const sampled = <Case>(whole: readonly Case[], sample: readonly NoInfer<Case>[]): Case[] => [
  ...(process.env.ONCE_MATRICES === 'whole' ? whole : sample),
];
