import type { CardFault, ReadCardOutcome } from '../../flows/session/contract.ts';
import type { Call, CodeAnswer, Exchange } from '../exchange/exchange.ts';
import type { ShownCode } from './code-desk.ts';

export type CodeIdentification = {
  readonly exchange: Pick<Exchange, 'resolveCode'>;
  /** One use of the code, however often it is asked for. */
  readonly call: Call;
  /** Civil date, YYYY-MM-DD. */
  readonly today: string;
};

/** The person a shown code speaks of, or why it cannot be taken. The code goes to who issued it, and nowhere else. */
export async function identifyByCode(
  shown: ShownCode,
  { exchange, call, today }: CodeIdentification,
): Promise<ReadCardOutcome> {
  if (shown.kind === 'no-text') return { kind: 'fault', fault: 'code.unknown' };
  let answer = await exchange.resolveCode(shown.text, call);
  // The answer was lost and the code may be used up: the same query is answered the same.
  if (answer.kind === 'failed' && answer.effect === 'under-way')
    answer = await exchange.resolveCode(shown.text, call);
  if (answer.kind !== 'person') return { kind: 'fault', fault: faultOf(answer) };
  const { person } = answer;
  if (person.validTo !== null && person.validTo < today) return { kind: 'fault', fault: 'card.expired' };
  return { kind: 'read', person };
}

function faultOf(answer: Exclude<CodeAnswer, { kind: 'person' }>): CardFault {
  return answer.kind === 'failed' ? 'code.unresolved' : `code.${answer.kind}`;
}
