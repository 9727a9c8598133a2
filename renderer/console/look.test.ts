import { describe, expect, it } from 'vitest';
import { deviceLook, lookOf } from './look.ts';
import type { DevicePayload } from './wire-words.ts';

const printer: DevicePayload = {
  class: 'receipt-printer',
  driver: 'escpos-serial',
  device: 'online',
  isOutOfService: false,
  fault: null,
  paper: 'full',
  media: 'notPresent',
  isCoverOpen: false,
};

describe('a machine', () => {
  it('whose heartbeat is late is not shown as normal', () => {
    expect(lookOf({ state: 'normal', reach: 'online' })).toBe('normal');
    expect(lookOf({ state: 'normal', reach: 'suspect' })).toBe('stale');
  });

  it('that was out of service when it was last heard of still is', () => {
    expect(lookOf({ state: 'out-of-service', reach: 'suspect' })).toBe('out-of-service');
  });

  it('that cannot be reached is not out of service', () => {
    expect(lookOf({ state: 'unreachable', reach: 'unreachable' })).toBe('unreachable');
  });
});

describe('a device', () => {
  it.each<[string, DevicePayload, string, string]>([
    ['well', printer, 'ok', 'deviceState.online'],
    ['out of paper', { ...printer, paper: 'out' }, 'down', 'deviceWord.paperOut'],
    [
      'out of paper and waiting',
      { ...printer, device: 'userError', paper: 'out' },
      'down',
      'deviceWord.paperOut',
    ],
    ['low', { ...printer, paper: 'low' }, 'warn', 'deviceWord.paperLow'],
    ['left open', { ...printer, isCoverOpen: true }, 'down', 'deviceWord.coverOpen'],
    [
      'not there, whatever it last said of its paper',
      { ...printer, device: 'offline', paper: 'out' },
      'down',
      'deviceState.offline',
    ],
    ['taken out of service', { ...printer, isOutOfService: true }, 'down', 'deviceWord.outOfService'],
  ])('that is %s says so', (_, device, tone, word) => {
    expect(deviceLook(device)).toEqual({ tone, word });
  });
});
