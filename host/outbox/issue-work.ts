import type { IssueOutcome } from '../../flows/machine/contract.ts';
import { pause } from '../clock.ts';
import { journalCode } from '../codes/codes.ts';
import type { PdfFile, SealedDocument, SealRequest } from '../exchange/exchange.ts';
import type { JournalResult } from '../journal/journal-fault.ts';
import { type CaseEvent, type CaseResult, type CaseStep, newCase, nextCaseStep } from './case-policy.ts';
import type { IssueRequest, Wait, WorkTools } from './outbox.ts';

/**
 * Has documents sealed. Under one key there is one document, by the policy cases go by: ask by key, then repeat
 * with the same key. There is no work entry, because nothing is owed once the citizen has gone: what was sealed lies at its
 * department under the case, and what was not is not made behind anybody's back.
 */
export type IssueWork = {
  readonly issue: (request: IssueRequest, wait: Wait) => Promise<IssueOutcome>;
  readonly pages: (visit: string, key: string) => Uint8Array | null;
  readonly discard: (visit: string, key: string) => JournalResult<void>;
  /** The citizen is gone: drafts are dropped. */
  readonly leave: (visit: string) => void;
};

const pagesName = (key: string): string => `document ${key}`;

export const createIssueWork = (tools: WorkTools): IssueWork => {
  const { journal, exchange, clock, closing } = tools;
  /** What was first asked under each key, while its citizen is here: a second press asks for the very same. */
  const asked = new Map<string, SealRequest>();

  const issue = async ({ request, ...who }: IssueRequest, wait: Wait): Promise<IssueOutcome> => {
    const { key } = request;
    const first = asked.get(key) ?? request;
    asked.set(key, first);
    const noted = journal.record(who.visit, {
      kind: 'seal-asked',
      key,
      caseNo: first.caseNo,
      hash: first.document.sha256,
    });
    if (!noted.ok) {
      tools.report({ code: journalCode(noted.fault), visit: who.visit, key });
      return { kind: 'not-issued', fault: 'internal' };
    }
    const late = new AbortController();
    const timer = clock.setTimeout(() => late.abort(), wait.deadlineMs);
    const signals = [closing, late.signal, ...(wait.signal ? [wait.signal] : [])];
    const result = await ask({ request: first, ...who }, AbortSignal.any(signals)).finally(() =>
      clock.clearTimeout(timer),
    );
    if (result === 'given-up') {
      // The journal is closed after the outbox: nothing more is written.
      if (closing.aborted) return { kind: 'pending' };
      journal.record(who.visit, { kind: 'document-not-sealed', key, code: 'document.pending' });
      tools.report({ code: 'document.pending', visit: who.visit, key });
      return { kind: 'pending' };
    }
    return finish(first, who.visit, result);
  };

  const ask = async (
    { request, department, userId }: IssueRequest,
    signal: AbortSignal,
  ): Promise<CaseResult<SealedDocument> | 'given-up'> => {
    const queryId = tools.newQueryId();
    let next: CaseStep<SealedDocument> = nextCaseStep<SealedDocument>(newCase, { kind: 'kept' });
    while (next.action.kind !== 'finish') {
      const { kind, afterMs } = next.action;
      if ((await pause(clock, afterMs, signal)) === 'aborted') return 'given-up';
      const call = { userId, signal, caseNo: request.caseNo };
      const event: CaseEvent<SealedDocument> =
        kind === 'submit'
          ? {
              kind: 'submitted',
              answer: await exchange.sealDocument(department, request, { ...call, queryId }),
            }
          : {
              kind: 'found',
              answer: await exchange.findSealed(department, request.key, {
                ...call,
                queryId: tools.newQueryId(),
              }),
            };
      if (signal.aborted) return 'given-up';
      next = nextCaseStep(next.situation, event);
    }
    return next.action.result;
  };

  const finish = (
    { key, title, validTo }: SealRequest,
    visit: string,
    result: CaseResult<SealedDocument>,
  ): IssueOutcome => {
    const notSealed = (code: string): void => {
      journal.record(visit, { kind: 'document-not-sealed', key, code });
    };
    switch (result.kind) {
      case 'accepted': {
        const { number, document } = result.receipt;
        const kept = journal.commit([
          { kind: 'seal', visit, name: pagesName(key), payload: document },
          {
            kind: 'audit',
            visit,
            event: { kind: 'document-sealed', key, number, hash: document.sha256 },
          },
        ]);
        if (kept.ok) return { kind: 'issued', document: { number, title, key, validTo } };
        // It is sealed, and cannot be kept here to be printed: its department has it.
        tools.report({ code: journalCode(kept.fault), visit, key });
        return { kind: 'pending' };
      }
      case 'rejected':
        notSealed('document.rejected');
        return result;
      case 'not-submitted':
        notSealed(`exchange.${result.fault}`);
        return { kind: 'not-issued', fault: result.fault };
      // No department answers so to a draft, unless it knows this key from something else: a mistake of ours.
      case 'key-reused':
      case 'slot-taken':
        tools.report({ code: 'case.key-reused', visit, key });
        notSealed('case.key-reused');
        return { kind: 'not-issued', fault: 'internal' };
    }
  };

  return {
    issue,
    pages: (visit, key) => {
      // Sealed by `finish` above and opened under its authenticated name: it is what was put in.
      const kept = journal.unseal(visit, pagesName(key)) as PdfFile | null;
      return kept === null ? null : Buffer.from(kept.content, 'base64');
    },
    discard: (visit, key) => journal.commit([{ kind: 'discard', visit, name: pagesName(key) }]),
    leave: (visit) => {
      for (const key of asked.keys()) if (key.startsWith(`${visit}/`)) asked.delete(key);
    },
  };
};
