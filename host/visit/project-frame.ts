import type { Snapshot } from 'xstate';
import type { CompiledItem, ItemOutcome, ItemView } from '../../flows/machine/contract.ts';
import type { CardFault } from '../../flows/session/contract.ts';
import type { Frame, Screen, ScreenOf } from '../contract/screen.ts';
import { projectDock } from './dock.ts';
import { projectDocumentPrinting, projectDocumentProblem } from './project-document.ts';
import { counterElsewhere, machinesElsewhere } from './project-elsewhere.ts';
import { projectDone, projectPrinting, projectPrintProblem, projectTakePaper } from './project-ending.ts';
import { projectExplained } from './project-explained.ts';
import { projectFinding, projectHome } from './project-finding.ts';
import { projectItemPage } from './project-item-page.ts';
import { projectWithout } from './project-parts.ts';
import { projectProof } from './project-proof.ts';
import { projectHeader, projectStep } from './project-step.ts';
import type { FrameInput, SessionSnapshot } from './projection-input.ts';
import { words } from './words.ts';

/** Draws the one screen that belongs to this moment. Pure: time, devices and memory are in the input. */
export function projectFrame(input: FrameInput, seq: number): Frame {
  const { snapshot } = input;
  const running = runningItem(input);
  return {
    seq,
    visit: snapshot.context.visit,
    machine: input.machine,
    cards: input.cards,
    preferences: { language: snapshot.context.language },
    dock: projectDock(snapshot, running?.view ?? null, input.memory.finding.page !== 'home'),
    item: running && isUncovered(snapshot) ? projectHeader(running.item, running.view) : null,
    screen: projectScreen(input, running),
  };
}

type Running = {
  readonly item: CompiledItem;
  readonly view: ItemView;
  readonly snapshot: Snapshot<ItemOutcome>;
};

function runningItem(input: FrameInput): Running | null {
  const { snapshot } = input;
  const child = snapshot.matches({ flow: { serving: 'running' } }) ? snapshot.children.item : undefined;
  const item = snapshot.context.item ? input.items.get(snapshot.context.item) : undefined;
  if (!child || !item) return null;
  const childSnapshot = child.getSnapshot();
  return { item, view: item.view(childSnapshot), snapshot: childSnapshot };
}

const isUncovered = (snapshot: SessionSnapshot) =>
  !snapshot.context.covered &&
  snapshot.matches({ attention: 'here' }) &&
  !snapshot.matches({ card: 'lifted' });

function projectScreen(input: FrameInput, running: Running | null): Screen {
  const { snapshot, memory, timers } = input;
  const { context } = snapshot;

  if (snapshot.matches({ flow: 'clearing' })) return { kind: 'clearing' };
  if (snapshot.matches({ attention: 'warning' })) {
    const seconds = Math.ceil(timers.idleCountdownMs / 1000);
    return {
      kind: 'idle-warning',
      seconds,
      secondsLeft: secondsLeft(timers.idleCountdownMs, memory.msIn('attention.warning')),
    };
  }
  if (snapshot.matches({ card: 'lifted' })) {
    return { kind: 'card-lifted', secondsLeft: secondsLeft(timers.cardLiftedMs, memory.msIn('card.lifted')) };
  }
  if (snapshot.matches({ card: 'rereading' })) return { kind: 'reading', steps: readingSteps() };
  if (context.covered && snapshot.matches({ flow: 'serving' })) return { kind: 'covered' };

  if (snapshot.matches({ flow: 'attract' })) return projectAttract(input);
  if (snapshot.matches({ flow: { browsing: 'home' } })) return projectLooking(input);
  if (snapshot.matches({ flow: 'reading' })) return { kind: 'reading', steps: readingSteps() };
  if (snapshot.matches({ flow: 'cardProblem' })) return projectCardProblem(input);
  if (
    snapshot.matches({ flow: 'leaving' }) ||
    snapshot.matches({ flow: { serving: { ending: 'takeCard' } } })
  ) {
    return { kind: 'take-card', secondsLeft: secondsLeft(timers.cardLeftMs, memory.msIn('take-card')) };
  }
  if (snapshot.matches({ flow: { serving: 'proving' } })) return projectProof(input);
  if (running) {
    if (running.view.kind === 'problem') return projectItemProblem(input, running.view, running);
    if (running.view.kind !== 'ended')
      return projectStep(running.item, running.item.recordOf(running.snapshot), running.view, input);
  }
  const item = context.item ? input.items.get(context.item) : undefined;
  if (item) {
    if (
      snapshot.matches({ flow: { browsing: 'itemPage' } }) ||
      snapshot.matches({ flow: { serving: 'itemPage' } })
    ) {
      return projectItemPage(item, input);
    }
    if (context.outcome) {
      if (snapshot.matches({ flow: { serving: 'explained' } }))
        return projectExplained(item, context.outcome, input);
      if (snapshot.matches({ flow: { serving: { ending: 'printingDocument' } } }))
        return projectDocumentPrinting(item, context.outcome, input);
      if (snapshot.matches({ flow: { serving: { ending: 'documentProblem' } } }))
        return projectDocumentProblem(context, input);
      if (snapshot.matches({ flow: { serving: { ending: 'printing' } } }))
        return projectPrinting(item, context.outcome, input);
      if (snapshot.matches({ flow: { serving: { ending: 'printProblem' } } }))
        return projectPrintProblem(context, input);
      if (snapshot.matches({ flow: { serving: { ending: 'takePaper' } } })) return projectTakePaper();
      if (snapshot.matches({ flow: { serving: { ending: 'done' } } }))
        return projectDone(item, context.outcome, input);
    }
  }
  return projectLooking(input);
}

