import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { deviceStates, paperSupply, printerMedia } from '../status.ts';
import { createSimulatedClock } from '../testing/simulated-clock.ts';
import {
  createDeviceMachine,
  type DeviceEvent,
  type DeviceSnapshot,
  deviceStateOf,
  type Health,
  ladderOrderOf,
  usualTimes,
  wordIn,
} from './device-machine.ts';

const regions = {
  media: { words: printerMedia, deadlines: { entering: { ms: 5000, next: 'jammed' } } },
  paper: { words: paperSupply },
} as const;

function startDevice({ hasPowerHook = false } = {}) {
  const clock = createSimulatedClock();
  const actor = createActor(createDeviceMachine(regions, { hasPowerHook }), { clock });
  actor.start();
  const send = (...events: readonly DeviceEvent[]): void => {
    for (const event of events) actor.send(event);
  };
  return {
    clock,
    send,
    state: () => deviceStateOf(actor.getSnapshot()),
    order: () => ladderOrderOf(actor.getSnapshot()),
    ladder: () => wordIn(actor.getSnapshot(), 'ladder'),
    word: (region: string) => wordIn(actor.getSnapshot(), region),
    snapshot: () => actor.getSnapshot(),
  };
}

const opened: DeviceEvent = { type: 'OPENED' };
const lost: DeviceEvent = { type: 'LOST', reason: 'unplugged' };
const silent: DeviceEvent = { type: 'SILENT' };
const answered = (health: Health): DeviceEvent => ({ type: 'ANSWERED', health });
const well = answered({ kind: 'well' });
const blocked = answered({ kind: 'blocked', code: 'cover-open' });
const defect = answered({ kind: 'defect', code: 'cutter' });

describe('the ten states of XFS4IoT', () => {
  it('a device that was never found is no device; one that was there and is gone is off', () => {
    const { send, state } = startDevice();
    expect(state()).toBe('starting');
    send(lost);
    expect(state()).toBe('noDevice');
    send(opened, lost);
    expect(state()).toBe('powerOff');
  });

  it.each([
    ['online', well],
    ['userError', blocked],
    ['hardwareError', defect],
    ['potentialFraud', answered({ kind: 'fraud', isSuspected: true, code: 'shadow' })],
    ['fraudAttempt', answered({ kind: 'fraud', isSuspected: false, code: 'skimmer' })],
  ] as const)('%s is what the device says of itself', (state, event) => {
    const device = startDevice();
    device.send(opened, event);
    expect(device.state()).toBe(state);
  });

  it('is busy while an operation runs, and what it says meanwhile counts', () => {
    const { send, state } = startDevice();
    send(opened, well, { type: 'OPERATION_BEGUN' });
    expect(state()).toBe('deviceBusy');
    send(well);
    expect(state()).toBe('deviceBusy');
    send(blocked, { type: 'OPERATION_OVER' });
    expect(state()).toBe('userError');
  });

  it('is offline after two unanswered questions; three while it starts', () => {
    const { send, state } = startDevice();
    send(opened, silent, silent);
    expect(state()).toBe('starting');
    send(silent);
    expect(state()).toBe('offline');
    send(opened, well, silent, well, silent);
    expect(state()).toBe('online');
    send(silent);
    expect(state()).toBe('offline');
  });
});

describe('no state waits for ever', () => {
  it('a device that never says anything after it came is offline', async () => {
    const { clock, send, state } = startDevice();
    send(opened);
    await clock.advance(usualTimes.startMs);
    expect(state()).toBe('offline');
  });

  it('an operation that hangs ends the wait for it', async () => {
    const { clock, send, state } = startDevice();
    send(opened, well, { type: 'OPERATION_BEGUN' });
    await clock.advance(usualTimes.longestOperationMs);
    expect(state()).toBe('offline');
  });

  it('paper that only just enters is a jam after its time', async () => {
    const { clock, send, word } = startDevice();
    send(opened, well, { type: 'WORD', region: 'media', word: 'entering' });
    await clock.advance(5000);
    expect(word('media')).toBe('jammed');
  });
});

describe('the words of the class', () => {
  it('are what was last said, each in its own region, and unknown once the device is gone', () => {
    const { send, word } = startDevice();
    send(
      opened,
      { type: 'WORD', region: 'paper', word: 'low' },
      { type: 'WORD', region: 'media', word: 'present' },
    );
    expect([word('paper'), word('media')]).toEqual(['low', 'present']);
    send(lost);
    expect([word('paper'), word('media')]).toEqual(['unknown', 'unknown']);
  });

  it('a word no list knows changes nothing', () => {
    const { send, word } = startDevice();
    send(
      opened,
      { type: 'WORD', region: 'paper', word: 'low' },
      { type: 'WORD', region: 'paper', word: 'soft' },
    );
    expect(word('paper')).toBe('low');
  });
});

/** Carries out whatever the ladder asks for, and has the device stay as it is. */
async function climb(device: ReturnType<typeof startDevice>, answer: DeviceEvent): Promise<string[]> {
  const climbed: string[] = [];
  for (let guard = 0; guard < 500 && device.order().kind !== 'outOfService'; guard += 1) {
    const order = device.order();
    if (order.kind === 'act') {
      climbed.push(order.rung);
      device.send({ type: 'RUNG_DONE' });
    } else if (order.kind === 'look') device.send(answer);
    else await device.clock.advance(100);
  }
  return climbed;
}

