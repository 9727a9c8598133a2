import { fromPromise, type OutputFrom } from 'xstate';
import type { ItemActors } from './contract.ts';

const silent = <Name extends keyof ItemActors>(): ItemActors[Name] =>
  fromPromise<OutputFrom<ItemActors[Name]>>(() => new Promise(() => {})) as ItemActors[Name];

/** Actors that never answer: for whoever makes the answers up, as the prover and the tests do. */
export const silentActors: ItemActors = {
  gather: silent<'gather'>(),
  slots: silent<'slots'>(),
  submit: silent<'submit'>(),
  openOrder: silent<'openOrder'>(),
  awaitPayment: silent<'awaitPayment'>(),
  closeOrder: silent<'closeOrder'>(),
  issue: silent<'issue'>(),
  scan: silent<'scan'>(),
};
