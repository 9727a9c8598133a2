import { describe, expect, it } from 'vitest';
import type { Person } from '../../flows/session/person.ts';
import type { Call, CodeAnswer } from '../exchange/exchange.ts';
import { identifyByCode } from './identify-by-code.ts';

const call: Call = { queryId: '019ab000-0000-7000-8000-0000000000aa', userId: 'CN0123456789abcdef' };
const person: Person = {
  document: 'resident',
  number: '330122195801010025',
  name: '王测试',
  sex: 'female',
  birthDate: '1958-01-01',
  address: '测试路1号',
  validTo: '2030-01-01',
};
const lost: CodeAnswer = { kind: 'failed', fault: 'timeout', effect: 'under-way', code: 'deadline' };

const identify = async (answers: readonly CodeAnswer[], today = '2026-11-24') => {
  const asked: Call[] = [];
  const resolveCode = async (_: string, how: Call): Promise<CodeAnswer> => {
    asked.push(how);
    return answers[asked.length - 1] ?? lost;
  };
  const shown = { kind: 'code', text: 'TOKEN' } as const;
  return { outcome: await identifyByCode(shown, { exchange: { resolveCode }, call, today }), asked };
};

describe('a code in place of a card', () => {
  it('says who shows it', async () => {
    const { outcome, asked } = await identify([{ kind: 'person', person }]);
    expect(outcome).toEqual({ kind: 'read', person });
    expect(asked).toHaveLength(1);
  });

  it.each(['expired', 'used', 'unknown'] as const)('that is %s is said to be', async (kind) => {
    expect((await identify([{ kind }])).outcome).toEqual({ kind: 'fault', fault: `code.${kind}` });
  });

  it('whose answer was lost is asked for once more, as the same use of it', async () => {
    const { outcome, asked } = await identify([lost, { kind: 'person', person }]);
    expect(outcome).toEqual({ kind: 'read', person });
    expect(asked).toEqual([call, call]);
  });

  it('that nobody can be asked about is not the citizen’s fault', async () => {
    const { outcome, asked } = await identify([lost, lost]);
    expect(outcome).toEqual({ kind: 'fault', fault: 'code.unresolved' });
    expect(asked).toHaveLength(2);
  });

  it('of somebody whose document has expired is told as an expired card is', async () => {
    expect((await identify([{ kind: 'person', person }], '2030-01-02')).outcome).toEqual({
      kind: 'fault',
      fault: 'card.expired',
    });
  });

  it('that is no text is nobody’s code, and the exchange is not asked', async () => {
    const asked = { resolveCode: () => expect.fail('asked') };
    expect(await identifyByCode({ kind: 'no-text' }, { exchange: asked, call, today: '' })).toEqual({
      kind: 'fault',
      fault: 'code.unknown',
    });
  });
});
