import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Device, DeviceClass, DeviceStatus } from '../device/device.ts';
import { deviceStates, type OperationOptions, type Result } from '../status.ts';
import { fuzzRuns } from './fuzz-runs.ts';
import type { SimulatedClock } from './simulated-clock.ts';

/** A driver with a device that is well at the other end, on simulated time. The device is not plugged in yet. */
export type Specimen = {
  readonly clock: SimulatedClock;
  readonly device: Device<DeviceStatus, { readonly kind: string }>;
  /** What the class is there for, begun when the device is online: read the card, print the paper, scan the page. */
  readonly operate: (options?: OperationOptions) => Promise<Result<unknown, { readonly kind: string }>>;
  readonly plug: (path: string) => void;
  /** Where it always is, for a device that is reached by an address and cannot come back under another path. */
  readonly address?: string;
  readonly unplug: () => void;
  /** The end of an operation that only tidies up: by then what was asked for is whole and in hand. */
  readonly tidyingMs?: number;
  /** Nothing is answered any more, or everything again. */
  readonly silence: (isSilent: boolean) => void;
  /** The device sends this unasked. */
  readonly babble: (bytes: Uint8Array) => void;
  /** How often the driver has asked or told the device something. */
  readonly asked: () => number;
  readonly logged: readonly string[];
  /** What of the specimen's card, paper or page must stand in no log and no report, as upper-case hex. */
  readonly personal: readonly string[];
};

/** Settled long before: the slowest device looks each few seconds. */
const upMs = 15_000;
/** The whole ladder with its back-offs, rungs and looks. */
const ladderMs = 120_000;
const anyBytesRuns = fuzzRuns(40, 0.05);

