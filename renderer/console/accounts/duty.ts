import type { AccountView } from '../../../hall/api/contract.ts';

/** `tonglu-01 tonglu-*`, as it is typed; empty is everywhere. */
export const hallsOf = (typed: string): AccountView['halls'] => {
  const entries = typed.split(/[\s,，、]+/).filter((entry) => entry !== '');
  return entries.length === 0 ? null : entries;
};

export const typedHalls = (halls: AccountView['halls']): string => (halls ?? []).join(' ');
