import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumNames, findExecutable } from '../electron/chromium/find-executable.ts';
import { words } from '../host/visit/words.ts';
import type { ExchangeState } from '../sandbox/exchange/contract.ts';
import { citizenAt, STANDBY } from './world/citizen.ts';
import { type Display, startDisplay } from './world/display.ts';
import { findInFiles } from './world/leaks.ts';
import { BACK, type KioskPart, type KioskWindow, onceStart, type StartedKiosk } from './world/once-start.ts';
import { endNow, isRunning, processesWith, treeOf } from './world/process-tree.ts';

const browser = findExecutable(chromiumNames, process.env.PATH);
const xvfb = findExecutable(['Xvfb'], process.env.PATH);
const openbox = findExecutable(['openbox'], process.env.PATH);
const missing = Object.entries({ chromium: browser, Xvfb: xvfb, openbox })
  .filter(([, path]) => path === undefined)
  .map(([name]) => name);

if (browser === undefined || xvfb === undefined || openbox === undefined) {
  it.skip(`a kiosk comes back from any death (needs ${missing.join(', ')})`, () => {});
} else {
  describe('a kiosk started with one command', () => comesBack(browser, xvfb));
}

function comesBack(browserPath: string, xvfbPath: string): void {
  let root: string;
  let display: Display;
  let kiosk: StartedKiosk;
  let screen: KioskWindow;
  let citizen: ReturnType<typeof citizenAt>;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'once-comeback-'));
    display = await startDisplay(xvfbPath);
    kiosk = await onceStart(root, display.name, browserPath);
  });
  afterAll(async () => {
    await kiosk?.stop();
    endNow(processesWith(root));
    display?.stop();
    rmSync(root, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await look();
  });
  afterEach(async ({ task }) => {
    // What a failed test left behind is not the next one's business.
    if (task.result?.state === 'fail') {
      await citizen.liftCard();
      await kiosk.sandbox.put('/exchange/fault', { preset: 'none' });
      await killHost();
    }
    await screen.lookAway();
  });

  async function look(): Promise<void> {
    screen = await kiosk.window();
    citizen = citizenAt(kiosk.sandbox, screen);
  }

  /** SIGKILL, while nobody looks; then the window as it stands when that part runs again. */
  async function kill(part: KioskPart): Promise<void> {
    await screen.lookAway();
    const dying = kiosk.processes(part);
    expect(dying).not.toEqual([]);
    endNow(dying);
    const born = () => kiosk.processes(part).filter((pid) => !dying.includes(pid));
    await expect.poll(born, BACK).not.toEqual([]);
    await look();
  }

  async function killHost(): Promise<void> {
    const before = kiosk.screensShown().length;
    await kill('host');
    await expect.poll(() => kiosk.screensShown().slice(before), BACK).toContain('attract');
  }

  /** What was confirmed can be opened while its visit's key is here, and never after. */
  const visitKeys = () =>
    readdirSync(join(kiosk.data, 'keys')).filter((name) => /^[0-9a-f-]{36}\.key$/.test(name));

  const typed = () => screen.page.getByLabel('您填的内容');

  async function expectForgotten(id: string): Promise<void> {
    const person = (await kiosk.sandbox.get(`/citizens/${id}`)) as {
      document: { name: string; number: string; address: string };
    };
    const { name, number, address } = person.document;
    expect(await screen.text()).not.toContain(name);
    expect(findInFiles(kiosk.data, [name, number, address])).toEqual([]);
  }

  it('whose page dies, and then its whole browser, shows the same question with what was typed', async () => {
    await citizen.arrive('li-na', '房产窗口预约');
    await screen.choose(/过户/);
    await screen.heading('一共几个人来？');
    await type('1');
    await kill('page');
    await screen.heading('一共几个人来？');
    await expect.poll(() => typed().innerText()).toBe('1');

    await type('0');
    await kill('browser');
    await screen.heading('一共几个人来？');
    await expect.poll(() => typed().innerText()).toBe('10');

    await citizen.finishBooking();
    await screen.press('确认预约');
    const receipt = await citizen.takeCardAndPaper(/已预约/);
    const { cases } = await citizen.ledger();
    expect(cases).toEqual([expect.objectContaining({ department: 'property', arrivals: 1 })]);
    expect(receipt.text).toContain(cases[0]?.caseNo);
    await citizen.leave();
    await expectForgotten('li-na');
  });

  it('whose host dies in mid-visit tells of it, keeps nothing of the visit, and serves the next citizen', async () => {
    await citizen.arrive('wang-xiuyun', '异地就医备案');
    await screen.choose(/长期住在外地/);
    await screen.heading(/哪个省/);
    await killHost();
    await screen.heading(STANDBY);
    expect(joined(await screen.text())).toContain(joined(words.attract.interrupted['zh-CN']));
    await expectForgotten('wang-xiuyun');

    await citizen.liftCard();
    await citizen.arrive('chen-guoqiang', '驾照记分查询');
    await screen.heading('您的驾驶证');
    await screen.press('继续');
    await citizen.takeCardAndPaper('已办好');
    await citizen.leave();
    expect(joined(await screen.text())).not.toContain(joined(words.attract.interrupted['zh-CN']));
    await expectForgotten('chen-guoqiang');
  });

  it.each([
    ['has not yet taken it up', 'timeoutBeforeEffect'],
    ['has taken it up but not answered', 'timeoutAfterEffect'],
  ])(
    'whose host dies right after “confirm”, when the exchange %s, delivers it exactly once',
    async (_when, preset) => {
      const before = (await citizen.ledger()).cases.length;
      await citizen.arrive('zhou-ming', '房产窗口预约');
      await citizen.fillInBooking();
      await kiosk.sandbox.put('/exchange/fault', { preset, service: 'property/cases/submit', times: 1 });
      await screen.press('确认预约');
      // The one fault is used up: the application has arrived there, and nothing has come back.
      await expect
        .poll(async () => ((await kiosk.sandbox.get('/exchange')) as ExchangeState).faults, BACK)
        .toEqual([]);
      await killHost();
      await expect.poll(async () => (await citizen.ledger()).cases.length, BACK).toBe(before + 1);
      // The exchange's word for it has come home, and the key that could open what was confirmed is gone.
      await expect.poll(visitKeys, BACK).toEqual([]);
      const { cases } = await citizen.ledger();
      expect(cases).toHaveLength(before + 1);
      expect(cases.at(-1)).toMatchObject({ department: 'property', arrivals: 1 });
      await expectForgotten('zhou-ming');
      await citizen.liftCard();
      await screen.heading(STANDBY);
    },
  );

  it('whose host dies while a payment code stands on the screen lets nobody pay for what is gone', async () => {
    await citizen.arrive('zhou-ming', '交通罚款缴纳');
    await screen.touch(screen.page.getByRole('radio').first().locator('xpath=ancestor-or-self::label'));
    await screen.press('继续');
    await screen.press('确认并去付款');
    await screen.heading('请用手机扫码付款');
    await killHost();
    await expect
      .poll(async () => (await citizen.ledger()).orders.map(({ state }) => state), BACK)
      .toEqual(['closed']);
    await citizen.liftCard();
    await screen.heading(STANDBY);
    await expectForgotten('zhou-ming');
  });

  it('leaves no process behind when the command itself is killed', async () => {
    const { pid } = kiosk.once;
    if (pid === undefined) throw new Error('once start runs');
    const all = new Set([...treeOf(pid), ...processesWith(root)]);
    // Command, sandbox, two devices, shell, host, browser and its helpers, window manager.
    expect(all.size).toBeGreaterThan(8);
    endNow([pid]);
    await expect.poll(() => [...all, ...processesWith(root)].filter(isRunning), BACK).toEqual([]);
  });

  /** Watches the window's line to the host from now on; answers whether a draft was sent and has come back in a frame. */
  async function watchDraft(): Promise<() => boolean> {
    const line = await screen.page.context().newCDPSession(screen.page);
    await line.send('Network.enable');
    let draft: 'none' | 'sent' | 'kept' = 'none';
    line.on('Network.webSocketFrameSent', ({ response }) => {
      if (response.payloadData.includes('"draft"')) draft = 'sent';
    });
    line.on('Network.webSocketFrameReceived', () => {
      if (draft === 'sent') draft = 'kept';
    });
    return () => draft === 'kept';
  }

  /** Types one digit of the answer, and waits until the host has it. */
  async function type(digit: string): Promise<void> {
    const isKept = await watchDraft();
    await screen.press(digit);
    await expect.poll(isKept, BACK).toBe(true);
  }
}

/** Without the breaks the screen puts between words. */
function joined(text: string): string {
  return text.replace(/\s/g, '');
}