/** What every driver promises, whatever its class. Each class runs these same tests on its own specimen. */
export function describeConformance(deviceClass: DeviceClass, setUp: () => Specimen): void {
  const online = async (): Promise<Specimen> => {
    const specimen = setUp();
    specimen.plug('/dev/first');
    await specimen.clock.advance(upMs);
    expect(specimen.device.status()).toMatchObject({ device: 'online', isOutOfService: false });
    return specimen;
  };
  const isOk = (result: Result<unknown, unknown>): boolean => result.ok;

  describe(`${deviceClass}, as every driver`, () => {
    it('is starting or absent before its device is there, and refuses what cannot be done', async () => {
      const { clock, device, operate } = setUp();
      expect(['starting', 'noDevice']).toContain(device.status().device);
      expect(await clock.until(operate(), 0)).toMatchObject(refused('disconnected'));
      await device.close();
    });

    it('passes its self test, and operates', async () => {
      const { clock, device, operate } = await online();
      const tested = await clock.until(device.selfTest());
      expect(tested.ok && tested.value.checks.every(({ verdict }) => verdict !== 'failed')).toBe(true);
      expect(isOk(await clock.until(operate()))).toBe(true);
      await device.close();
    });

    it('unplugged is off within its own look, drops what was asked, and sends none of it later', async () => {
      const { clock, device, operate, unplug, plug, asked, address = '/dev/elsewhere' } = await online();
      const running = operate();
      const waiting = operate();
      unplug();
      expect(isOk(await clock.until(running, upMs))).toBe(false);
      expect(isOk(await clock.until(waiting, upMs))).toBe(false);
      await clock.advance(upMs);
      expect(device.status().device).toBe('powerOff');
      expect(await clock.until(device.selfTest(), 0)).toEqual(refused('disconnected'));
      const before = asked();
      await clock.advance(upMs);
      expect(asked()).toBe(before);
      plug('/dev/elsewhere');
      await clock.advance(upMs);
      expect(device.status().device).toBe('online');
      expect(device.report().connectedAs).toContain(address);
      expect(isOk(await clock.until(operate()))).toBe(true);
      await device.close();
    });

    it('unplugged at any point of an operation never says it was done, and operates again afterwards', async () => {
      const whole = await online();
      const begun = whole.clock.now();
      await whole.clock.until(whole.operate());
      const lastsMs = whole.clock.now() - begun - (whole.tidyingMs ?? 0);
      await whole.device.close();
      for (let point = 0; point < 12; point += 1) {
        const { clock, device, operate, unplug, plug } = await online();
        const operation = operate();
        await clock.advance((lastsMs * point) / 12);
        unplug();
        const result = await clock.until(operation, upMs);
        expect(result.ok).toBe(false);
        plug('/dev/again');
        await clock.advance(upMs);
        expect(isOk(await clock.until(operate()))).toBe(true);
        await device.close();
      }
    });

    it('silent in the middle of an operation ends it with a fault, within its deadline', async () => {
      const { clock, device, operate, silence } = await online();
      silence(true);
      const begun = clock.now();
      const result = await clock.until(operate({ deadlineMs: 1500 }), 1500);
      expect(result.ok).toBe(false);
      expect(clock.now() - begun).toBeLessThanOrEqual(1500);
      await device.close();
    });

    it('silent for good climbs the ladder once, and is out of service', async () => {
      const { clock, device, operate, silence, logged, asked } = await online();
      silence(true);
      await clock.advance(ladderMs);
      expect(device.status()).toMatchObject({ device: 'offline', isOutOfService: true });
      const steps = device.report().recoveries.map(({ step }) => step);
      expect(steps.slice(0, 3)).toEqual(['abort', 'reset', 'reopen']);
      expect(steps.at(-1)).toBe('outOfService');
      expect(logged.filter((line) => line.startsWith('out-of-service'))).toHaveLength(1);
      const before = asked();
      expect(isOk(await clock.until(operate(), 0))).toBe(false);
      await clock.advance(600_000);
      expect(asked() - before).toBeLessThan(200);
      silence(false);
      await clock.advance(60_000);
      expect(device.status()).toMatchObject({ device: 'online', isOutOfService: false });
      await device.close();
    });

    it('out of service is back at once when a technician restarts it', async () => {
      const { clock, device, operate, silence } = await online();
      silence(true);
      await clock.advance(ladderMs);
      silence(false);
      device.restart();
      await clock.advance(upMs);
      expect(device.status()).toMatchObject({ device: 'online', isOutOfService: false });
      expect(isOk(await clock.until(operate()))).toBe(true);
      await device.close();
    });

    it('an operation can be called off, before it begins and while it runs', async () => {
      const { clock, device, operate, silence } = await online();
      silence(true);
      const caller = new AbortController();
      const running = operate({ signal: caller.signal });
      const waiting = operate({ signal: caller.signal });
      await clock.advance(50);
      caller.abort();
      expect(await clock.until(running, 0)).toMatchObject(refused('aborted'));
      expect(await clock.until(waiting, 0)).toMatchObject(refused('aborted'));
      expect(await clock.until(operate({ signal: caller.signal }), 0)).toMatchObject(refused('aborted'));
      silence(false);
      await clock.advance(upMs);
      expect(isOk(await clock.until(operate()))).toBe(true);
      await device.close();
    });

    it('any bytes, at any time, end in a known word and are forgotten', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 0, max: 2000 })), {
            maxLength: 8,
          }),
          fc.boolean(),
          async (pieces, isOperating) => {
            const { clock, device, operate, babble } = await online();
            const operation = isOperating ? operate({ deadlineMs: 5000 }) : null;
            for (const [bytes, waitMs] of pieces) {
              babble(bytes);
              await clock.advance(waitMs);
              expect(deviceStates).toContain(device.status().device);
            }
            if (operation !== null) await clock.until(operation, 5000);
            await clock.advance(ladderMs);
            expect(device.status()).toMatchObject({ device: 'online', isOutOfService: false });
            expect(device.report().frames.length).toBeLessThanOrEqual(32);
            await device.close();
          },
        ),
        { numRuns: anyBytesRuns },
      );
    });

    it('idle, it asks no more than ten times a second', async () => {
      const { clock, device, asked } = await online();
      const before = asked();
      await clock.advance(60_000);
      expect(asked() - before).toBeLessThanOrEqual(600);
      await device.close();
    });

    it('closed, it ends what runs, asks nothing more and leaves no timer', async () => {
      const { clock, device, operate, asked } = await online();
      const running = operate();
      await clock.advance(5);
      await clock.until(device.close(), upMs);
      expect(isOk(await clock.until(running, upMs))).toBe(false);
      const before = asked();
      await clock.advance(upMs);
      expect(asked()).toBe(before);
      expect(await clock.until(operate(), 0)).toMatchObject(refused('disconnected'));
      expect(clock.pendingTimers()).toBe(0);
    });

    it('nothing personal stands in its report or in its log', async () => {
      const { clock, device, operate, logged, personal } = await online();
      await clock.until(operate());
      const told = JSON.stringify(device.report()) + logged.join('\n');
      expect(device.report().frames.length).toBeGreaterThan(0);
      for (const secret of personal) expect(told).not.toContain(secret);
      await device.close();
    });
  });
}

const refused = (kind: string) => ({ ok: false, error: { kind } });
