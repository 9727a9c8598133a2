import { and, assign, or, type SnapshotFrom, setup, stateIn } from 'xstate';
import { type DeviceState, deviceStates } from '../status.ts';
import { type Rung, rungs } from './device.ts';

/** What a device that answers says of its health. */
export type Health =
  | { readonly kind: 'well' }
  /** A person can put it right at once: an open cover, an empty roll. */
  | { readonly kind: 'blocked'; readonly code: string }
  /** It says itself that it is broken. */
  | { readonly kind: 'defect'; readonly code: string }
  /** Tampering: `isSuspected` may stay in service, the application decides (XFS4IoT potentialFraud). */
  | { readonly kind: 'fraud'; readonly isSuspected: boolean; readonly code: string };

/** What happens to a device. Any event may come in any state, in any order; what does not fit changes nothing. */
export type DeviceEvent =
  | { readonly type: 'OPENED' }
  | { readonly type: 'LOST'; readonly reason: string }
  | { readonly type: 'ANSWERED'; readonly health: Health }
  /** A question's deadline passed without an answer. */
  | { readonly type: 'SILENT' }
  /** What came was no answer the protocol allows. */
  | { readonly type: 'DISTURBED'; readonly detail: string }
  | { readonly type: 'OPERATION_BEGUN' }
  | { readonly type: 'OPERATION_OVER' }
  /** The rung asked for has been carried out. */
  | { readonly type: 'RUNG_DONE' }
  | { readonly type: 'RESTART' }
  | { readonly type: 'CLOSE' }
  /** A word of the class: where paper or card is, how much is left. */
  | { readonly type: 'WORD'; readonly region: string; readonly word: string };

export type DeviceTimes = {
  /** A device that has come must have answered by then. */
  readonly startMs: number;
  /** A single operation; each has its own deadline besides, this one catches a worker that hangs. */
  readonly longestOperationMs: number;
  /** Before each rung. */
  readonly backoffMs: Readonly<Record<Rung, number>>;
  /** How long carrying out a rung may take. */
  readonly rungMs: number;
  /** How long after a rung the device may take to answer. */
  readonly settleMs: number;
  /** Online for so long, earlier falls are forgotten. */
  readonly stableMs: number;
};

/** Backed off and bounded: the whole climb takes about half a minute. */
export const usualTimes: DeviceTimes = {
  startMs: 10_000,
  longestOperationMs: 600_000,
  backoffMs: { abort: 200, reset: 1000, reopen: 2000, powerCycle: 4000 },
  rungMs: 10_000,
  settleMs: 5000,
  stableMs: 60_000,
};

/** A region of words a class adds: `media`, `paper`, `toner` …; `unknown` is the first of each. */
export type WordRegions = Readonly<Record<string, WordRegion>>;
export type WordRegion = {
  readonly words: readonly ['unknown', ...string[]];
  /** Words that may not last: paper is not `entering` for ever. */
  readonly deadlines?: Readonly<Record<string, { readonly ms: number; readonly next: string }>>;
};

const silencesAllowed = 2;
/** Modules stay mute for up to two seconds after power-up. */
const silencesAllowedAtStart = 3;
const disturbancesAllowed = 3;
/** A device that falls so often without {@link DeviceTimes.stableMs} between is not reset a sixth time. */
const fallsAllowed = 5;

type Context = {
  readonly silences: number;
  readonly disturbances: number;
  readonly falls: number;
  /** A device that was never there is no device; one that was is off. */
  readonly hasBeenThere: boolean;
  /** Why the device is not well; a code or the transport's reason, never data. */
  readonly cause: string;
};

/**
 * The life of a device as one pure machine of parallel regions: `device` holds the ten XFS4IoT states, `ladder`
 * what is being done about a device that fails, and one region a word list of the class (`media`, `paper` …).
 * Time is the actor's clock; every state that waits for something ends by itself.
 *
 * @param regions the class's own words
 * @param hasPowerHook whether somebody can cut this device's power; else the last rung is left out
 */
