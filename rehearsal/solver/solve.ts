import type { ItemDefinition } from '../../flows/language/definition.ts';
import { isKeyed } from '../../flows/language/known-after.ts';
import type { CompiledItem } from '../../flows/machine/contract.ts';
import { createEvaluator } from '../../flows/machine/evaluate.ts';
import { canonicalHash } from '../../flows/machine/hash.ts';
import type { ProofWay } from '../../flows/session/assurance.ts';
import type { Citizen } from '../../sandbox/population/citizen.ts';
import type { Script } from '../script.ts';
import { type CandidateWorld, pathsIn } from './candidates.ts';
import { drive, type Run, type Visitor } from './drive.ts';
import { familiarWords } from './familiar-words.ts';
import { personOf } from './person.ts';
import type { RecordOffice } from './record-office.ts';
import { createScreening } from './screening.ts';

export type Solution =
  | {
      readonly kind: 'solved';
      readonly script: Script;
      /** How the script went in this process: what a real kiosk is held to. */
      readonly run: Run;
      /** Verbs of the item the script does not come by. */
      readonly missed: readonly string[];
    }
  /** Nobody can do it: how many citizens each rule or dead end turned away. */
  | { readonly kind: 'unsolved'; readonly why: readonly Obstacle[] };
export type Obstacle = { readonly what: string; readonly citizens: number };

export type Solver = {
  /** A citizen who can do this item, and all they do. Of one population always the same. */
  readonly solve: (item: CompiledItem) => Promise<Solution>;
  /** The same for this citizen and nobody else. */
  readonly solveFor: (item: CompiledItem, citizen: string) => Promise<Solution>;
};

/** Ways one citizen tries. */
const MOST_RUNS = 40;
/** Citizens who try before a way that leaves out a page, or an act, is good enough; and before the item is given up. */
const ENOUGH_FOR_PAGES = 4;
const ENOUGH_CITIZENS = 25;
const MOST_CITIZENS = 400;
/** Ways all of them try together: a few seconds. */
const MOST_RUNS_IN_ALL = 3_000;
/** Citizens looked at for one the item is wholly for, where others could do it in part. */
const ENOUGH_TO_LOOK = 8_000;
/** Other people's numbers somebody may have to name: so many neighbours along the list of citizens. */
const STRANGERS = 8;

