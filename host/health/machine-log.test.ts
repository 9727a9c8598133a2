import { expect, it } from 'vitest';
import { simulatedClock } from '../simulated-clock.ts';
import { createMachineLog } from './machine-log.ts';
import { createTestDevices } from './test-devices.ts';

function watched() {
  const clock = simulatedClock();
  const machine = createTestDevices();
  const lines: unknown[] = [];
  let [freeMb, timeQuality, setMs] = [20_000, 'rtc' as 'rtc' | 'ntp', 0];
  const told = (event: string, fields: object = {}): number => lines.push([event, fields]);
  const log = createMachineLog({
    devices: machine.devices,
    clock: { now: () => new Date(clock.now().getTime() + setMs), monotonicMs: clock.monotonicMs },
    timeQuality: () => timeQuality,
    diskFreeMb: () => freeMb,
    log: { info: told, warning: told },
  });
  const take = () => lines.splice(0);
  return {
    clock,
    machine,
    log,
    take,
    disk: (mb: number) => {
      freeMb = mb;
      log.machine();
      return take();
    },
    synchronise: (byMs: number) => {
      timeQuality = 'ntp';
      setMs = byMs;
      log.machine();
      return take();
    },
  };
}

it('tells what a device and its paper become, once each, and not that a citizen uses it', () => {
  const { machine, log, take } = watched();
  log.devices();
  expect(take()).toEqual([
    ['device-state', { device: 'receipt-printer', state: 'online' }],
    ['supply-state', { device: 'receipt-printer', supply: 'receipt-paper', state: 'full' }],
  ]);
  for (const change of [
    { device: 'deviceBusy' },
    { device: 'online' },
    { device: 'offline' },
    {},
    { paper: 'out' },
  ] as const) {
    machine.become(change);
    log.devices();
  }
  expect(take()).toEqual([
    ['device-state', { device: 'receipt-printer', state: 'offline' }],
    ['supply-state', { device: 'receipt-printer', supply: 'receipt-paper', state: 'out' }],
  ]);
});

it('tells once that the disk is nearly full, and that there is room again', () => {
  const { disk } = watched();
  disk(20_000);
  expect(disk(499)).toEqual([['disk-low', { freeMb: 499 }]]);
  expect([disk(300), disk(600)]).toEqual([[], []]);
  expect(disk(1_000)).toEqual([['disk-enough', { freeMb: 1_000 }]]);
});

it('tells what keeps the clock, and by how much it was set', async () => {
  const { clock, log, take, synchronise } = watched();
  log.machine();
  expect(take()).toEqual([['clock-source', { source: 'rtc' }]]);
  await clock.advance(60_000);
  log.machine();
  expect(take()).toEqual([]);
  expect(synchronise(-7_200_000)).toEqual([
    ['clock-source', { source: 'ntp' }],
    ['clock-stepped', { seconds: -7_200 }],
  ]);
});
