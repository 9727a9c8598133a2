import { expect, it } from 'vitest';
import { createActor, toPromise } from 'xstate';
import type { PrintInput } from '../../flows/session/contract.ts';
import type { AuditEvent } from '../journal/audit-event.ts';
import { createPrintDocumentActor } from './print-document-actor.ts';
import { createSessionActors } from './session-actors.ts';

it('a slip that cannot be laid out is a defect that is told of, and never a page half printed', async () => {
  const recorded: AuditEvent[] = [];
  const reported: unknown[] = [];
  const sent: unknown[] = [];
  const record = (event: AuditEvent) => void recorded.push(event);
  const broken = new Error('a row of no text');
  const { print } = createSessionActors({
    cards: { read: () => new Promise(() => {}) },
    printer: {
      print: async (receipt) => {
        sent.push(receipt);
        return { ok: true, value: { confirmed: true, reached: 'printed', bytes: 0 } };
      },
      status: () => {
        throw new Error('nobody looks');
      },
    },
    layOut: () => {
      throw broken;
    },
    report: (error) => reported.push(error),
    record,
    printDocument: createPrintDocumentActor({
      printer: null,
      outbox: { sealedPages: () => null, discardPages: () => ({ ok: true, value: undefined }) },
      serving: () => ({ visit: 'v1' }),
      record,
    }),
    settle: () => {},
  });
  const input: PrintInput = {
    item: 'medins.remote-filing',
    outcome: { kind: 'done', slip: 'receipt', record: {} } as unknown as PrintInput['outcome'],
    language: 'zh-CN',
  };
  expect(await toPromise(createActor(print, { input }).start())).toEqual({
    kind: 'failed',
    code: 'internal',
    retryable: false,
  });
  expect(reported).toEqual([broken]);
  expect(recorded).toMatchObject([{ kind: 'slip-failed', code: 'internal' }]);
  expect(sent).toEqual([]);
});
