import { createContext, useContext } from 'react';
import type { SessionAnswer } from '../../hall/api/contract.ts';
import type { HallApi } from './data/hall-api.ts';
import type { Listen } from './data/live.ts';

/** What every page can reach. */
export type Console = {
  readonly api: HallApi;
  readonly listen: Listen;
  readonly who: SessionAnswer;
};

export const ConsoleContext = createContext<Console | null>(null);

export function useConsole(): Console {
  const console = useContext(ConsoleContext);
  if (console === null) throw new Error('a page is drawn outside ConsoleContext');
  return console;
}

/** Who only looks is shown no buttons that would be refused. */
export const mayAct = ({ role }: SessionAnswer): boolean => role !== 'viewer';

const ROLES = ['viewer', 'operator', 'ops', 'admin'] as const;

/** Whether somebody has this role, or one that may more. */
export const mayActAs = ({ role }: SessionAnswer, needed: SessionAnswer['role']): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(needed);

/** What concerns all halls is not for who is limited to some. */
export const mayActEverywhere = (who: SessionAnswer, needed: SessionAnswer['role']): boolean =>
  mayActAs(who, needed) && who.halls === null;
