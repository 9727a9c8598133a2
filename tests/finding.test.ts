import { describe, expect, it } from 'vitest';
import { REPEAT_MS } from '../renderer/citizen/connection.ts';
import { STANDBY } from './world/citizen.ts';
import { openHall } from './world/hall.ts';
import { findInFiles } from './world/leaks.ts';

const hall = openHall();
/** A word nobody else writes anywhere, typed by somebody who is looking for an item. */
const TYPED = 'qzxjv';

/** 返回 by somebody who means it: after the half second in which the machine takes it for a tremor of the last. */
async function back(): Promise<void> {
  const { page, press } = hall().screen;
  const from = await page.evaluate(() => performance.now());
  await page.waitForFunction(([then, ms]) => performance.now() > then + ms, [from, REPEAT_MS] as const);
  await press('返回');
}

describe('somebody at the machine', () => {
  it('is reminded of what the portal knows once they agree, and of no more than they leave standing', async () => {
    const { screen, citizen } = hall();
    await screen.heading(STANDBY);
    await citizen.layCard('wang-xiuyun');
    await screen.heading(/上午好|中午好|下午好|晚上好|夜深了|您好/);
    const reminders = screen.page.locator('.reminder');
    expect(await reminders.count()).toBe(0);
    await screen.press('同意并查看');
    await reminders.first().waitFor();
    const told = await reminders.allInnerTexts();
    await screen.press(/^不再提醒/);
    await screen.page.waitForFunction(
      (first) => !document.body.innerText.includes(first),
      told[0]?.split('\n')[0] ?? '',
    );
    expect((await reminders.allInnerTexts()).slice(0, told.length - 1)).toEqual(told.slice(1));
  });

  it('finds an item by its stage of life, and comes back the way they went', async () => {
    const { screen } = hall();
    await screen.press(/^养老$/);
    await screen.heading(/^养老$/);
    await screen.page.locator('.find-rows button').first().click();
    await back();
    await screen.heading(/^养老$/);
    await back();
    await screen.page.locator('.home').waitFor();
  });

  it('finds it by the department, and 返回 leads to the departments and home', async () => {
    const { screen } = hall();
    await screen.press(/^按部门找/);
    await screen.heading('按部门找');
    await screen.press(/公安局/);
    await screen.heading(/公安局/);
    await back();
    await screen.heading('按部门找');
    await back();
    await screen.page.locator('.home').waitFor();
  });

  it('sees all there is, and 首页 forgets where they were', async () => {
    const { screen } = hall();
    await screen.press(/^全部事项/);
    await screen.heading('全部事项');
    expect(await screen.text()).toContain('共220项');
    await screen.press('首页');
    await screen.page.locator('.home').waitFor();
  });

  it('is told when nothing is found, and what they typed is written nowhere', async () => {
    const { screen, citizen, dataRoot } = hall();
    await citizen.search(/^找事项/, TYPED);
    await screen.page.getByText('没有找到，换个说法试试').waitFor();
    await screen.press('首页');
    await citizen.giveUp();
    expect(findInFiles(dataRoot, [TYPED])).toEqual([]);
    expect(screen.complaints).toEqual([]);
  });
});
