import { describe, expect, it } from 'vitest';
import { sameInAllLanguages } from '../../flows/language/text.ts';
import type { Screen } from '../contract/screen.ts';
import { lightsFor } from './lights.ts';

const text = sameInAllLanguages('…');
const slots = (screen: Screen): readonly string[] => Object.keys(lightsFor(screen));

describe('lights beside the slots', () => {
  it('invite to every reader while nobody is known', () => {
    const attract: Screen = { kind: 'attract', itemCount: 5, departments: [], notice: null };
    expect(slots(attract)).toEqual(['cardReader', 'cardReader2', 'scanner']);
    expect(
      slots({
        kind: 'home',
        greeting: null,
        reminders: null,
        common: [],
        stages: [],
        departmentCount: 0,
        itemCount: 0,
      }),
    ).toEqual(slots(attract));
  });

  it('are dark for somebody known who looks around', () => {
    expect(
      slots({
        kind: 'home',
        greeting: { maskedName: '李*', title: text, salute: text },
        reminders: null,
        common: [],
        stages: [],
        departmentCount: 0,
        itemCount: 0,
      }),
    ).toEqual([]);
  });

  it('remind of a card and of paper until they are taken', () => {
    expect(slots({ kind: 'take-card', secondsLeft: 10 })).toContain('cardReader');
    expect(lightsFor({ kind: 'take-paper', title: text }).receiptPrinter?.flashRate).toBe('quick');
  });

  it('show which mouth the paper will come from', () => {
    const printing = { kind: 'printing', title: text, steps: [] } as const;
    expect(slots({ ...printing, paper: 'document' })).toEqual(['documentPrinter']);
    expect(slots({ ...printing, paper: 'receipt' })).toEqual(['receiptPrinter']);
  });

  it.each<Screen>([
    { kind: 'clearing' },
    { kind: 'covered' },
    { kind: 'out-of-service', title: text, text, since: '', elsewhere: [] },
  ])('are dark on $kind', (screen) => {
    expect(slots(screen)).toEqual([]);
  });
});