export function createSolver(office: RecordOffice): Solver {
  const { population } = office;
  const evaluate = createEvaluator();
  const citizens = [...population.citizens()];
  const indexOf = new Map(citizens.map(({ id }, index) => [id, index]));

  const worldOf = (citizen: Citizen): CandidateWorld => {
    let words: readonly string[] | undefined;
    const at = indexOf.get(citizen.id) ?? 0;
    return {
      evaluate,
      words: () => {
        words ??= familiarWords(population, citizen);
        return words;
      },
      fullness: (set, key) => office.fullness(set, citizen.id, key),
      strangers: () =>
        Array.from({ length: STRANGERS }, (_, step) => citizens[(at + 7 + 13 * step) % citizens.length])
          .filter((other) => other !== undefined && other.household !== citizen.household)
          .flatMap((other) => other?.document.number ?? []),
    };
  };

  /** The way the item puts first, if this citizen can go it; null for a child without a password. */
  const proofOf: ProofOf = ({ assurance }, { id, age }) => {
    if (age >= FACE_AGE && assurance !== 'card+password') return 'face';
    if (population.socialCardPassword(id) !== undefined) return 'password';
    return age >= FACE_AGE ? 'face' : null;
  };

  const search = async (item: CompiledItem, order: Iterable<Citizen>): Promise<Solution> => {
    const { definition } = item;
    const screening = createScreening(definition, evaluate, office);
    const keySets = typedKeySets(definition);
    const obstacles = new Map<string, number>();
    const note = (what: string) => obstacles.set(what, (obstacles.get(what) ?? 0) + 1);
    /** Whom the item is not quite for, by how much they lack: asked only when nobody else can do it. */
    const waiting = new Map<number, Citizen[]>();
    let best: Attempt | null = null;
    let tried = 0;
    let runs = 0;

    const attempt = async (citizen: Citizen, visitor: Visitor, world: CandidateWorld): Promise<boolean> => {
      tried += 1;
      const result = await tryCitizen(item, visitor, office, world);
      runs += result.runs;
      if (result.best === null) for (const what of new Set(result.obstacles)) note(what);
      else if (best === null || result.best.score > best.score) best = { ...result.best, citizen };
      return best !== null && (best.isWhole || tried >= (best.acts ? ENOUGH_FOR_PAGES : ENOUGH_CITIZENS));
    };

    const visitorOf = (citizen: Citizen): Visitor | null => {
      const { today } = population;
      const person = personOf(citizen.document, today);
      return person === null ? null : { id: citizen.id, person, today };
    };
    /** How much somebody lacks; null for whoever cannot even begin. */
    const lackOf = (citizen: Citizen, visitor: Visitor | null, world: CandidateWorld): number | null => {
      const screened = visitor === null ? null : screening(visitor);
      if (screened === null) note('the card has run out');
      else if (screened.kind === 'refused') note(ruleName(definition, screened.rule));
      else if (needsProof(definition) && proofOf(definition, citizen) === null)
        note('a child without a social-card password');
      else {
        const unknown = keySets.filter((set) => !world.words().some((word) => world.fullness(set, word) > 0));
        // A child comes where no grown-up can.
        return screened.lacks + unknown.length + (citizen.age < GROWN_UP ? 1 : 0);
      }
      return null;
    };

    let looked = 0;
    for (const citizen of order) {
      looked += 1;
      if (tried >= MOST_CITIZENS || runs >= MOST_RUNS_IN_ALL) break;
      if (looked > ENOUGH_TO_LOOK && (best !== null || waiting.size > 0)) break;
      const visitor = visitorOf(citizen);
      const world = worldOf(citizen);
      const lack = lackOf(citizen, visitor, world);
      if (visitor === null || lack === null) continue;
      if (lack > 0) {
        const alike = waiting.get(lack) ?? [];
        if (alike.length < ENOUGH_CITIZENS) waiting.set(lack, [...alike, citizen]);
      } else if (await attempt(citizen, visitor, world)) break;
    }
    for (const lack of best === null ? [...waiting.keys()].toSorted((a, b) => a - b) : [])
      for (const citizen of waiting.get(lack) ?? []) {
        const visitor = visitorOf(citizen);
        if (best !== null || visitor === null) break;
        await attempt(citizen, visitor, worldOf(citizen));
      }
    return best === null
      ? { kind: 'unsolved', why: sorted(obstacles) }
      : solutionOf(definition, best, proofOf);
  };

  return {
    solve: (item) => search(item, startingAt(citizens, placeOf(item.definition.id, citizens.length))),
    solveFor: (item, id) => {
      const citizen = population.find(id);
      return search(item, citizen === undefined ? [] : [citizen]);
    },
  };
}

type Attempt = {
  readonly run: Run;
  /** More of the item's verbs, and something to show, is better. */
  readonly score: number;
  readonly isWhole: boolean;
  /** All that the item does is done; it may be that a question or a page is not on the way. */
  readonly acts: boolean;
  readonly citizen: Citizen;
};

/**
 * Every way is tried that differs from the first by one decision, then by two …; of a refusal, first the decisions its
 * rule is about.
 */
async function tryCitizen(
  item: CompiledItem,
  visitor: Visitor,
  office: RecordOffice,
  world: CandidateWorld,
): Promise<{
  readonly best: Omit<Attempt, 'citizen'> | null;
  readonly obstacles: readonly string[];
  readonly runs: number;
}> {
  const { definition } = item;
  const waiting: (readonly number[])[] = [[]];
  const obstacles: string[] = [];
  let best: Omit<Attempt, 'citizen'> | null = null;
  let runs = 0;
  for (; runs < MOST_RUNS; runs += 1) {
    const picks = waiting.shift();
    if (picks === undefined) break;
    const run = await drive(item, visitor, picks, office, world);
    const { outcome } = run;
    if (outcome.kind === 'done') {
      const worth = worthOf(definition, run);
      if (best === null || worth.score > best.score) best = { run, ...worth };
      if (worth.isWhole) break;
    } else
      obstacles.push(
        outcome.kind === 'refused' ? ruleName(definition, outcome.rule) : (run.stuck ?? outcome.kind),
      );
    const about = outcome.kind === 'refused' ? answersOf(definition, outcome.rule) : new Set<string>();
    const others = run.decisions.flatMap((decision, index) =>
      index < picks.length
        ? []
        : Array.from({ length: decision.of - 1 }, (_, other) => ({
            isAbout: about.has(`answers.${decision.step}`),
            picks: [...run.decisions.slice(0, index).map(({ picked }) => picked), other + 1],
          })),
    );
    waiting.unshift(...others.filter(({ isAbout }) => isAbout).map((other) => other.picks));
    // Nothing behind what a rule is about can mend it.
    if (about.size === 0) waiting.push(...others.map((other) => other.picks));
  }
  return { best, obstacles, runs };
}

