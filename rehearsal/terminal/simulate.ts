import type { Language } from '../../flows/language/text.ts';
import type { Frame, ScreenKind } from '../../host/contract/screen.ts';
import type { Desk } from '../desk/open-desk.ts';
import { type Act, nextAct, screenKey } from '../player/next-act.ts';
import { carryOut, nextScreen, type Stage } from '../player/play.ts';
import type { Script } from '../script.ts';
import { documentText, receiptText } from './paper-text.ts';
import { promptOf, readLine } from './read-line.ts';
import { screenText } from './screen-text.ts';

/** Where an author reads and types. */
export type Terminal = {
  readonly say: (line: string) => void;
  /** The next line that is typed; null when no more will come. */
  readonly ask: (prompt: string) => Promise<string | null>;
};

export type SimulationOptions = {
  readonly item: string;
  readonly citizen: string;
  readonly language: Language;
  /** Answers for an author who only wants to read; null asks at each screen. */
  readonly script: Script | null;
};

/** How the item ended for this citizen; `stuck` is a defect of the item or of ours. */
export type SimulationEnd = 'done' | 'explained' | 'left' | 'stuck';

/** How long the machine may be at work at one screen: longer than its own deadlines. */
const SCREEN_MS = 60_000;
/** A screen of its own in place of an end: refused, failed, not charged. */
const EXPLANATIONS: ReadonlySet<ScreenKind> = new Set([
  'refusal',
  'problem',
  'not-charged',
  'payment-unknown',
  'card-problem',
  'proof-problem',
  'print-problem',
  'out-of-service',
]);

/**
 * Runs one item at the desk, from the standby screen to its end, and shows what a citizen would read at each screen;
 * then what was filed and printed.
 */
export async function simulate(
  desk: Desk,
  options: SimulationOptions,
  terminal: Terminal,
): Promise<SimulationEnd> {
  desk.stage.intend({ kind: 'language', language: options.language });
  const end = await run(desk, options, terminal);
  await tellResult(desk, terminal);
  return end;
}

async function run({ stage }: Desk, options: SimulationOptions, terminal: Terminal): Promise<SimulationEnd> {
  const { item, citizen, language, script } = options;
  const begun = new Set<ScreenKind>();
  let handled = '';
  for (;;) {
    const frame = await nextScreen(stage, handled, SCREEN_MS);
    if (frame === null) return stuck(terminal, `nothing more comes after ${handled}`);
    handled = screenKey(frame);
    const { kind } = frame.screen;
    const text = screenText(frame, language);
    for (const line of text.length > 0 ? ['', ...text] : []) terminal.say(line);
    if (kind === 'done') return 'done';
    if (EXPLANATIONS.has(kind)) return 'explained';
    // Standby and home come once before the item; a second time the citizen has gone back there.
    if ((kind === 'attract' || kind === 'home') && begun.has(kind) && begun.has('item')) return 'left';
    begun.add(kind);
    const act =
      script === null && promptOf(frame.screen) !== null
        ? await typedAct(stage, frame, language, terminal)
        : nextAct(frame, script ?? { item, citizen, proof: 'face', moves: [] });
    if (act.kind === 'lost') return stuck(terminal, act.why);
    if (act.kind === 'done') continue;
    if (script !== null && promptOf(frame.screen) !== null) terminal.say(`> ${actText(act)}`);
    await carryOut(stage, act, citizen);
  }
}

/** What was done for the author, as they might have typed it. */
function actText(act: Act): string {
  if (act.kind !== 'intent') return act.kind;
  return 'value' in act.intent ? String(act.intent.value) : act.intent.kind;
}

const WAIT: Act = { kind: 'wait' };

/** Asks until the screen has moved on, or what is to be done is the telephone's. The same error twice is no new screen. */
async function typedAct(stage: Stage, frame: Frame, language: Language, terminal: Terminal): Promise<Act> {
  for (;;) {
    const line = await terminal.ask(`[${promptOf(frame.screen) ?? ''}]`);
    if (line === null) return { kind: 'lost', why: 'no more is typed' };
    const reading = readLine(frame.screen, line);
    if (reading.kind === 'pay') return nextAct(frame, NOBODY);
    if (reading.kind === 'unclear') terminal.say(`! ${reading.say}`);
    else {
      const before = screenKey(frame);
      stage.intend(reading.intent);
      const now = stage.frame();
      if (now === null || screenKey(now) !== before) return WAIT;
      const isWrong = now.screen.kind === 'ask' && now.screen.error !== null;
      terminal.say(`! ${isWrong ? now.screen.error[language] : 'not taken here'}`);
    }
  }
}
const NOBODY: Script = { item: '', citizen: '', proof: 'face', moves: [] };

function stuck(terminal: Terminal, why: string): 'stuck' {
  terminal.say(`! ${why}`);
  return 'stuck';
}

async function tellResult(desk: Desk, terminal: Terminal): Promise<void> {
  const { cases, orders, licences } = await desk.ledger();
  const results = [
    ...cases.map(
      ({ caseNo, department, state, promisedBy, answers }) =>
        `${caseNo} ${department} ${state} ${promisedBy} ${JSON.stringify(answers)}`,
    ),
    ...orders.map(
      ({ orderNo, state, amountFen }) => `${orderNo} ${state} ${(amountFen / 100).toFixed(2)} CNY`,
    ),
    ...licences.map(({ number, department }) => `${number} ${department}`),
  ];
  section(terminal, 'ledger', results);
  for (const pdf of desk.documents) section(terminal, 'document', await documentText(pdf));
  for (const receipt of desk.receipts) section(terminal, 'receipt', receiptText(receipt));
}

function section(terminal: Terminal, name: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  terminal.say('');
  terminal.say(`== ${name}`);
  for (const line of lines) terminal.say(line);
}
