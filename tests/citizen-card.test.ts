import { describe, expect, it } from 'vitest';
import { missingPackage } from '../sandbox/devices/citizen-card/pcscd.ts';
import { CITIZEN_CARD_READER, READER, STANDBY } from './world/citizen.ts';
import { openHall } from './world/hall.ts';

const missing = missingPackage();

const hall = openHall();

describe.skipIf(missing !== null)(`a citizen card${missing ? ` (skipped: no ${missing} here)` : ''}`, () => {
  it('serves its holder like an identity card: to the slip, with the card back before it', async () => {
    const { screen, sandbox, citizen } = hall();
    await screen.heading(STANDBY);
    await sandbox.put(`${CITIZEN_CARD_READER}/card`, { citizen: 'chen-guoqiang' });
    await citizen.open('驾照记分查询');
    await screen.press('同意并开始');
    await screen.heading('您的驾驶证');
    await screen.press('继续');
    await screen.heading('请先取走卡片');
    await sandbox.delete(`${CITIZEN_CARD_READER}/card`);
    await screen.heading('已办好');
    expect(await citizen.receipts()).toHaveLength(1);
    await citizen.leave();
    expect(screen.complaints).toEqual([]);
  });

  it('lifted in mid-visit may be followed by the identity card of the same person, not of another', async () => {
    const { screen, sandbox, citizen } = hall();
    await sandbox.put(`${CITIZEN_CARD_READER}/card`, { citizen: 'li-na' });
    await screen.heading(/李＊/);
    await sandbox.delete(`${CITIZEN_CARD_READER}/card`);
    await screen.heading('请把卡片放回读卡区');
    await citizen.layCard('li-na');
    await screen.heading(/李＊/);
    await citizen.liftCard();
    await screen.heading('请把卡片放回读卡区');
    await sandbox.put(`${CITIZEN_CARD_READER}/card`, { citizen: 'chen-guoqiang' });
    await screen.heading(STANDBY);
    await sandbox.delete(`${CITIZEN_CARD_READER}/card`);
  });

  it('of another kind is refused with what to do, and gives way to an identity card laid beside it', async () => {
    const { screen, sandbox, citizen } = hall();
    await screen.heading(STANDBY);
    await sandbox.put(`${CITIZEN_CARD_READER}/fault`, { preset: 'wrongCard' });
    await sandbox.put(`${CITIZEN_CARD_READER}/card`, { citizen: 'li-na' });
    await screen.heading('这台机器不能用这种卡');
    await citizen.layCard('li-na');
    await screen.heading(/李＊/);
    await sandbox.delete(`${CITIZEN_CARD_READER}/card`);
    await screen.press('退出');
    await screen.heading('请先取走卡片');
    await sandbox.delete(`${READER}/card`);
    await screen.heading(STANDBY);
  });

  it('is invited alone while identity cards cannot be read, and serves all the same', async () => {
    const { screen, sandbox } = hall();
    await sandbox.put(`${CITIZEN_CARD_READER}/fault`, { preset: 'none' });
    await sandbox.put(`${READER}/unplug`);
    await screen.heading(/请放置\s*您的市民卡/);
    await sandbox.put(`${CITIZEN_CARD_READER}/card`, { citizen: 'li-na' });
    await screen.heading(/李＊/);
    await screen.press('退出');
    await screen.heading('请先取走卡片');
    await sandbox.delete(`${CITIZEN_CARD_READER}/card`);
    await screen.heading(/请放置\s*您的市民卡/);
    await sandbox.put(`${CITIZEN_CARD_READER}/unplug`);
    await screen.heading('本机读卡器正在恢复');
    await sandbox.put(`${READER}/plug`);
    await screen.heading(STANDBY);
  });
});
