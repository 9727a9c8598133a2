import { describe, expect, it } from 'vitest';
import { setUpCabinet } from '../testing/cabinet-bench.ts';

async function setUp() {
  const bench = setUpCabinet();
  bench.transport.plug();
  await bench.clock.advance(100);
  return bench;
}

describe('a board that comes', () => {
  it('is asked who it is, told our watchdog and our lights, and asked how it is, in this order', async () => {
    const { board, cabinet } = await setUp();
    expect(board.asked()).toEqual(['01', '04', '03', '02']);
    expect(cabinet.status()).toEqual({
      device: 'online',
      isOutOfService: false,
      cabinetDoor: 'closed',
      tamperSensor: 'off',
      proximitySensor: 'notPresent',
      power: { powerIn: 'powering', battery: 'full', chargePercent: 100, minutesLeft: 90 },
      stuckLights: [],
    });
    expect(cabinet.report().identity).toMatchObject({ firmware: '1.4.2', serialNumber: 'CB000042' });
  });

  it('and speaks another version is a defect, not a guess', async () => {
    const { clock, transport, board, cabinet } = await setUp();
    board.behave('old');
    transport.unplug();
    transport.plug();
    await clock.advance(500);
    expect(cabinet.status().device).toBe('hardwareError');
    expect(cabinet.status().cabinetDoor).toBe('unknown');
  });

  it('back after a pulled cable, or after it started by itself, shines as it was last told', async () => {
    const { clock, transport, board, cabinet } = await setUp();
    await clock.until(cabinet.setLights({ receiptPrinter: { flashRate: 'medium', color: 'yellow' } }));
    board.restart();
    await clock.advance(100);
    expect(board.lights()).toBe('000023000000');
    transport.unplug();
    expect(cabinet.status()).toMatchObject({ device: 'powerOff', power: { powerIn: 'unknown' } });
    board.set({ 9: 0 });
    transport.plug();
    await clock.advance(100);
    expect(board.lights()).toBe('000023000000');
  });
});

describe('what happens at the cabinet', () => {
  it('is known at once, without being asked for', async () => {
    const { clock, board, cabinet, statuses } = await setUp();
    board.set({ 0: 0x05, 1: 1, 2: 1, 3: 80, 5: 12 });
    board.report();
    await clock.advance(0);
    expect(cabinet.status()).toMatchObject({
      device: 'online',
      cabinetDoor: 'open',
      proximitySensor: 'present',
      power: { powerIn: 'noPower', battery: 'operational', chargePercent: 80, minutesLeft: 12 },
    });
    expect(statuses.at(-1)?.cabinetDoor).toBe('open');
  });

  it('is known two seconds later when the report was lost', async () => {
    const { clock, board, cabinet } = await setUp();
    board.set({ 0: 0x01 });
    await clock.advance(2000);
    expect(cabinet.status().cabinetDoor).toBe('open');
  });

  it('a broken seal is suspected fraud until it is whole again', async () => {
    const { clock, board, cabinet } = await setUp();
    board.set({ 0: 0x02 });
    board.report();
    await clock.advance(0);
    expect(cabinet.status()).toMatchObject({ device: 'potentialFraud', tamperSensor: 'on' });
    board.set({ 0: 0 });
    board.report();
    await clock.advance(0);
    expect(cabinet.status()).toMatchObject({ device: 'online', tamperSensor: 'off' });
  });
});