export function createDeviceMachine(
  regions: WordRegions = {},
  { hasPowerHook = false, times = usualTimes }: { hasPowerHook?: boolean; times?: DeviceTimes } = {},
) {
  const builder = setup({
    types: { context: {} as Context, events: {} as DeviceEvent },
    guards: {
      is: ({ event }, { health }: { health: DeviceVerdict }) =>
        event.type === 'ANSWERED' && verdictOf(event.health) === health,
      isWorking: ({ event }) => event.type === 'ANSWERED' && event.health.kind !== 'defect',
      hasBeenThere: ({ context }) => context.hasBeenThere,
      isTooSilent: ({ context }) => context.silences + 1 >= silencesAllowed,
      isTooSilentAtStart: ({ context }) => context.silences + 1 >= silencesAllowedAtStart,
      isTooDisturbed: ({ context }) => context.disturbances + 1 >= disturbancesAllowed,
      isFailing: or([
        stateIn({ alive: { device: 'offline' } }),
        stateIn({ alive: { device: 'hardwareError' } }),
      ]),
      hasFallenTooOften: ({ context }) => context.falls >= fallsAllowed,
      says: ({ event }, { region, word }: { region: string; word: string }) =>
        event.type === 'WORD' && event.region === region && event.word === word,
    },
    actions: {
      countSilence: assign({ silences: ({ context }) => context.silences + 1, cause: 'silent' }),
      countDisturbance: assign({
        disturbances: ({ context }) => context.disturbances + 1,
        cause: ({ context, event }) => (event.type === 'DISTURBED' ? event.detail : context.cause),
      }),
      noteCause: assign({
        cause: ({ context, event }) => {
          if (event.type === 'ANSWERED' && event.health.kind !== 'well') return event.health.code;
          return event.type === 'LOST' ? event.reason : context.cause;
        },
      }),
      noteThere: assign({ silences: 0, disturbances: 0, hasBeenThere: true }),
      noteStall: assign({ cause: 'an operation did not end' }),
      clearCounts: assign({ silences: 0, disturbances: 0 }),
      countFall: assign({ falls: ({ context }) => context.falls + 1 }),
      forgetFalls: assign({ falls: 0 }),
    },
  });

  const verdict = (health: DeviceVerdict) => ({ type: 'is', params: { health } }) as const;
  /** What a device says of itself decides its state, wherever it was. */
  const answered = (wellTarget: { target: string } | Record<never, never>) =>
    [
      { guard: verdict('well'), actions: 'clearCounts', ...wellTarget },
      { guard: verdict('blocked'), target: 'userError', actions: ['clearCounts', 'noteCause'] },
      { guard: verdict('defect'), target: 'hardwareError', actions: ['clearCounts', 'noteCause'] },
      { guard: verdict('suspected'), target: 'potentialFraud', actions: ['clearCounts', 'noteCause'] },
      { guard: verdict('fraud'), target: 'fraudAttempt', actions: ['clearCounts', 'noteCause'] },
    ] as const;
  const silent = (guard: 'isTooSilent' | 'isTooSilentAtStart') =>
    [{ guard, target: 'offline', actions: 'countSilence' }, { actions: 'countSilence' }] as const;
  const disturbed = [
    { guard: 'isTooDisturbed', target: 'hardwareError', actions: 'countDisturbance' },
    { actions: 'countDisturbance' },
  ] as const;
  const back = { target: 'online' };

  const device = builder.createStateConfig({
    initial: 'starting',
    on: {
      LOST: [
        { guard: 'hasBeenThere', target: '.powerOff', actions: ['clearCounts', 'noteCause'] },
        { target: '.noDevice', actions: 'noteCause' },
      ],
      OPENED: { target: '.starting', actions: 'noteThere' },
    },
    states: {
      /** Since the driver was started nothing has been found where this device should be. */
      noDevice: {},
      powerOff: {},
      starting: {
        on: { ANSWERED: answered(back), SILENT: silent('isTooSilentAtStart'), DISTURBED: disturbed },
        after: { [times.startMs]: [{ guard: 'hasBeenThere', target: 'offline' }, { target: 'noDevice' }] },
      },
      online: {
        on: {
          ANSWERED: answered({}),
          SILENT: silent('isTooSilent'),
          DISTURBED: disturbed,
          OPERATION_BEGUN: 'deviceBusy',
        },
        after: { [times.stableMs]: { actions: 'forgetFalls' } },
      },
      deviceBusy: {
        on: {
          ANSWERED: answered({}),
          SILENT: silent('isTooSilent'),
          DISTURBED: disturbed,
          OPERATION_OVER: 'online',
        },
        after: { [times.longestOperationMs]: { target: 'offline', actions: 'noteStall' } },
      },
      userError: { on: { ANSWERED: answered(back), SILENT: silent('isTooSilent'), DISTURBED: disturbed } },
      potentialFraud: {
        on: { ANSWERED: answered(back), SILENT: silent('isTooSilent'), DISTURBED: disturbed },
      },
      fraudAttempt: { on: { ANSWERED: answered(back), SILENT: silent('isTooSilent'), DISTURBED: disturbed } },
      hardwareError: {
        on: { ANSWERED: answered(back), SILENT: silent('isTooSilent'), RESTART: 'starting' },
      },
      offline: { on: { ANSWERED: answered(back), RESTART: 'starting' } },
    },
  });

  const climbed = rungs.filter((rung) => rung !== 'powerCycle' || hasPowerHook);
  const rungState = (rung: Rung, next: Rung | 'outOfService') =>
    builder.createStateConfig({
      initial: 'waiting',
      // A port the ladder itself has closed and opened is no reason to begin at its foot again.
      on: rung === 'reopen' || rung === 'powerCycle' ? { LOST: {}, OPENED: {} } : {},
      states: {
        waiting: { after: { [times.backoffMs[rung]]: 'acting' } },
        acting: { on: { RUNG_DONE: 'settling' }, after: { [times.rungMs]: 'settling' } },
        settling: {
          on: {
            SILENT: { guard: 'isTooSilent', target: `#device.alive.ladder.${next}` },
            DISTURBED: { guard: 'isTooDisturbed', target: `#device.alive.ladder.${next}` },
            ANSWERED: { guard: verdict('defect'), target: `#device.alive.ladder.${next}` },
          },
          after: { [times.settleMs]: `#device.alive.ladder.${next}` },
        },
      },
    });

  const ladder = builder.createStateConfig({
    initial: 'atRest',
    on: {
      LOST: '.atRest',
      OPENED: '.atRest',
      RESTART: { target: '.atRest', actions: 'forgetFalls' },
      ANSWERED: { guard: 'isWorking', target: '.atRest' },
    },
    states: {
      atRest: {
        always: [
          { guard: and(['isFailing', 'hasFallenTooOften']), target: 'outOfService' },
          { guard: 'isFailing', target: 'abort', actions: 'countFall' },
        ],
      },
      ...Object.fromEntries(
        climbed.map((rung, at) => [rung, rungState(rung, climbed[at + 1] ?? 'outOfService')]),
      ),
      outOfService: {},
    },
  });

  const wordStates = Object.fromEntries(
    Object.entries(regions).map(([region, { words, deadlines = {} }]) => [
      region,
      builder.createStateConfig({
        initial: 'unknown',
        on: {
          LOST: '.unknown',
          OPENED: '.unknown',
          WORD: words.map((word) => ({
            guard: { type: 'says', params: { region, word } } as const,
            target: `.${word}`,
          })),
        },
        states: Object.fromEntries(
          words.map((word) => {
            const limit = deadlines[word];
            return [word, limit === undefined ? {} : { after: { [limit.ms]: limit.next } }];
          }),
        ),
      }),
    ]),
  );

  return builder.createMachine({
    id: 'device',
    context: { silences: 0, disturbances: 0, falls: 0, hasBeenThere: false, cause: '' },
    initial: 'alive',
    on: { CLOSE: '.closed' },
    states: { alive: { type: 'parallel', states: { device, ladder, ...wordStates } }, closed: {} },
  });
}

