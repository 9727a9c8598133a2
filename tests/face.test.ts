import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openHall } from './world/hall.ts';
import { findInFiles } from './world/leaks.ts';

const hall = openHall({ deadlines: { queryMs: 3_000 } });
const CAMERA = '/kiosks/TL-003/camera';
const HOLDER = 'li-na';
/** What the item shows first once it believes who stands there. */
const BEGUN = '您在本县登记的住房';
const CHOICE = '请再确认一次是您本人';

const inFront = (citizen: string) => hall().sandbox.put(`${CAMERA}/person`, { citizen });
const scene = (preset: string) => hall().sandbox.put(`${CAMERA}/scene`, { preset });
const checks = async () => (await hall().citizen.ledger()).checks;

/** From the card to the choice of how to prove it. */
async function arrive(): Promise<void> {
  await hall().citizen.arrive(HOLDER, '有无住房证明');
  await hall().screen.heading(CHOICE);
}
async function look(): Promise<void> {
  await hall().screen.press(/看一眼摄像头/);
  await hall().screen.heading('同意后才打开摄像头');
  await hall().screen.press('同意，打开摄像头');
}
async function typePassword(): Promise<void> {
  const { screen, sandbox } = hall();
  const { socialCardPassword } = (await sandbox.get(`/citizens/${HOLDER}`)) as { socialCardPassword: string };
  await screen.heading('请输入社保卡密码');
  for (const digit of socialCardPassword) await screen.press(digit);
  await screen.press('核对密码');
}
/** The audit trail so far, oldest first. */
function audited(): readonly Record<string, unknown>[] {
  const journal = new Database(join(hall().dataRoot, 'journal', 'journal.db'), { readonly: true });
  const rows = journal.prepare('SELECT event FROM audit ORDER BY seq').pluck().all();
  journal.close();
  return rows.map((row) => JSON.parse(String(row)));
}

vi.setConfig({ testTimeout: 120_000 });
describe('a certificate that wants more than the card', () => {
  afterEach(async () => {
    await scene('clear');
    await hall().sandbox.put(`${CAMERA}/plug`);
    await hall().citizen.giveUp();
  });

  it('is begun by a look into the camera, and nothing of the face stays at the kiosk', async () => {
    await inFront(HOLDER);
    await arrive();
    await look();
    await hall().screen.heading(BEGUN);
    expect(await checks()).toMatchObject([{ way: 'face', outcome: 'match' }]);
    const [check] = await checks();
    expect(audited()).toEqual(
      expect.arrayContaining([
        { kind: 'face-agreed', item: 'property.housing-status-certificate' },
        { kind: 'identity-checked', way: 'face', outcome: 'match', queryId: check?.queryId },
        { kind: 'assurance-raised', level: 'card+face' },
      ]),
    );
    expect(findInFiles(hall().dataRoot, ['JFIF'])).toEqual([]);
    expect(hall().screen.complaints).toEqual([]);
  });

  it('tells somebody in the dark what to do, and goes on by itself when there is light', async () => {
    await inFront(HOLDER);
    await scene('dark');
    await arrive();
    await look();
    await hall().screen.page.getByText('光线太暗，请转向亮的一面').waitFor();
    await scene('clear');
    await hall().screen.heading(BEGUN);
  });

  it('is not begun by another face, and then by the password', async () => {
    const before = (await checks()).length;
    await inFront('zhou-ming');
    await arrive();
    await look();
    await hall().screen.heading('没有认出是您本人');
    await hall().screen.page.getByText('摄像头还可以试2次').waitFor();
    await hall().screen.press('改用社保卡密码');
    await typePassword();
    await hall().screen.heading(BEGUN);
    expect((await checks()).slice(before)).toMatchObject([
      { way: 'face', outcome: 'no-match' },
      { way: 'password', outcome: 'match' },
    ]);
  });

  it('is not begun while two people stand there', async () => {
    await inFront(HOLDER);
    await scene('two');
    await arrive();
    await look();
    await hall().screen.heading('照片里不止一个人');
  });

  it('is begun by the password where there is no camera, and the screen says that there is none', async () => {
    await hall().sandbox.put(`${CAMERA}/unplug`);
    await arrive();
    await look();
    await hall().screen.heading('本机的摄像头现在不能用');
    await hall().screen.press('返回');
    await hall().screen.page.getByText('本机没有可用的摄像头').waitFor();
    await hall().screen.press(/输入社保卡密码/);
    await typePassword();
    await hall().screen.heading(BEGUN);
  });
});

it('the page is given the camera and never the microphone', async () => {
  const refusal = await hall().screen.page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'given',
      (error: DOMException) => error.name,
    ),
  );
  expect(refusal).toBe('NotAllowedError');
});
