import type { SubmitOutcome } from '../../flows/machine/contract.ts';
import { pause } from '../clock.ts';
import { codeTexts } from '../codes/codes.ts';
import type { Application } from '../exchange/exchange.ts';
import type { JournalWrite } from '../journal/journal.ts';
import { type CaseEvent, type CaseResult, type CaseStep, newCase, nextCaseStep } from './case-policy.ts';
import type { Outbox, SubmitRequest, Wait, WorkTools } from './outbox.ts';
import { retryDelayMs } from './retry-schedule.ts';
import type { CaseEntry } from './work-entry.ts';

/** Takes applications to the exchange: the policy decides, this journals, sends and waits. */
export type CaseWork = {
  readonly submit: Outbox['submit'];
  /** Goes on with an open entry nobody waits for. */
  readonly resume: (entry: CaseEntry) => void;
  /** The citizen is gone: what was kept in memory to compare with is dropped. */
  readonly leave: (visit: string) => void;
};

type Running = { citizen: 'waiting' | 'pending'; readonly outcome: Promise<SubmitOutcome> };

const applicationName = (key: string): string => `application ${key}`;
const receiptName = (key: string): string => `receipt ${key}`;

export const createCaseWork = (tools: WorkTools): CaseWork => {
  const { journal, exchange, clock, store, closing } = tools;
  const running = new Map<string, Running>();
  /** What was confirmed under each key, while its citizen is here: in memory only, and gone with them. */
  const contents = new Map<string, string>();
  /** Kept, and not sent by anybody yet: parts of a joint item whose turn has not come. */
  const untried = new Set<string>();

  const submit: Outbox['submit'] = async (request, wait, later = []) => {
    const { key } = request.application;
    const known = store.get(key);
    if (known && contents.get(key) !== contentOf(request.application)) {
      // The receipt of another application must never be handed out for this one.
      tools.report({ code: 'case.key-reused', visit: request.visit, key });
      return { kind: 'not-submitted', fault: 'internal' };
    }
    if (known?.kind === 'case' && known.state === 'accepted') return kept(known);
    if (!keep([...(known ? [] : [request]), ...later.filter(isNew)]))
      return { kind: 'not-submitted', fault: 'internal' };
    const entry = store.get(key);
    if (entry?.kind !== 'case') throw new Error('what was just kept is there');
    return waitFor(entry, workOn(entry), wait);
  };

  const isNew = ({ application }: SubmitRequest): boolean => store.get(application.key) === null;

  /** What works on an entry already, or begins to: sent as it is while nobody ever tried, asked about otherwise. */
  const workOn = (entry: CaseEntry): Running => {
    const already = running.get(entry.key);
    if (already) already.citizen = 'waiting';
    const isUntried = untried.delete(entry.key);
    return already ?? start(entry, { kind: isUntried ? 'kept' : 'resumed' }, 'waiting');
  };

  /** Everything in one commit; false when the journal cannot, and then nothing of it is kept. */
  const keep = (requests: readonly SubmitRequest[]): boolean => {
    const [first] = requests;
    if (!first) return true;
    const written = store.putAll(
      requests.map((request) => ({ entry: newEntry(request), also: keptWith(request) })),
    );
    if (written.ok) {
      for (const { application } of requests) {
        contents.set(application.key, contentOf(application));
        untried.add(application.key);
      }
      return true;
    }
    const code = written.fault.kind === 'full' ? 'journal.full' : 'journal.broken';
    tools.report({ code, visit: first.visit, key: first.application.key });
    return false;
  };

  const keptWith = ({ visit, application }: SubmitRequest): readonly JournalWrite[] => [
    { kind: 'seal', visit, name: applicationName(application.key), payload: application },
    {
      kind: 'audit',
      visit,
      event: {
        kind: 'application-kept',
        key: application.key,
        item: application.item.id,
        hash: application.item.hash,
      },
    },
  ];

  /** The same answer for a citizen who asks again about what is done. */
  const kept = (entry: CaseEntry): SubmitOutcome => {
    const receipt = journal.unseal(entry.visit, receiptName(entry.key));
    // Written by this very outbox in the commit that made the entry `accepted`.
    return receipt === null
      ? { kind: 'pending' }
      : { kind: 'accepted', receipt: receipt as Extract<SubmitOutcome, { kind: 'accepted' }>['receipt'] };
  };

  const newEntry = ({ visit, step, department, userId, application }: SubmitRequest): CaseEntry => ({
    kind: 'case',
    key: application.key,
    visit,
    step,
    department,
    userId,
    keptAt: clock.now().toISOString(),
    queryId: tools.newQueryId(),
    state: 'open',
    caseNo: null,
  });

  const waitFor = async (entry: CaseEntry, work: Running, wait: Wait): Promise<SubmitOutcome> => {
    const answered = new AbortController();
    const signal = wait.signal ? AbortSignal.any([wait.signal, answered.signal]) : answered.signal;
    const late = pause(clock, wait.deadlineMs, signal).then(() => 'late' as const);
    const first = await Promise.race([work.outcome, late]).finally(() => answered.abort());
    if (first !== 'late') return first;
    work.citizen = 'pending';
    journal.record(entry.visit, {
      kind: 'case-pending',
      key: entry.key,
      fault: wait.signal?.aborted ? 'left' : 'timeout',
    });
    tools.report({ code: 'case.pending', visit: entry.visit, key: entry.key });
    return { kind: 'pending' };
  };

  const start = (entry: CaseEntry, event: CaseEvent, citizen: Running['citizen']): Running => {
    const work: Running = {
      citizen,
      outcome: new Promise((resolve, reject) =>
        queueMicrotask(() => run(entry, event, work).then(resolve, reject)),
      ),
    };
    running.set(entry.key, work);
    // Somebody may have stopped waiting: a defect is reported, not thrown into the void.
    work.outcome
      .catch(() => tools.report({ code: 'internal', visit: entry.visit, key: entry.key }))
      .finally(() => running.delete(entry.key));
    return work;
  };

  const run = async (entry: CaseEntry, event: CaseEvent, work: Running): Promise<SubmitOutcome> => {
    let next: CaseStep = nextCaseStep({ ...newCase, citizen: work.citizen }, event);
    for (let unwritten = 0; ; ) {
      if (next.action.kind === 'finish') {
        const outcome = outcomeOf(next.action.result);
        if (finish(entry, next.action.result)) return outcome;
        // A result that cannot be written is not told; the exchange will say the same when asked again.
        next = { situation: next.situation, action: { kind: 'find', afterMs: retryDelayMs(unwritten) } };
        unwritten += 1;
      }
      const { action } = next;
      if (action.kind === 'finish') continue;
      if ((await pause(clock, action.afterMs, closing)) === 'aborted') return { kind: 'pending' };
      if (!store.get(entry.key)) return { kind: 'pending' }; // expired meanwhile
      const answered = await act(entry, action.kind);
      if (closing.aborted || !store.get(entry.key)) return { kind: 'pending' };
      next = nextCaseStep({ ...next.situation, citizen: work.citizen }, answered);
    }
  };

  const act = async (entry: CaseEntry, action: 'submit' | 'find'): Promise<CaseEvent> => {
    const application = action === 'submit' ? journal.unseal(entry.visit, applicationName(entry.key)) : null;
    // Without its key the application cannot be sent any more, only asked about.
    if (application === null) {
      const call = { queryId: tools.newQueryId(), userId: entry.userId, signal: closing };
      return { kind: 'found', answer: await exchange.findCase(entry.department, entry.key, call) };
    }
    const call = { queryId: entry.queryId, userId: entry.userId, signal: closing };
    // Sealed by `submit` above, opened under its authenticated name: it is what was put in.
    return {
      kind: 'submitted',
      answer: await exchange.submitCase(entry.department, application as Application, call),
    };
  };

  /** Writes a result down; false when the journal cannot. */
  const finish = (entry: CaseEntry, result: CaseResult): boolean => {
    const { key, visit } = entry;
    const discard: JournalWrite = { kind: 'discard', visit, name: applicationName(key) };
    if (result.kind !== 'accepted') {
      if (!store.remove(entry, [discard, { kind: 'audit', visit, event: eventOf(key, result) }]).ok)
        return false;
    } else {
      const { receipt } = result;
      const event = { kind: 'case-accepted', key, caseNo: receipt.caseNo, state: receipt.state } as const;
      // The receipt is for who is still here; sealing it later would make a key nobody needs.
      const isHere = journal.visits().some((open) => open.visit === visit && !open.settled);
      const sealed: JournalWrite[] = isHere
        ? [{ kind: 'seal', visit, name: receiptName(key), payload: receipt }]
        : [];
      const accepted: CaseEntry = { ...entry, state: 'accepted', caseNo: receipt.caseNo };
      if (!store.put(accepted, [...sealed, discard, { kind: 'audit', visit, event }]).ok) return false;
    }
    if (result.kind === 'key-reused') tools.report({ code: 'case.key-reused', visit, key });
    store.forgetIfDone(visit);
    if (!store.get(key)) contents.delete(key);
    return true;
  };

  return {
    submit,
    leave: (visit) => {
      for (const key of contents.keys()) if (key.startsWith(`${visit}/`)) contents.delete(key);
      for (const key of untried) if (key.startsWith(`${visit}/`)) untried.delete(key);
    },
    resume: (entry) => {
      const already = running.get(entry.key);
      if (already) already.citizen = 'pending';
      else start(entry, { kind: 'resumed' }, 'pending');
    },
  };
};

/** The same whenever the citizen confirmed it: a second press is not a second application. */
const contentOf = (application: Application): string => JSON.stringify({ ...application, submittedAt: '' });

const eventOf = (key: string, result: Exclude<CaseResult, { kind: 'accepted' }>) => {
  if (result.kind === 'not-submitted')
    return { kind: 'case-not-submitted', key, fault: result.fault } as const;
  return {
    kind: 'case-rejected',
    key,
    code: result.kind === 'rejected' ? 'case.rejected' : `case.${result.kind}`,
  } as const;
};

const outcomeOf = (result: CaseResult): SubmitOutcome => {
  switch (result.kind) {
    case 'accepted':
    case 'rejected':
    case 'not-submitted':
      return result;
    case 'slot-taken': {
      const { title, next } = codeTexts('case.slot-taken');
      return {
        kind: 'rejected',
        reason: { 'zh-CN': `${title['zh-CN']}，${next['zh-CN']}`, en: `${title.en}. ${next.en}` },
      };
    }
    // What lies there under this key is not this application: this one surely was not submitted.
    case 'key-reused':
      return { kind: 'not-submitted', fault: 'internal' };
  }
};
