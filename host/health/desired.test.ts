import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDataRoot } from '../journal/test-journal.ts';
import { NO_WISHES } from '../visit/hall-wishes.ts';
import { openDesired } from './desired.ts';
import { KIOSK } from './test-hall.ts';
import { COMMAND_KEY, desiredOf } from './test-signing.ts';

function opened({
  dataRoot = temporaryDataRoot(),
  commandKey = COMMAND_KEY as string | null,
  now = '2026-11-24T02:00:00.000Z',
} = {}) {
  const told: string[] = [];
  let changes = 0;
  const desk = openDesired({
    dataRoot,
    kiosk: KIOSK,
    commandKey,
    now: () => new Date(now),
    report: (code) => told.push(code),
    defect: () => told.push('defect'),
  });
  desk.subscribe(() => {
    changes += 1;
  });
  return { desk, dataRoot, told, changes: () => changes, file: join(dataRoot, 'hall', 'desired.json') };
}
const item = 'medical.reimburse';
const message = { 'zh-CN': '下午三点停机检修', en: 'Maintenance at three' };

describe('what the hall wants', () => {
  it('is nothing before it has said anything', () => {
    const { desk } = opened();
    expect([desk.version(), desk.wishes()]).toEqual([null, NO_WISHES]);
  });

  it('that is signed is in force at once, and told', () => {
    const { desk, changes } = opened();
    desk.hear(desiredOf({ version: 7, stopped: [item], message }));
    expect(desk.version()).toBe(7);
    expect(desk.wishes()).toEqual({ outSince: null, stopped: new Set([item]), message });
    expect(changes()).toBe(1);
  });

  it('is still in force after a start without a line, with the time since when', () => {
    const { desk, dataRoot } = opened();
    desk.hear(desiredOf({ version: 7, inService: false, stopped: [item] }));
    const { desk: next } = opened({ dataRoot, now: '2026-11-25T02:00:00.000Z' });
    expect(next.version()).toBe(7);
    expect(next.wishes()).toMatchObject({
      outSince: '2026-11-24T02:00:00.000Z',
      stopped: new Set([item]),
    });
    next.hear(desiredOf({ version: 8, inService: false }));
    expect(next.wishes().outSince).toBe('2026-11-24T02:00:00.000Z');
    next.hear(desiredOf({ version: 9 }));
    expect(next.wishes()).toEqual(NO_WISHES);
  });

  it('that is older than what is in force changes nothing, nor does the same once more', () => {
    const { desk, told, changes } = opened();
    desk.hear(desiredOf({ version: 7, stopped: [item] }));
    desk.hear(desiredOf({ version: 7, stopped: [item] }));
    desk.hear(desiredOf({ version: 6 }));
    expect(desk.wishes().stopped.has(item)).toBe(true);
    expect([told, changes()]).toEqual([['applied', 'outdated'], 1]);
  });

  it('is not believed when it was changed on the way, or meant for another machine', () => {
    const { desk, told } = opened();
    desk.hear({ ...desiredOf(), inService: false });
    desk.hear(desiredOf({ inService: false }, 'TL-004'));
    expect(desk.version()).toBeNull();
    expect(told).toEqual(['not-signed', 'not-signed']);
  });

  it('is heard by no machine that has no key of its hall', () => {
    const { desk, told } = opened({ commandKey: null });
    desk.hear(desiredOf({ inService: false }));
    expect([desk.wishes(), told]).toEqual([NO_WISHES, ['no-key']]);
  });

  it.each([
    ['torn', (text: string) => text.slice(0, 40)],
    ['changed by hand', (text: string) => text.replace('"inService":false', '"inService":true')],
    ['of another form', () => '{"version":7}'],
  ])('that was kept and is %s is not believed, and the hall says it anew', (_, spoil) => {
    const { desk, dataRoot, file } = opened();
    desk.hear(desiredOf({ version: 7, inService: false }));
    writeFileSync(file, spoil(readFileSync(file, 'utf8')));
    const { desk: next, told } = opened({ dataRoot });
    expect([next.version(), told]).toEqual([null, ['kept-unreadable']]);
    next.hear(desiredOf({ version: 7, inService: false }));
    expect(next.wishes().outSince).not.toBeNull();
  });

  it('is in force though the disk does not take it', () => {
    const { desk, dataRoot, told } = opened();
    writeFileSync(join(dataRoot, 'hall'), 'a file where the directory shall be');
    desk.hear(desiredOf({ inService: false }));
    expect(desk.wishes().outSince).not.toBeNull();
    expect(told).toEqual(['defect', 'applied']);
  });
});