export type DeviceMachine = ReturnType<typeof createDeviceMachine>;
export type DeviceSnapshot = SnapshotFrom<DeviceMachine>;

type DeviceVerdict = 'well' | 'blocked' | 'defect' | 'suspected' | 'fraud';
function verdictOf(health: Health): DeviceVerdict {
  if (health.kind !== 'fraud') return health.kind;
  return health.isSuspected ? 'suspected' : 'fraud';
}

/** Regions are made from lists, so their names are no part of the snapshot's type. A closed device has none. */
function valueIn(snapshot: DeviceSnapshot, region: string): unknown {
  return Reflect.get(Object(Reflect.get(Object(snapshot.value), 'alive')), region);
}

/** The present state of a region: its word, or the name of its rung. */
export function wordIn(snapshot: DeviceSnapshot, region: string): string {
  const value = valueIn(snapshot, region);
  return typeof value === 'string' ? value : (Object.keys(Object(value))[0] ?? 'unknown');
}

/** The XFS4IoT word; a closed driver's device is off. */
export function deviceStateOf(snapshot: DeviceSnapshot): DeviceState {
  const word = wordIn(snapshot, 'device');
  return deviceStates.find((state) => state === word) ?? 'powerOff';
}

/** What the ladder asks for now: a rung to carry out, a look to see whether it helped, or nothing but patience. */
export type LadderOrder =
  | { readonly kind: 'none' | 'wait' | 'look' | 'outOfService' }
  | { readonly kind: 'act'; readonly rung: Rung };

export function ladderOrderOf(snapshot: DeviceSnapshot): LadderOrder {
  const at = wordIn(snapshot, 'ladder');
  if (at === 'atRest' || at === 'unknown') return { kind: 'none' };
  const rung = rungs.find((candidate) => candidate === at);
  if (rung === undefined) return { kind: 'outOfService' };
  const value: unknown = Reflect.get(Object(valueIn(snapshot, 'ladder')), rung);
  if (value === 'acting') return { kind: 'act', rung };
  return { kind: value === 'settling' ? 'look' : 'wait' };
}
