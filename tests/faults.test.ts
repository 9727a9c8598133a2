import { describe, expect, it } from 'vitest';
import { sampled } from './runner/sampled.ts';
import { PRINTER, READER, STANDBY } from './world/citizen.ts';
import { openHall } from './world/hall.ts';

/** A machine with one reader and one printer: what fails here has nothing beside it. */
const hall = openHall({
  classes: ['id-card', 'receipt-printer'],
  deadlines: { queryMs: 1_500, submitMs: 1_500 },
});

/** The screen says this in Chinese and, one touch later, in English. */
async function toldInBothLanguages(chinese: RegExp, english: RegExp): Promise<void> {
  await hall().screen.heading(chinese);
  await hall().screen.press('English');
  await hall().screen.heading(english);
  await hall().screen.press('中文');
  await hall().screen.heading(chinese);
}

describe('a card', () => {
  it.each(sampled(['cardMoved', 'readFails', 'garbled', 'truncated'], ['cardMoved', 'garbled']))(
    '%s in mid-read is asked for again, and then read',
    async (preset) => {
      await hall().screen.heading(STANDBY);
      await hall().sandbox.put(`${READER}/fault`, { preset });
      await hall().citizen.layCard('li-na');
      await toldInBothLanguages(/卡片移开得早了一点|没有读清|没读/, /card/i);
      await hall().sandbox.put(`${READER}/fault`, { preset: 'none' });
      await hall().citizen.liftCard();
      await hall().citizen.layCard('li-na');
      await hall().screen.heading(/李＊/);
      await hall().citizen.giveUp();
    },
  );

  it('with one wrong checksum on the way is read all the same', async () => {
    await hall().screen.heading(STANDBY);
    await hall().sandbox.put(`${READER}/fault`, { preset: 'badChecksum', times: 1 });
    await hall().citizen.layCard('li-na');
    await hall().screen.heading(/李＊/);
    await hall().citizen.giveUp();
  });

  it.each(sampled(['unknownCardType', 'notVerified'], ['notVerified']))(
    '%s is refused with what to bring instead',
    async (preset) => {
      await hall().screen.heading(STANDBY);
      await hall().sandbox.put(`${READER}/fault`, { preset });
      await hall().citizen.layCard('li-na');
      await hall().screen.page.getByText('换一张证件').first().waitFor();
      await hall().sandbox.put(`${READER}/fault`, { preset: 'none' });
      await hall().citizen.liftCard();
      await hall().screen.press('退出');
      await hall().screen.heading(STANDBY);
    },
  );
});

describe('a reader', () => {
  it('that says nothing is told as out of service, and comes back by itself', async () => {
    await hall().screen.heading(STANDBY);
    await hall().sandbox.put(`${READER}/fault`, { preset: 'silent' });
    await hall().screen.heading('本机读卡器正在恢复');
    await hall().sandbox.put(`${READER}/fault`, { preset: 'none' });
    await hall().screen.heading(STANDBY);
  });

  it('pulled out and put back is used again without a restart', async () => {
    await hall().sandbox.put(`${READER}/unplug`);
    await hall().screen.heading('本机读卡器正在恢复');
    await hall().sandbox.put(`${READER}/plug`);
    await hall().screen.heading(STANDBY);
    await hall().citizen.layCard('li-na');
    await hall().screen.heading(/李＊/);
    await hall().citizen.giveUp();
  });

  it('pulled out in mid-visit does not end the visit', async () => {
    await hall().citizen.arrive('li-na', '驾照记分查询');
    await hall().screen.heading('您的驾驶证');
    await hall().sandbox.put(`${READER}/unplug`);
    await hall().screen.press('继续');
    await hall().screen.heading('已办好');
    await hall().sandbox.put(`${READER}/plug`);
    await hall().citizen.liftCard();
    await hall().citizen.leave();
  });
});