function worthOf(definition: ItemDefinition, run: Run): Pick<Attempt, 'score' | 'isWhole' | 'acts'> {
  const missed = missedVerbs(definition, run);
  const acts = !missed.some((verb) => ACTS.has(verb));
  const score = (acts ? 1_000 : 0) - missed.length * 10 - run.empty.length;
  return { score, isWhole: missed.length === 0 && run.empty.length === 0, acts };
}
const ACTS: ReadonlySet<string> = new Set(['confirm', 'submit', 'pay', 'issue', 'receipt']);

function missedVerbs(definition: ItemDefinition, { steps, record, outcome }: Run): readonly string[] {
  const met = new Set(
    definition.steps.filter(({ id }) => steps.includes(id)).map(({ verb }) => verb as string),
  );
  if (outcome.kind === 'done' && outcome.slip === 'receipt') met.add('receipt');
  if (record.paidAt === null) met.delete('pay');
  if (record.issued === null) met.delete('issue');
  return [...new Set(definition.steps.map(({ verb }) => verb))].filter((verb) => !met.has(verb));
}

type ProofOf = (definition: ItemDefinition, citizen: Citizen) => ProofWay | null;

/** A younger face is not compared by a machine (人脸识别技术应用安全管理办法). */
const FACE_AGE = 14;
const GROWN_UP = 18;

const solutionOf = (definition: ItemDefinition, { run, citizen }: Attempt, proofOf: ProofOf): Solution => ({
  kind: 'solved',
  script: {
    item: definition.id,
    citizen: citizen.id,
    proof: proofOf(definition, citizen) ?? 'password',
    moves: run.moves,
  },
  run,
  missed: missedVerbs(definition, run),
});

const answersOf = (definition: ItemDefinition, rule: number): ReadonlySet<string> => {
  const require = definition.eligibility[rule]?.require;
  return require === undefined ? new Set() : pathsIn(definition, require);
};

const ruleName = ({ eligibility }: ItemDefinition, rule: number): string =>
  `rule ${rule + 1}: ${eligibility[rule]?.title['zh-CN'] ?? ''} (${eligibility[rule]?.require ?? ''})`;

const needsProof = ({ assurance }: ItemDefinition): boolean =>
  assurance === 'card+face' || assurance === 'card+password';

/** Sets a record is wanted from under a key that is typed. */
function typedKeySets(definition: ItemDefinition): readonly string[] {
  const typed = definition.steps.flatMap(({ id, verb }) => (verb === 'ask' ? [`answers.${id}`] : []));
  return definition.data
    .filter(isKeyed)
    .filter(({ key }) => typed.some((path) => pathsIn(definition, key).has(path)))
    .map(({ set }) => set);
}

const sorted = (obstacles: ReadonlyMap<string, number>): readonly Obstacle[] =>
  [...obstacles].map(([what, citizens]) => ({ what, citizens })).toSorted((a, b) => b.citizens - a.citizens);

/** Each item begins at a place of its own, so that a whole catalogue does not lean on the same few people. */
const placeOf = (item: string, size: number): number =>
  Number.parseInt(canonicalHash(item).slice(0, 8), 16) % size;

function* startingAt<T>(list: readonly T[], start: number): Iterable<T> {
  for (let step = 0; step < list.length; step += 1) {
    const entry = list[(start + step) % list.length];
    if (entry !== undefined) yield entry;
  }
}
