import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Gallery, hasChromium, openGallery } from './browser.ts';

/** What a citizen's hands do on the glass, in a real browser. */
describe.skipIf(!hasChromium())('on the glass', { timeout: 30_000 }, () => {
  let gallery: Gallery;
  const show = (frame: string): Promise<Page> =>
    gallery.show({ frame, orientation: 'portrait', language: 'zh-CN', pxPerMm: 3.64 });
  const sends = (expected: unknown) => vi.waitFor(() => expect(gallery.sent()).toEqual(expected));

  beforeAll(async () => {
    gallery = await openGallery();
  }, 60_000);
  afterAll(async () => {
    await gallery[Symbol.asyncDispose]();
  });

  it('says what is missing when one goes on without choosing, and sends nothing', async () => {
    const page = await show('choose-five');
    await page.getByRole('button', { name: '继续' }).click();
    await page.getByRole('alert').getByText('还没选，请选一项').waitFor();
    expect(gallery.sent()).toEqual([]);
  });

  it('keeps a choice as a draft and sends it only with 继续', async () => {
    const page = await show('choose-five');
    await page.getByRole('radio', { name: /转诊就医/ }).check();
    await sends([{ kind: 'draft', step: 'kind', value: 'refer' }]);
    await page.getByRole('button', { name: '继续' }).click();
    await sends([
      { kind: 'draft', step: 'kind', value: 'refer' },
      { kind: 'answer', step: 'kind', value: 'refer' },
    ]);
  });

  it('opens what a reminder is about, or puts it away', async () => {
    const page = await show('home');
    await page
      .getByRole('button', { name: /^不再提醒/ })
      .first()
      .click();
    await sends([{ kind: 'dismiss-reminder', reminder: expect.any(String) }]);
    await page.locator('.reminder-open').first().click();
    await vi.waitFor(() => expect(gallery.sent().at(-1)).toMatchObject({ kind: 'open-item' }));
  });

  it('finds a city by the initials of its pinyin', async () => {
    const page = await show('ask');
    const key = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await key('删除');
    await key('删除');
    for (const letter of 'hss') await key(letter);
    await page
      .getByRole('button', { name: /黄山市/ })
      .first()
      .click();
    await vi.waitFor(() =>
      expect(gallery.sent().at(-1)).toEqual({ kind: 'draft', step: 'city', value: '黄山市' }),
    );
    await key('继续');
    await vi.waitFor(() =>
      expect(gallery.sent().at(-1)).toEqual({ kind: 'answer', step: 'city', value: '黄山市' }),
    );
  });

  it('sends a signature in millimetres of glass, without the stroke that was taken back', async () => {
    const page = await show('sign');
    const pad = await page.getByRole('img', { name: '签名区' }).boundingBox();
    if (!pad) throw new Error('the pad is not drawn');
    const stroke = async (fromMm: number, toMm: number) => {
      await page.mouse.move(pad.x + fromMm * 3.64, pad.y + 20 * 3.64);
      await page.mouse.down();
      await page.mouse.move(pad.x + toMm * 3.64, pad.y + 20 * 3.64, { steps: 4 });
      await page.mouse.up();
    };
    await stroke(10, 50);
    await stroke(60, 90);
    await page.getByRole('button', { name: '退一笔' }).click();
    await page.getByRole('button', { name: '签好了' }).click();
    await vi.waitFor(() => expect(gallery.sent()).toHaveLength(1));
    const [intent] = gallery.sent();
    if (intent?.kind !== 'sign') throw new Error('no signature was sent');
    expect(intent.strokes).toHaveLength(1);
    expect(intent.strokes[0]?.at(0)?.x).toBeCloseTo(10, 0);
    expect(intent.strokes[0]?.at(-1)?.x).toBeCloseTo(50, 0);
    expect(intent.strokes[0]?.at(-1)?.y).toBeCloseTo(20, 0);
  });

  it('sends a password once, shows none of it, and changes the places of the keys', async () => {
    const page = await show('password');
    const places = () => page.locator('.number-pad .key:not(.key-function)').allInnerTexts();
    const before = await places();
    for (const digit of '135') await page.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: '核对密码' }).click();
    await page.getByText('密码是6位数字，还没有输完').waitFor();
    expect(gallery.sent()).toEqual([]);
    for (const digit of '790') await page.getByRole('button', { name: digit, exact: true }).click();
    const typed = page.locator('output');
    expect(await typed.innerText()).not.toMatch(/\d{2}/);
    await page.getByRole('button', { name: '核对密码' }).click();
    await sends([{ kind: 'password', digits: '135790' }]);
    expect(await typed.getAttribute('aria-label')).toBe('已输入0位');
    expect(before.toSorted()).toEqual([...'0123456789']);
    expect((await places()).toSorted()).toEqual([...'0123456789']);
  });

  it('says why a way to prove oneself cannot be used, and sends nothing for it', async () => {
    const page = await show('prove-no-camera');
    await page.getByRole('button', { name: '本机没有可用的摄像头' }).click({ force: true });
    expect(gallery.sent()).toEqual([]);
    await page.getByRole('button', { name: '社保卡密码' }).click();
    await sends([{ kind: 'prove', way: 'password' }]);
  });

  it('says why a dashed button cannot act, and sends nothing', async () => {
    const page = await show('home');
    /* Playwright would wait for it to be enabled, which is what is tried here. */
    await page.getByRole('button', { name: '返回' }).click({ force: true });
    await page.getByRole('status').getByText('已经在首页，前面没有了').waitFor();
    expect(gallery.sent()).toEqual([]);
  });

  it('answers 求助 with whom to call, where to go and the machine beside', async () => {
    const page = await show('check');
    await page.getByRole('button', { name: '求助' }).click();
    const help = page.getByRole('dialog');
    for (const word of ['12345', '3号窗口', '004号机']) await help.getByText(word).first().waitFor();
    await help.getByRole('button', { name: '关上，继续办' }).click();
    await help.waitFor({ state: 'hidden' });
    await sends([
      { kind: 'help', open: true },
      { kind: 'help', open: false },
    ]);
  });

  it('takes any Enter at the idle warning for 我还在', async () => {
    const page = await show('idle-warning');
    await page.keyboard.press('Enter');
    await sends([{ kind: 'stay' }]);
  });

  it('sends the focus to the heading of a new screen', async () => {
    const page = await show('refusal');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  it('shows five levels of satisfaction, none chosen before', async () => {
    const page = await show('done');
    await page.getByRole('button', { name: '基本满意' }).click();
    await sends([{ kind: 'rate', level: 3 }]);
  });
});
