import { fromPromise } from 'xstate';
import type { StepOf } from '../../flows/language/steps.ts';
import type { Language, Text } from '../../flows/language/text.ts';
import type { IssueInput, IssueOutcome, ItemActors } from '../../flows/machine/contract.ts';
import type { Evaluate } from '../../flows/machine/evaluate.ts';
import type { Clock } from '../clock.ts';
import type { CodeName } from '../codes/codes.ts';
import { drawDraft } from '../documents/draw-draft.ts';
import { idempotencyKey, stepOfRun } from '../ids.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ItemTexts } from '../texts/item-texts.ts';
import { words } from './words.ts';
import type { WorkLog } from './work-log.ts';

export type IssueActorOptions = {
  readonly outbox: Pick<Outbox, 'issue'>;
  readonly clock: Clock;
  readonly work: WorkLog;
  readonly evaluate: Evaluate;
  readonly kiosk: string;
  readonly deadlineMs: number;
  readonly pseudonym: (number: string) => string;
  readonly departmentName: (id: string) => Text;
  readonly serving: () => {
    readonly visit: string;
    readonly run: number;
    readonly language: Language;
    readonly texts: Pick<ItemTexts, 'fill' | 'show'>;
  };
  /** Tells operators and developers by code and ids. */
  readonly report: (code: CodeName, visit: string, key: string) => void;
};

/** Draws up a document, has it sealed, keeps it sealed until it is printed. */
export function createIssueActor(options: IssueActorOptions): ItemActors['issue'] {
  const { outbox, work } = options;
  return fromPromise<IssueOutcome, IssueInput>(async ({ input, signal }) => {
    const { item, record } = input;
    const step = item.steps.find(
      (each): each is StepOf<'issue'> => each.verb === 'issue' && each.id === input.step,
    );
    const receipt = step && record.cases[step.department];
    if (!step || !receipt) throw new Error('a document rests on a case of its department');
    const { visit, run, language, texts } = options.serving();
    const issuer = options.departmentName(step.department);
    const key = idempotencyKey(visit, stepOfRun(step.id, run), step.department);
    work.begin([
      { label: words.issuing.draw },
      { label: words.issuing.seal(issuer), expect: words.issuing.usual },
    ]);
    const drawn = await drawDraft({
      ...{ step, record, language, texts, evaluate: options.evaluate, issuer },
      ...{ key, caseNo: receipt.caseNo, kiosk: options.kiosk, drawnAt: options.clock.now() },
    });
    if (drawn.kind !== 'drawn') {
      options.report(`document.${drawn.kind}`, visit, key);
      return { kind: 'not-issued', fault: 'internal' };
    }
    work.finish(0);
    const outcome = await outbox.issue(
      {
        ...{ visit, department: step.department, request: drawn.request },
        userId: options.pseudonym(record.person.number),
      },
      { deadlineMs: options.deadlineMs, signal },
    );
    if (outcome.kind === 'issued') work.finish(1);
    return outcome;
  });
}
