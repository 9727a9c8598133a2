import { encode } from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openHall } from './world/hall.ts';
import { findInFiles } from './world/leaks.ts';
import { sign } from './world/signature.ts';

const hall = openHall();

/** Nothing of this person on the glass, in the logs or anywhere under the kiosk's data root. */
async function expectForgotten(id: string): Promise<void> {
  const person = (await hall().sandbox.get(`/citizens/${id}`)) as {
    document: { name: string; number: string; address: string };
  };
  const { name, number, address } = person.document;
  const body = await hall().screen.text();
  for (const value of [name, number, address]) {
    expect(body).not.toContain(value);
    expect(hall().host.output()).not.toContain(value);
  }
  expect(findInFiles(hall().dataRoot, [name, number, address])).toEqual([]);
}

describe('a citizen', () => {
  it('looks up licence points and takes the slip home', async () => {
    await hall().citizen.arrive('chen-guoqiang', '驾照记分查询');
    await hall().screen.heading('您的驾驶证');
    await hall().screen.press('继续');
    const receipt = await hall().citizen.takeCardAndPaper('已办好');
    expect(receipt.text).toContain('驾驶证');
    expect(receipt.text).toContain('陈＊强');
    await hall().citizen.leave();
    await expectForgotten('chen-guoqiang');
  });

  it('files for treatment elsewhere: answers, signs, checks, and the case is in the ledger exactly once', async () => {
    await hall().citizen.arrive('wang-xiuyun', '异地就医备案');
    await hall().screen.choose(/长期住在外地/);
    await hall().screen.choose(/江苏省/);
    await hall().screen.heading('在哪个城市？');
    for (const letter of ['n', 'j', 's']) await hall().screen.press(letter);
    await hall().screen.press(/南京市/);
    await hall().screen.press('继续');
    await hall().screen.heading('备案从哪天开始？');
    await hall().screen.page.locator('[aria-pressed]').first().tap();
    await hall().screen.press('继续');
    await hall().screen.heading('留哪个手机号？');
    await hall().screen.press('用这个');
    await hall().screen.heading('请写下您的姓名');
    await sign(hall().screen);
    await hall().screen.press('签好了');
    await hall().screen.heading('请核对，没错再提交');
    expect(await hall().screen.text()).toContain('南京市');
    await hall().screen.press('确认并提交备案');
    const receipt = await hall().citizen.takeCardAndPaper(/已受理/);

    const { cases } = await hall().citizen.ledger();
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatchObject({
      department: 'medins',
      item: { id: 'medins.remote-filing' },
      answers: { kind: 'live', province: 'js', city: '南京市' },
      signed: true,
      arrivals: 1,
    });
    expect(receipt.text).toContain(cases[0]?.caseNo);
    expect(Buffer.from(receipt.hex, 'hex').includes(encode('异地就医备案', 'gb18030'))).toBe(true);
    await hall().citizen.leave();
    await expectForgotten('wang-xiuyun');
  });

  it('pays a traffic fine with the phone, and is charged once', async () => {
    await hall().citizen.arrive('zhou-ming', '交通罚款缴纳');
    await hall().screen.page.getByRole('radio').first().locator('xpath=ancestor-or-self::label').tap();
    await hall().screen.press('继续');
    await hall().screen.press('确认并去付款');
    await hall().screen.heading('请用手机扫码付款');
    const [order] = (await hall().citizen.ledger()).orders;
    await hall().sandbox.post(`/exchange/orders/${order?.orderNo}/pay`);
    const receipt = await hall().citizen.takeCardAndPaper('缴费成功');
    expect(receipt.text).toContain('罚款已缴纳');
    const { orders, cases } = await hall().citizen.ledger();
    expect(orders).toEqual([expect.objectContaining({ state: 'paid', declined: 0 })]);
    expect(cases.filter((each) => each.department === 'police')).toHaveLength(1);
    await hall().citizen.leave();
    await expectForgotten('zhou-ming');
  });

  it('who does not pay after all is told “not charged”, and the exchange agrees', async () => {
    await hall().citizen.arrive('chen-guoqiang', '交通罚款缴纳');
    await hall().screen.page.getByRole('radio').first().locator('xpath=ancestor-or-self::label').tap();
    await hall().screen.press('继续');
    await hall().screen.press('确认并去付款');
    await hall().screen.heading('请用手机扫码付款');
    await hall().screen.press('现在不付了');
    await hall().screen.heading(/^没有扣款$/);
    expect((await hall().citizen.ledger()).orders.at(-1)).toMatchObject({ state: 'closed' });
    await hall().citizen.giveUp();
  });

  it('pays two fines in one visit, each its own case and order', async () => {
    const before = await hall().citizen.ledger();
    await hall().citizen.arrive('chen-guoqiang', '交通罚款缴纳');
    for (const remaining of [2, 1]) {
      expect(await fines()).toBe(remaining);
      await payFirstFine();
      if (remaining === 2) {
        await hall().citizen.takeCardAndPaper('缴费成功');
        await hall().screen.press('再办一件');
        await hall().citizen.open('交通罚款缴纳');
        await hall().screen.press('同意并开始');
      }
    }
    await hall().screen.heading('缴费成功');
    const after = await hall().citizen.ledger();
    expect(after.cases).toHaveLength(before.cases.length + 2);
    expect(after.orders.slice(-2).map(({ state }) => state)).toEqual(['paid', 'paid']);
    expect(new Set(after.orders.slice(-2).map(({ key }) => key)).size).toBe(2);
    await hall().citizen.leave();
  });

  it('books a counter for a day and time that are free', async () => {
    await hall().citizen.arrive('li-na', '房产窗口预约');
    await hall().citizen.fillInBooking();
    await hall().screen.press('确认预约');
    const receipt = await hall().citizen.takeCardAndPaper(/已预约/);
    const booked = (await hall().citizen.ledger()).cases.at(-1);
    expect(booked).toMatchObject({
      department: 'property',
      slot: { office: 'property-counter' },
      arrivals: 1,
    });
    expect(receipt.text).toContain(booked?.caseNo);
    await hall().citizen.leave();
    await expectForgotten('li-na');
  });

  it('under 60 is refused the elder fare, with the rule, the own figure and the next step', async () => {
    await hall().citizen.arrive('zhou-ming', '老年乘车优惠');
    await hall().screen.heading('您现在还不能开通乘车优惠');
    const text = await hall().screen.text();
    expect(text).toContain('60');
    expect(text).toMatch(/您\s*4\d\s*岁/);
    await hall().citizen.giveUp();
  });

  it('over 60 gets it', async () => {
    await hall().citizen.arrive('wang-xiuyun', '老年乘车优惠');
    await hall().screen.press('继续');
    await hall().screen.choose(/^不用/);
    await hall().screen.press('用这个');
    await hall().screen.press('确认并开通');
    await hall().citizen.takeCardAndPaper(/已受理/);
    await hall().citizen.leave();
  });

  it('sees no complaint of the page in all of this', () => {
    expect(hall().screen.complaints).toEqual([]);
  });
});

/** How many fines the question offers. */
async function fines(): Promise<number> {
  await hall().screen.heading('您要缴哪一笔罚款？');
  return hall().screen.page.getByRole('radio').count();
}

async function payFirstFine(): Promise<void> {
  const { screen, sandbox, citizen } = hall();
  await screen.page.getByRole('radio').first().locator('xpath=ancestor-or-self::label').tap();
  await screen.press('继续');
  await screen.press('确认并去付款');
  await screen.heading('请用手机扫码付款');
  const order = (await citizen.ledger()).orders.at(-1);
  await sandbox.post(`/exchange/orders/${order?.orderNo}/pay`);
}
