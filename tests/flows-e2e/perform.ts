import type { CompiledItem } from '../../flows/machine/contract.ts';
import { createEvaluator } from '../../flows/machine/evaluate.ts';
import type { Frame } from '../../host/contract/screen.ts';
import { screenKey } from '../../rehearsal/player/next-act.ts';
import { nextScreen, play } from '../../rehearsal/player/play.ts';
import type { Solution } from '../../rehearsal/solver/solve.ts';
import type { Population } from '../../sandbox/population/population.ts';
import { faultsOf } from './check-visit.ts';
import type { Street, StreetKiosk } from './street.ts';

export type Performance = {
  readonly item: string;
  /** Who did it; null where nobody could. */
  readonly citizen: string | null;
  readonly durationMs: number;
  /** What went wrong, and at which screen; empty when the item is passed. */
  readonly failures: readonly string[];
};

/** Longer than any screen of a kiosk at its fast pace stays by itself, on a machine that has other things to do. */
const SCREEN_MS = 45_000;
const RECOVERY_MS = 120_000;

export type Theatre = {
  readonly street: Street;
  /** Who can do an item and what they do; found once. */
  readonly solve: (item: CompiledItem) => Promise<Solution>;
  readonly population: Population;
};

/** Every item once, each at that of these kiosks that is free next. Tells of each as it ends. */
export async function performAll(
  theatre: Theatre,
  kiosks: readonly StreetKiosk[],
  items: readonly CompiledItem[],
  tell: (performance: Performance) => void,
): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    kiosks.map(async (kiosk) => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift())
        tell(await perform(theatre, kiosk, item));
    }),
  );
}

async function perform(
  { street, solve, population }: Theatre,
  kiosk: StreetKiosk,
  item: CompiledItem,
): Promise<Performance> {
  const { id } = item.definition;
  const startedAt = performance.now();
  const solution = await solve(item);
  const ended = (citizen: string | null, failures: readonly string[]): Performance => ({
    ...{ item: id, citizen, failures },
    durationMs: performance.now() - startedAt,
  });
  if (solution.kind === 'unsolved')
    return ended(
      null,
      solution.why.map(({ what, citizens }) => `${citizens} citizens: ${what}`),
    );

  const { script, run } = solution;
  const before = { receipts: await kiosk.receipts(), documents: await kiosk.documents() };
  const { screens, stuck } = await play(kiosk.stage, script, SCREEN_MS);
  if (stuck !== null) {
    await comeHome(kiosk);
    return ended(script.citizen, [`at ${stuck.at}: ${stuck.why}`]);
  }
  const receipts = (await kiosk.receipts()).slice(before.receipts.length);
  const printed = (await kiosk.documents()).slice(before.documents.length);
  const failures = faultsOf({
    ...{ item, run, screens, evaluate: createEvaluator() },
    applicant: { number: population.find(script.citizen)?.document.number ?? '' },
    traces: {
      ledger: await street.ledger(),
      receipts: receipts.map(({ hex }) => hex),
      documents: await Promise.all(
        printed.map(async ({ id: document, sha256 }) => ({
          sha256,
          text: await kiosk.documentText(document),
        })),
      ),
    },
  });
  await kiosk.stage.intend({ kind: 'finish' });
  await nextScreen(kiosk.stage, keyOf(screens.at(-1)), SCREEN_MS);
  await comeHome(kiosk);
  return ended(script.citizen, failures);
}

/** Until the kiosk stands by for the next citizen, whatever it shows now. */
async function comeHome({ id, stage }: StreetKiosk): Promise<void> {
  const until = performance.now() + RECOVERY_MS;
  for (let frame = stage.frame(); frame?.screen.kind !== 'attract'; frame = stage.frame()) {
    if (performance.now() > until) throw new Error(`${id} does not come back from ${frame?.screen.kind}`);
    if (frame !== null && frame.screen.kind !== 'clearing') {
      await stage.liftCard();
      // A window's button may go while a finger is on its way to it.
      await Promise.resolve(stage.intend({ kind: frame.screen.kind === 'done' ? 'finish' : 'exit' })).catch(
        () => undefined,
      );
    }
    await nextScreen(stage, keyOf(frame), 1_000);
  }
}

const keyOf = (frame: Frame | null | undefined): string => (frame ? screenKey(frame) : '');
