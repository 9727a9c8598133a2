import { describe, expect, it } from 'vitest';
import type { ReceiptPrinterStatus } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { ItemNeeds } from '../../flows/machine/contract.ts';
import { unavailability } from './availability.ts';
import { say, words } from './words.ts';

const ready: ReceiptPrinterStatus = {
  device: 'online',
  isOutOfService: false,
  paper: 'full',
  media: 'unknown',
  isCoverOpen: false,
};
const needs: ItemNeeds = { devices: ['id-card', 'receipt-printer'], dataSets: [], assurance: 'card' };
const neighbour = { id: 'TL-013', where: say('就在左边', 'to your left') };

describe('an item', () => {
  it('is offered when the printer is ready, low on paper or busy', () => {
    expect(unavailability(needs, ready, null)).toBeNull();
    expect(unavailability(needs, { ...ready, paper: 'low', device: 'deviceBusy' }, null)).toBeNull();
  });

  it('that needs paper is not offered without, and the next machine is named', () => {
    const why = unavailability(needs, { ...ready, paper: 'out' }, neighbour);
    expect(why?.['zh-CN']).toBe('打印机缺纸，暂不能在本机办，可到TL-013号机（就在左边）');
    expect(why?.en).toContain('TL-013');
  });

  it.each([null, { ...ready, isCoverOpen: true }, { ...ready, device: 'offline' as const }])(
    'that needs paper is not offered over a printer that cannot print: %j',
    (printer) => {
      expect(unavailability(needs, printer, null)).toEqual(words.unavailable.printerFault);
    },
  );

  it('without a slip needs no printer', () => {
    expect(unavailability({ ...needs, devices: ['id-card'] }, null, null)).toBeNull();
  });

  it.each(['card+face', 'card+password'] as const)(
    'that asks for %s is offered without a camera too: the password needs none',
    (assurance) => {
      expect(unavailability({ ...needs, assurance }, ready, null)).toBeNull();
    },
  );
});