describe('lights', () => {
  it('shine as they are told, one at a time, the others dark', async () => {
    const { clock, board, cabinet } = await setUp();
    const first = cabinet.setLights({ cardReader: { flashRate: 'slow', color: 'blue' } });
    expect(await clock.until(first)).toEqual({ ok: true, value: undefined });
    expect(board.lights()).toBe('140000000000');
    await clock.until(cabinet.setLights({ scanner: { flashRate: 'continuous', color: 'white' } }));
    expect(board.lights()).toBe('000000004700');
    await clock.until(cabinet.setLights({}));
    expect(board.lights()).toBe('000000000000');
  });

  it('one that does not do as it is told is named', async () => {
    const { clock, board, cabinet } = await setUp();
    await clock.until(cabinet.setLights({ cardReader: { flashRate: 'slow', color: 'blue' } }));
    board.set({ 7: 0 });
    await clock.advance(2000);
    expect(cabinet.status()).toMatchObject({ device: 'online', stuckLights: ['cardReader'] });
    board.set({ 7: 0x14 });
    await clock.advance(2000);
    expect(cabinet.status().stuckLights).toEqual([]);
  });

  it('darkened by the watchdog shine again as soon as the kiosk is heard', async () => {
    const { clock, board, cabinet } = await setUp();
    await clock.until(cabinet.setLights({ cardReader: { flashRate: 'slow', color: 'blue' } }));
    board.set({ 0: 0x08, 7: 0 });
    await clock.advance(2000);
    expect(board.lights()).toBe('140000000000');
    expect(cabinet.status().stuckLights).toEqual([]);
  });

  it('wished while the board is away come on when it is back', async () => {
    const { clock, transport, board, cabinet } = await setUp();
    transport.unplug();
    const wished = cabinet.setLights({ camera: { flashRate: 'quick', color: 'green' } });
    expect(await clock.until(wished)).toEqual({ ok: false, error: { kind: 'disconnected' } });
    transport.plug();
    await clock.advance(100);
    expect(board.lights()).toBe('000000000032');
  });
});

describe('cutting a device’s power', () => {
  it('is over when the board says the device has it back, not when the order was taken', async () => {
    const { clock, board, cabinet } = await setUp();
    let isOver = false;
    const cycle = cabinet.powerCycle('code-scanner').then((result) => {
      isOver = true;
      return result;
    });
    await clock.advance(2900);
    expect(isOver).toBe(false);
    board.set({ 6: 0x7f });
    board.report();
    expect(await clock.until(cycle)).toEqual({ ok: true, value: undefined });
  });

  it('that never comes back is told at the deadline', async () => {
    const { clock, cabinet } = await setUp();
    expect(await clock.until(cabinet.powerCycle('camera'))).toEqual({
      ok: false,
      error: { kind: 'timeout', deadlineMs: 10_000 },
    });
  });

  it('is told at once when the board goes meanwhile', async () => {
    const { clock, transport, cabinet } = await setUp();
    const cycle = cabinet.powerCycle('camera');
    await clock.advance(100);
    transport.unplug();
    expect(await clock.until(cycle, 100)).toEqual({ ok: false, error: { kind: 'disconnected' } });
  });
});

describe('a board that fails', () => {
  it('that is silent is offline within seconds, reset, reopened, and nothing is known of the cabinet', async () => {
    const { clock, board, cabinet, reopens } = await setUp();
    board.asked();
    board.behave('silent');
    await clock.advance(6000);
    expect(cabinet.status()).toMatchObject({ device: 'offline', cabinetDoor: 'unknown' });
    await clock.advance(30_000);
    expect(board.asked()).toContain('06');
    expect(reopens()).toBeGreaterThan(0);
    board.behave('well');
    await clock.advance(31_000);
    expect(cabinet.status()).toMatchObject({ device: 'online', cabinetDoor: 'closed' });
  });

  it('whose answers are garbled is a defect after the third, and none is believed', async () => {
    const { clock, board, cabinet, logged } = await setUp();
    board.set({ 0: 0x01 });
    board.behave('garbled');
    await clock.advance(7000);
    expect(cabinet.status().device).toBe('hardwareError');
    expect(cabinet.status().cabinetDoor).toBe('unknown');
    expect(logged.filter((line) => line.startsWith('frame-rejected')).length).toBeGreaterThan(1);
  });
});

it('a technician is told what is wrong', async () => {
  const { clock, board, cabinet } = await setUp();
  board.set({ 0: 0x03, 2: 4 });
  const tested = await clock.until(cabinet.selfTest());
  expect(tested.ok && tested.value.checks.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
    'connection passed',
    'cabinet-door warning',
    'tamper failed',
    'battery failed',
    'lights passed',
  ]);
});

it('closed, it leaves no timer and says nothing more', async () => {
  const { clock, board, cabinet, statuses } = await setUp();
  const cycle = cabinet.powerCycle('camera');
  await clock.advance(10);
  await clock.until(cabinet.close());
  expect((await clock.until(cycle)).ok).toBe(false);
  const told = statuses.length;
  board.report();
  await clock.advance(120_000);
  expect([statuses.length, clock.pendingTimers()]).toEqual([told, 0]);
});
