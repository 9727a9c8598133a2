import { describe, expect, it } from 'vitest';
import { STANDBY } from './world/citizen.ts';
import { openHall } from './world/hall.ts';

const hall = openHall({ timers: { identifiedIdleMs: 3_000, idleCountdownMs: 4_000, cardLeftMs: 2_000 } });

describe('a kiosk left alone', () => {
  it('covers what is personal and asks; one touch brings everything back', async () => {
    const { screen, citizen } = hall();
    await screen.heading(STANDBY);
    await citizen.layCard('li-na');
    await screen.heading(/李＊/);
    await screen.heading('您还在吗？');
    expect(await screen.page.content()).not.toContain('李');
    await screen.press(/我还在/);
    await screen.heading(/李＊/);
  });

  it('signs the citizen out when nobody answers, and tells of the card that was left', async () => {
    const { screen, citizen } = hall();
    await screen.heading('您还在吗？');
    await screen.heading('请先取走卡片');
    await screen.heading(STANDBY);
    await screen.page.getByText('读卡区有一张忘了拿的卡').waitFor();
    await citizen.liftCard();
    await screen.page.getByText('读卡区有一张忘了拿的卡').waitFor({ state: 'hidden' });
  });

  it('waits when a card is lifted too early, and goes on with the same card only', async () => {
    const { screen, citizen } = hall();
    await screen.heading(STANDBY);
    await citizen.layCard('li-na');
    await citizen.open('驾照记分查询');
    await screen.heading('驾驶证状态和记分查询');
    await citizen.liftCard();
    await screen.heading('请把卡片放回读卡区');
    await citizen.layCard('li-na');
    await screen.heading('驾驶证状态和记分查询');
    await citizen.liftCard();
    await screen.heading('请把卡片放回读卡区');
    await citizen.layCard('zhou-ming');
    await screen.heading(STANDBY);
    expect(await screen.page.content()).not.toMatch(/李|周/);
    await citizen.liftCard();
  });
});