const projectLooking = (input: FrameInput): Screen => {
  const { finding } = input.memory;
  return finding.page === 'home' ? projectHome(input) : projectFinding(finding, input);
};

function projectAttract(input: FrameInput): Screen {
  if (input.readerDownSince !== null) {
    return {
      kind: 'out-of-service',
      title: words.readerDown.title,
      text: words.readerDown.text,
      since: input.readerDownSince,
      elsewhere: machinesElsewhere(input, null),
    };
  }
  if (input.powerLowSince !== null)
    return {
      kind: 'out-of-service',
      ...words.powerLow,
      since: input.powerLowSince,
      elsewhere: machinesElsewhere(input, null),
    };
  if (input.outSince !== null)
    return {
      kind: 'out-of-service',
      title: words.withdrawn.title,
      text: input.message ?? words.withdrawn.text,
      since: input.outSince,
      elsewhere: machinesElsewhere(input, null),
    };
  const departments = [...new Set([...input.items.values()].map((item) => item.definition.department))];
  return {
    kind: 'attract',
    itemCount: input.items.size,
    departments: departments.map(input.departmentName),
    notice: input.memory.notice ?? input.message,
  };
}

/** Finding, checking, opening: the machine says what it is at, never an invented percentage. */
function readingSteps(): ScreenOf<'reading'>['steps'] {
  return [
    { label: words.read.found, state: 'done' },
    { label: words.read.verify, state: 'current', expect: words.read.usual },
    { label: words.read.open, state: 'ahead' },
  ];
}

function projectCardProblem(input: FrameInput): ScreenOf<'card-problem'> {
  const code = input.snapshot.context.cardFault ?? 'internal';
  const { title, text } = input.codeTexts(code);
  return { kind: 'card-problem', title, text, action: actionAfter(code), code };
}

/** What the citizen can do about it, here and now. */
function actionAfter(code: CardFault): ScreenOf<'card-problem'>['action'] {
  switch (code) {
    case 'card.moved':
    case 'card.unreadable':
      return 'lay-again';
    case 'card.not-verified':
    case 'card.unknown-type':
    case 'card.expired':
      return 'other-card';
    case 'code.expired':
    case 'code.used':
      return 'show-again';
    case 'code.unknown':
    case 'code.unresolved':
      return 'lay-card';
    case 'reader.offline':
    case 'reader.broken':
    case 'internal':
      return 'help';
  }
}

function projectItemProblem(
  input: FrameInput,
  view: Extract<ItemView, { kind: 'problem' }>,
  { item, snapshot }: Running,
): ScreenOf<'problem'> {
  const record = item.recordOf(snapshot);
  const without = projectWithout(item, record, view, input);
  /** Of a joint item, the cases that are there already are on the receipt; this is about the one that is not. */
  const caseNo = view.passes === null ? (Object.values(record.cases).at(-1)?.caseNo ?? null) : null;
  // While paying the case exists already: “nothing was submitted” would be untrue.
  const code =
    view.during === 'issue'
      ? 'document.unavailable'
      : view.during === 'pay'
        ? 'payment.unavailable'
        : view.fault === 'internal'
          ? 'internal'
          : `exchange.${view.fault}`;
  const { title, text, next } = input.codeTexts(code);
  return {
    kind: 'problem',
    ...{ caseNo, title, text, code },
    next: without.next ?? next,
    canRetry: view.retryable,
    without: without.button,
    tone: 'warn',
    queue: counterElsewhere(input, item.definition),
  };
}

function secondsLeft(ofMs: number, passedMs: number): number {
  return Math.max(0, Math.ceil((ofMs - passedMs) / 1000));
}
