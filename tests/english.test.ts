import { describe, expect, it } from 'vitest';
import { READER } from './world/citizen.ts';
import { openHall } from './world/hall.ts';

const hall = openHall({ orientation: 'landscape' });

describe('a foreigner at a landscape machine', () => {
  it('is served in English from the first touch to the slip, and the next citizen in Chinese', async () => {
    const { screen, sandbox, citizen } = hall();
    await screen.press(/English/);
    await screen.heading(/Place your\s*ID card/);
    await citizen.layCard('john-smith');
    await citizen.search(/^Search/, 'points');
    await screen.press(/Licence points/);
    await screen.press('Agree and start');
    await screen.heading('Your driver licence');
    await screen.press('Continue');
    await screen.heading('Please take your card first');
    await sandbox.delete(`${READER}/card`);
    await screen.heading('Done');
    const [receipt] = await citizen.receipts();
    expect(receipt?.text).toContain('Driver licence');
    expect(receipt?.text).not.toContain('SMITH');
    await screen.press('Finish and sign out');
    await screen.heading(/请放置\s*您的身份证/);
    expect(screen.complaints).toEqual([]);
  });
});