describe('the exchange', () => {
  it.each(sampled(['down', 'garbage', 'wrongShape', 'cut', 'timeoutBeforeEffect'], ['down', 'wrongShape']))(
    '%s while reading is told with what to do next, and a second try works',
    async (preset) => {
      const service = preset === 'down' ? {} : { service: 'police/data' };
      await hall().sandbox.put('/exchange/fault', { preset, ...service });
      await hall().citizen.arrive('li-na', '驾照记分查询');
      await hall().screen.page.getByRole('button', { name: '再试一次' }).waitFor();
      expect(await hall().screen.text()).toMatch(/没有提交|没有办理|还没/);
      await hall().sandbox.put('/exchange/fault', { preset: 'none' });
      await hall().screen.press('再试一次');
      await hall().screen.heading('您的驾驶证');
      await hall().citizen.giveUp();
    },
  );

  it.each([
    ['maintenance', 'camel'],
    ['accessDenied', 'snake'],
  ] as const)('%s, in either spelling, is told as closed, and where else to go', async (preset, style) => {
    await hall().sandbox.put('/exchange/spelling', { style });
    await hall().sandbox.put('/exchange/fault', { preset, service: 'police/data' });
    await hall().citizen.arrive('li-na', '驾照记分查询');
    await hall().screen.page.getByText('代码 exchange.closed').waitFor();
    expect(await hall().screen.text()).toMatch(/窗口|12345/);
    await hall().sandbox.put('/exchange/fault', { preset: 'none' });
    await hall().citizen.giveUp();
  });

  it('that is slow is waited for', async () => {
    await hall().sandbox.put('/exchange/latency', { ms: 900 });
    await hall().citizen.arrive('li-na', '驾照记分查询');
    await hall().screen.heading('正在取您的数据');
    await hall().screen.heading('您的驾驶证');
    await hall().sandbox.put('/exchange/latency', { ms: 0 });
    await hall().citizen.giveUp();
  });

  it('that does its work and loses the answer has the case once, and the citizen is told it is accepted', async () => {
    const before = (await hall().citizen.ledger()).cases.length;
    await hall().citizen.arrive('li-na', '房产窗口预约');
    await hall().citizen.fillInBooking();
    await hall().sandbox.put('/exchange/fault', {
      preset: 'timeoutAfterEffect',
      service: 'property/cases/submit',
      times: 1,
    });
    await hall().screen.press('确认预约');
    await hall().citizen.takeCardAndPaper('已预约');
    expect((await hall().citizen.ledger()).cases).toHaveLength(before + 1);
    await hall().citizen.leave();
  });

  it('that goes away at the moment of submitting loses nothing: a slip now, the case once the line is back', async () => {
    const before = (await hall().citizen.ledger()).cases.length;
    await hall().citizen.arrive('zhou-ming', '房产窗口预约');
    await hall().citizen.fillInBooking();
    await hall().sandbox.put('/exchange/fault', { preset: 'timeoutBeforeEffect' });
    await hall().screen.press('确认预约');
    const slip = await hall().citizen.takeCardAndPaper('已保存，正在送达');
    expect(slip.text).toContain('已保存');
    expect((await hall().citizen.ledger()).cases).toHaveLength(before);
    await hall().citizen.leave();
    await hall().sandbox.put('/exchange/fault', { preset: 'none' });
    await expect
      .poll(async () => (await hall().citizen.ledger()).cases.length, { timeout: 90_000, interval: 500 })
      .toBe(before + 1);
  });
});

describe('the printer', () => {
  it('without paper makes the machine say so before anybody begins, and name the next machine', async () => {
    await hall().sandbox.put(`${PRINTER}/paper`, { level: 'out' });
    await hall().screen.heading(STANDBY);
    await hall().citizen.layCard('li-na');
    await hall()
      .screen.page.getByText(/打印机缺纸.*TL-013/)
      .first()
      .waitFor();
    await hall().sandbox.put(`${PRINTER}/paper`, { level: 'full' });
    await hall().screen.page.getByText('约1分钟').first().waitFor();
    await hall().citizen.giveUp();
  });

  it('that runs out in the middle of a receipt is told; the application stands', async () => {
    const before = (await hall().citizen.ledger()).cases.length;
    await hall().citizen.arrive('li-na', '房产窗口预约');
    await hall().citizen.fillInBooking();
    await hall().sandbox.put(`${PRINTER}/fault`, { preset: 'paperOutMidway' });
    await hall().screen.press('确认预约');
    await hall().screen.heading('请先取走卡片');
    await hall().citizen.liftCard();
    await hall().screen.heading('回执没有印出来');
    expect(await hall().screen.text()).toContain('没有回执也有效');
    expect((await hall().citizen.ledger()).cases).toHaveLength(before + 1);
    await hall().screen.press('继续');
    await hall().sandbox.put(`${PRINTER}/paper`, { level: 'full' });
    await hall().citizen.leave();
  });
});

describe('a payment', () => {
  it('that cannot begin gives the case number and a second try, and is paid once', async () => {
    const { screen, sandbox, citizen } = hall();
    await citizen.arrive('zhou-ming', '交通罚款缴纳');
    await screen.page.getByRole('radio').first().locator('xpath=ancestor-or-self::label').tap();
    await screen.press('继续');
    await sandbox.put('/exchange/fault', { preset: 'down', service: 'finance/payment' });
    await screen.press('确认并去付款');
    await screen.heading('暂时不能缴费');
    const filed = (await citizen.ledger()).cases.at(-1);
    expect(await screen.text()).toContain(filed?.caseNo);
    await sandbox.put('/exchange/fault', { preset: 'none' });
    await screen.press('再试一次');
    await screen.heading('请用手机扫码付款');
    const order = (await citizen.ledger()).orders.at(-1);
    expect(order?.caseNo).toBe(filed?.caseNo);
    await sandbox.post(`/exchange/orders/${order?.orderNo}/pay`);
    await citizen.takeCardAndPaper('缴费成功');
    await citizen.leave();
  });

  it('nobody can ask about is a screen of its own, with a slip to keep, and is settled once the line is back', async () => {
    const { screen, sandbox, citizen } = hall();
    await citizen.arrive('chen-guoqiang', '交通罚款缴纳');
    await screen.page.getByRole('radio').first().locator('xpath=ancestor-or-self::label').tap();
    await screen.press('继续');
    await screen.press('确认并去付款');
    await screen.heading('请用手机扫码付款');
    await sandbox.put('/exchange/fault', { preset: 'timeoutBeforeEffect', service: 'finance/payment' });
    await screen.press('现在不付了');
    await screen.heading('付款结果还在确认');
    expect(await screen.text()).toMatch(/先不要再付一次/);
    await screen.press('继续');
    const slip = await citizen.takeCardAndPaper('正在核实这笔缴费');
    const order = (await citizen.ledger()).orders.at(-1);
    expect(slip.text).toContain(order?.orderNo);
    await citizen.leave();
    await sandbox.put('/exchange/fault', { preset: 'none' });
    await expect
      .poll(async () => (await citizen.ledger()).orders.at(-1)?.state, { timeout: 90_000 })
      .toBe('closed');
  });
});
