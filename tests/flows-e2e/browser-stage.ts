import type { Browser, Locator, Page } from 'playwright-core';
import type { Intent } from '../../host/contract/intent.ts';
import type { HostMessage } from '../../host/contract/messages.ts';
import type { Frame } from '../../host/contract/screen.ts';
import { zhCN } from '../../renderer/citizen/words/zh-cn.ts';
import type { HostReady } from '../world/kiosk.ts';
import type { SandboxButtons } from '../world/sandbox.ts';
import { type ScreenWindow, screenOn, touchPanel } from '../world/screen.ts';
import { sign } from '../world/signature.ts';
import { type KioskStage, outsideOf } from './kiosk-stage.ts';

/** Pages a list may have, months a day may be away: more is no place to look for something with a finger. */
const MOST_TURNS = 40;

/**
 * The same kiosk with a real window on it: what the script wants is touched where a citizen would touch it. Frames are
 * read off the page's own socket, so that the player sees what the page was sent.
 */
export async function openBrowserStage(
  browser: Browser,
  { url, token }: HostReady,
  kiosk: string,
  sandbox: SandboxButtons,
): Promise<KioskStage & { readonly screen: ScreenWindow }> {
  const page = await browser.newPage(touchPanel('portrait'));
  const screen = screenOn(page, (target) => target.tap());
  const listeners = new Set<(frame: Frame) => void>();
  let frame: Frame | null = null;
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const message = JSON.parse(String(payload)) as HostMessage; // the host's own contract
      if (message.type !== 'frame') return;
      frame = message.frame;
      for (const listener of listeners) listener(frame);
    }),
  );
  await page.goto(`${url}/?token=${token}`);
  return {
    ...outsideOf(kiosk, sandbox),
    screen,
    frame: () => frame,
    onFrame: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    intend: async (intent) => {
      if (frame !== null) await touch(screen, frame, intent);
    },
    close: () => page.close(),
  };
}

async function touch(window: ScreenWindow, { screen }: Frame, intent: Intent): Promise<void> {
  const { page } = window;
  const press = (name: string) => window.touch(button(page, name));
  switch (intent.kind) {
    case 'find':
      return window.press(new RegExp(`^${zhCN.home.all}`));
    case 'open-item': {
      const name = screen.kind === 'find' && screen.tiles.find(({ id }) => id === intent.item)?.name['zh-CN'];
      const title = page.locator('.item-name').getByText(String(name), { exact: true });
      return turnTo(window, page.locator('.item-row', { has: title }));
    }
    case 'start-item':
      return press(zhCN.item.agree);
    case 'prove':
      return window.press(new RegExp(zhCN.prove[intent.way]));
    case 'consent':
      return press(zhCN.faceConsent.agree);
    case 'password':
      for (const digit of intent.digits) await press(digit);
      return press(zhCN.password.go);
    case 'continue':
      return press(screen.kind === 'scan' ? zhCN.scan.finish : zhCN.action.continue);
    case 'answer':
      await give(window, screen, String(intent.value));
      return press(zhCN.action.continue);
    case 'take-offered':
      return press(zhCN.ask.useOffered);
    case 'sign':
      await sign(window);
      return press(zhCN.sign.done);
    case 'scan':
      return press(zhCN.scan.start);
    case 'keep-page':
      return press(zhCN.scan.keep);
    case 'confirm':
      return screen.kind === 'check' ? press(screen.button['zh-CN']) : undefined;
    case 'finish':
      return press(zhCN.done.finish);
    case 'exit':
      return press(zhCN.dock.exit);
    default:
      throw new Error(`no finger has learnt to ${intent.kind}`);
  }
}

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true }).first();

/** An answer is given in the way its screen takes it, and not sent yet. */
async function give(window: ScreenWindow, screen: Frame['screen'], value: string): Promise<void> {
  const { page } = window;
  if (screen.kind === 'choose')
    return turnTo(
      window,
      page.locator('label.option', { has: page.locator(`input[value=${JSON.stringify(value)}]`) }),
    );
  if (screen.kind === 'book') {
    const [date = '', part] = value.split('/');
    const name = `${chineseDay(date)} ${part === 'pm' ? zhCN.book.pm : zhCN.book.am}`;
    return turnTo(window, button(page, name));
  }
  if (screen.kind !== 'ask') throw new Error(`${screen.kind} takes no answer`);
  switch (screen.input) {
    case 'date':
      return pickDay(window, value);
    case 'text':
      return type(window, value);
    case 'number':
    case 'amount':
    case 'phone':
      for (const key of value)
        await window.touch(key === '.' ? button(page, zhCN.ask.point) : button(page, key));
  }
}

/** Touches it on the page of the list where it stands. */
async function turnTo(window: ScreenWindow, target: Locator): Promise<void> {
  await window.page.locator('.tile, .option, .slot').first().waitFor();
  for (let turn = 0; turn < MOST_TURNS && (await target.count()) === 0; turn += 1)
    await window.touch(button(window.page, zhCN.action.next));
  await window.touch(target.first());
}

async function pickDay(window: ScreenWindow, date: string): Promise<void> {
  const { page } = window;
  const wanted = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const [, year, month] = /(\d+)年(\d+)月/.exec(await page.locator('.calendar-line b').innerText()) ?? [];
    const shown = Number(year) * 12 + Number(month);
    if (shown === wanted) break;
    await window.touch(button(page, shown < wanted ? zhCN.date.nextMonth : zhCN.date.previousMonth));
  }
  await window.touch(button(page, chineseDay(date)));
}

/** Letters as they stand on the keyboard, digits and signs behind its switch. */
async function type(window: ScreenWindow, text: string): Promise<void> {
  const { page } = window;
  await window.touch(button(page, zhCN.keyboard.latin));
  let isDigits = false;
  for (const key of text) {
    if (isDigits !== !/[a-z ]/.test(key)) {
      isDigits = !isDigits;
      await window.touch(button(page, isDigits ? zhCN.keyboard.digits : zhCN.keyboard.letters));
      if (!isDigits) await window.touch(button(page, zhCN.keyboard.latin));
    }
    await window.touch(button(page, key === ' ' ? zhCN.keyboard.space : key));
  }
}

const chineseDay = (date: string): string =>
  `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
