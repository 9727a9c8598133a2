import { describe, expect, it } from 'vitest';
import type { Screen, ScreenOf } from '../contract/screen.ts';
import { eventsOf, isOffered } from './intents.ts';
import { say } from './words.ts';

const context = {
  newVisit: () => 'v1',
  today: () => '2026-11-24',
  now: () => '2026-11-24T01:48:00.000Z',
  offered: () => '13800000000',
};
const never = () => false;
const unknown: Screen = { kind: 'payment-unknown', step: 'pay', orderNo: 'P1', phone: '12345' };
const fine: Screen = { kind: 'not-charged', subject: say('罚款', 'Fine') };

const itemPage: ScreenOf<'item'> = {
  kind: 'item',
  department: say('医保局', 'Medical security'),
  name: say('报销', 'Reimbursement'),
  summary: say('报销', 'Reimbursement'),
  doneFor: [],
  minutes: 3,
  fee: say('免费', 'free'),
  answer: { value: say('当场', 'at once'), legal: null },
  visits: 0,
  materials: [],
  lookups: null,
  window: { place: say('1号窗口', 'Counter 1'), hours: say('工作日', 'Working days') },
  start: 'agree',
  unavailable: null,
  elsewhere: [],
  queue: null,
};

describe('an intent', () => {
  it('to go on from an unknown payment reaches the item’s own step', () => {
    expect(isOffered({ kind: 'continue', step: 'pay' }, unknown, never)).toBe(true);
    expect(eventsOf({ kind: 'continue', step: 'pay' }, unknown, context)).toEqual([
      { type: 'ITEM', event: { type: 'CONTINUE', step: 'pay' } },
    ]);
  });

  it('to go on from an explanation is the session’s', () => {
    expect(eventsOf({ kind: 'continue' }, fine, context)).toEqual([{ type: 'CONTINUE' }]);
  });

  it('meant for another step is not taken', () => {
    expect(isOffered({ kind: 'continue', step: 'show' }, unknown, never)).toBe(false);
  });

  it('to change an answer names a row of the check page, and nothing else', () => {
    const check: Screen = {
      kind: 'check',
      step: 'confirm',
      person: { maskedName: '测＊', maskedNumber: '000*' },
      rows: [{ label: say('类型', 'Kind'), value: say('长期', 'Long'), edit: 'kind' }],
      button: say('确认', 'Confirm'),
    };
    expect(isOffered({ kind: 'edit', step: 'kind' }, check, never)).toBe(true);
    expect(isOffered({ kind: 'edit', step: 'submit' }, check, never)).toBe(false);
    expect(isOffered({ kind: 'edit', step: 'kind' }, unknown, never)).toBe(false);
  });

  it('its screen does not offer is not taken, nor a dock button that is off', () => {
    expect(isOffered({ kind: 'confirm', step: 'pay' }, unknown, never)).toBe(false);
    expect(isOffered({ kind: 'exit' }, fine, never)).toBe(false);
  });

  it('to begin an item is taken only where the page offers it', () => {
    const page = (start: 'agree' | 'unavailable'): Screen => ({ ...itemPage, start });
    expect(isOffered({ kind: 'start-item' }, page('agree'), never)).toBe(true);
    expect(isOffered({ kind: 'start-item' }, page('unavailable'), never)).toBe(false);
  });

  it('to take what is offered answers in the clear, which the renderer never knew', () => {
    expect(eventsOf({ kind: 'take-offered', step: 'phone' }, unknown, context)).toEqual([
      { type: 'ITEM', event: { type: 'ANSWER', step: 'phone', value: '13800000000' } },
    ]);
  });

  it('that is only a touch changes nothing', () => {
    expect(eventsOf({ kind: 'touch' }, fine, context)).toEqual([]);
  });
});
