import { describe, expect, expectTypeOf, it } from 'vitest';
import { deviceClasses } from '../../drivers/device/device.ts';
import { deviceStates } from '../../drivers/status.ts';
import type { ItemOutcome } from '../../flows/machine/contract.ts';
import type { DeviceConfig } from '../../kiosk-config/devices.ts';
import * as wire from '../../wire/words.ts';

describe('the words of the wire are those of the kiosk', () => {
  it('for classes and states of devices', () => {
    expect(wire.deviceClasses).toEqual(deviceClasses);
    expect(wire.deviceStates).toEqual(deviceStates);
  });

  it('for drivers and for the ends of an item', () => {
    expectTypeOf<(typeof wire.deviceDrivers)[number]>().toEqualTypeOf<DeviceConfig['driver']>();
    expectTypeOf<wire.Outcome>().toEqualTypeOf<ItemOutcome['kind']>();
  });
});
