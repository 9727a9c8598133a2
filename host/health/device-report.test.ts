import { describe, expect, it } from 'vitest';
import { type DevicePayload, devicePayloadSchema } from '../../wire/device-payload.ts';
import { faultReport, gist, isFailing } from './device-report.ts';

const reader: DevicePayload = {
  class: 'id-card',
  driver: 'sdt-serial',
  device: 'online',
  isOutOfService: false,
  media: 'notPresent',
  fault: null,
};
const cabinet: DevicePayload = {
  class: 'cabinet',
  driver: 'board-serial',
  device: 'online',
  isOutOfService: false,
  fault: null,
  cabinetDoor: 'closed',
  tamperSensor: 'off',
  powerIn: 'noPower',
  battery: 'operational',
  minutesLeft: 40,
  chargePercent: 90,
  stuckLights: [],
};

describe('a device is told anew', () => {
  it('when something about its health is another', () => {
    for (const changed of [
      { ...reader, device: 'offline' } as const,
      { ...reader, media: 'jammed' } as const,
      { ...reader, isOutOfService: true },
    ])
      expect(gist(changed)).not.toBe(gist(reader));
    expect(gist({ ...cabinet, tamperSensor: 'on' })).not.toBe(gist(cabinet));
  });

  it('and not for what every visit does: a card laid down, a word with the reader, a battery a minute older', () => {
    expect(gist({ ...reader, media: 'present', device: 'deviceBusy' })).toBe(gist(reader));
    expect(gist({ ...cabinet, minutesLeft: 39, chargePercent: 89 })).toBe(gist(cabinet));
  });

  it.each([
    ['offline', true],
    ['powerOff', true],
    ['hardwareError', true],
    ['userError', false],
    ['starting', false],
    ['deviceBusy', false],
  ] as const)('%s needs somebody: %s', (device, needs) => {
    expect(isFailing({ device, isOutOfService: false })).toBe(needs);
  });
});

describe('a fault', () => {
  it('has what was tried since it began, and the last frames in the wire’s form, struck out bytes as such', () => {
    const fault = faultReport(
      '2026-11-24T02:00:00.000Z',
      'offline',
      {
        recoveries: [
          { at: 100, step: 'recovered', cause: 'silent' },
          { at: 900, step: 'reset', cause: 'silent' },
        ],
        frames: [
          { at: 1, direction: 'sent', hex: '100401' },
          { at: 2, direction: 'received', hex: 'AA··55' },
          { at: 3, direction: 'received', hex: `${'0F'.repeat(24)}… 1300 bytes` },
        ],
      },
      500,
    );
    expect(fault.tried).toEqual(['reset']);
    expect(fault.frames).toEqual([
      { dir: 'sent', hex: '10 04 01', bytes: 3 },
      { dir: 'received', hex: 'AA -- 55', bytes: 3 },
      { dir: 'received', hex: Array(24).fill('0F').join(' '), bytes: 1300 },
    ]);
    expect(devicePayloadSchema.safeParse({ ...reader, fault }).success).toBe(true);
  });
});