describe('the reset ladder', () => {
  it.each([
    ['silent', silent, [silent, silent]],
    ['broken by its own word', defect, [defect]],
  ] as const)('of a device that stays %s is climbed rung by rung, once', async (_, answer, fall) => {
    const device = startDevice({ hasPowerHook: true });
    device.send(opened, well, ...fall);
    expect(await climb(device, answer)).toEqual(['abort', 'reset', 'reopen', 'powerCycle']);
    await device.clock.advance(3_600_000);
    expect(device.order().kind).toBe('outOfService');
  });

  it('has no power rung where nobody can cut the power', async () => {
    const device = startDevice();
    device.send(opened, well, silent, silent);
    expect(await climb(device, silent)).toEqual(['abort', 'reset', 'reopen']);
  });

  it('waits longer before each rung', async () => {
    const device = startDevice({ hasPowerHook: true });
    device.send(opened, well, silent, silent);
    const waits: number[] = [];
    let since = device.clock.now();
    while (device.order().kind !== 'outOfService') {
      const order = device.order();
      if (order.kind === 'act') {
        waits.push(device.clock.now() - since);
        device.send({ type: 'RUNG_DONE' }, silent);
        since = device.clock.now();
      } else await device.clock.advance(100);
    }
    expect(waits).toEqual([200, 1000, 2000, 4000]);
  });

  it('ends where the device answers, and begins at its foot the next time', async () => {
    const device = startDevice();
    device.send(opened, well, silent, silent);
    await device.clock.advance(200);
    device.send({ type: 'RUNG_DONE' }, silent);
    expect(device.ladder()).toBe('reset');
    device.send(well);
    expect([device.state(), device.ladder()]).toEqual(['online', 'atRest']);
    device.send(silent, silent);
    expect(device.ladder()).toBe('abort');
  });

  it('a rung nobody carries out is passed all the same', async () => {
    const device = startDevice();
    device.send(opened, well, silent, silent);
    await device.clock.advance(120_000);
    expect(device.order().kind).toBe('outOfService');
  });

  it('a port the ladder closed and opened itself does not send it back to its foot', async () => {
    const device = startDevice({ hasPowerHook: true });
    device.send(opened, well, silent, silent);
    while (device.ladder() !== 'reopen') await device.clock.advance(1000);
    await device.clock.advance(2000);
    device.send(lost, opened, { type: 'RUNG_DONE' }, silent, silent);
    expect(device.ladder()).toBe('powerCycle');
  });

  it('who falls over and over is not reset for ever; a minute of health forgets it', async () => {
    const device = startDevice();
    device.send(opened);
    for (let fall = 0; fall < 5; fall += 1) {
      device.send(well, silent, silent);
      expect(device.ladder()).toBe('abort');
    }
    device.send(well, silent, silent);
    expect(device.ladder()).toBe('outOfService');
    device.send(well);
    await device.clock.advance(usualTimes.stableMs);
    device.send(silent, silent);
    expect(device.ladder()).toBe('abort');
  });

  it.each([
    ['plugged in anew', opened],
    ['restarted by a technician', { type: 'RESTART' }],
    ['heard of again', well],
  ] as const)('out of service ends when the device is %s', async (_, event) => {
    const device = startDevice();
    device.send(opened, well, silent, silent);
    await device.clock.advance(120_000);
    device.send(event);
    expect(device.order().kind).toBe('none');
    expect(['starting', 'online']).toContain(device.state());
  });
});

const anyHealth: fc.Arbitrary<Health> = fc.oneof(
  fc.constant<Health>({ kind: 'well' }),
  fc.constant<Health>({ kind: 'blocked', code: 'b' }),
  fc.constant<Health>({ kind: 'defect', code: 'd' }),
  fc.boolean().map((isSuspected): Health => ({ kind: 'fraud', isSuspected, code: 'f' })),
);
const anyEvent: fc.Arbitrary<DeviceEvent> = fc.oneof(
  fc.constantFrom<DeviceEvent>(
    { type: 'OPENED' },
    { type: 'LOST', reason: 'r' },
    { type: 'SILENT' },
    { type: 'DISTURBED', detail: 'x' },
    { type: 'OPERATION_BEGUN' },
    { type: 'OPERATION_OVER' },
    { type: 'RUNG_DONE' },
    { type: 'RESTART' },
  ),
  anyHealth.map((health): DeviceEvent => ({ type: 'ANSWERED', health })),
  fc.constantFrom(...printerMedia).map((word): DeviceEvent => ({ type: 'WORD', region: 'media', word })),
  fc.constantFrom(...paperSupply).map((word): DeviceEvent => ({ type: 'WORD', region: 'paper', word })),
);
type Happening = { readonly event: DeviceEvent } | { readonly passMs: number };
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: anyEvent.map((event) => ({ event })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 20_000 }).map((passMs) => ({ passMs })) },
);

describe('any events, in any order', () => {
  it('leave a device in one of the ten states, and the ladder bounded', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyHappening, { maxLength: 60 }),
        fc.boolean(),
        async (story, hasPowerHook) => {
          const device = startDevice({ hasPowerHook });
          for (const happening of story) {
            if ('event' in happening) device.send(happening.event);
            else await device.clock.advance(happening.passMs);
            expect(deviceStates).toContain(device.state());
            const isFailing = device.state() === 'offline' || device.state() === 'hardwareError';
            if (isFailing) expect(device.ladder()).not.toBe('atRest');
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('after close change nothing any more', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 30 }), fc.array(anyEvent), async (before, after) => {
        const device = startDevice();
        device.send(...before, { type: 'CLOSE' });
        const closed = regionsOf(device.snapshot());
        device.send(...after);
        await device.clock.advance(3_600_000);
        expect(regionsOf(device.snapshot())).toEqual(closed);
        expect(device.clock.pendingTimers()).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

const regionsOf = (snapshot: DeviceSnapshot) =>
  ['device', 'ladder', 'media', 'paper'].map((region) => wordIn(snapshot, region));
