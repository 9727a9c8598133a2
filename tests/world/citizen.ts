import type { Receipt } from '../../sandbox/devices/receipt-printer/contract.ts';
import type { Ledger } from '../../sandbox/exchange/contract.ts';
import type { SandboxButtons } from './sandbox.ts';
import type { ScreenWindow } from './screen.ts';

export const READER = '/kiosks/TL-003/readers/id-card';
export const CITIZEN_CARD_READER = '/kiosks/TL-003/readers/citizen-card';
export const PRINTER = '/kiosks/TL-003/printers/receipt';
export const STANDBY = /请放置\s*您的身份证/;

/** Items the tests come for, and what is typed to find them. */
const INITIALS = {
  驾照记分查询: 'jszzt',
  房产窗口预约: 'bdcdjck',
  异地就医备案: 'ydjyba',
  交通罚款缴纳: 'dljtwf',
  有无住房证明: 'grzfxx',
  老年乘车优惠: 'lnrmf',
} as const;
export type Wanted = keyof typeof INITIALS;

/** What a person does at the machine, and what can be seen of it outside. */
export function citizenAt(sandbox: SandboxButtons, screen: ScreenWindow) {
  const layCard = (citizen: string) => sandbox.put(`${READER}/card`, { citizen });
  const liftCard = () => sandbox.delete(`${READER}/card`);
  const receipts = async () => (await sandbox.get(`${PRINTER}/receipts`)) as readonly Receipt[];
  return {
    layCard,
    liftCard,
    receipts,
    ledger: async () => (await sandbox.get('/exchange/ledger')) as Ledger,
    /** Lays the card and finds the item by the first letters of its name's pinyin. */
    arrive: async (citizen: string, item: Wanted) => {
      await screen.heading(STANDBY);
      await layCard(citizen);
      await open(item);
      await screen.press('同意并开始');
    },
    search,
    open,
    /** Takes the card when asked, waits for the paper; gives the receipt that came. */
    takeCardAndPaper: async (title: string | RegExp): Promise<Receipt> => {
      const before = (await receipts()).length;
      await screen.heading('请先取走卡片');
      await liftCard();
      await screen.heading(title);
      const printed = await receipts();
      const receipt = printed.at(-1);
      if (printed.length !== before + 1 || !receipt)
        throw new Error(`${printed.length - before} receipts were printed, not one`);
      return receipt;
    },
    leave: async () => {
      await screen.press('结束并退出');
      await screen.heading(STANDBY);
    },
    /** Gives up in the middle: exit, card, standby. */
    giveUp: async () => {
      await screen.press('退出');
      await screen.heading('请先取走卡片');
      await liftCard();
      await screen.heading(STANDBY);
    },
    /** Books a counter up to the check page. */
    fillInBooking: async () => {
      await screen.choose(/过户/);
      await screen.heading('一共几个人来？');
      await screen.press('2');
      await finishBooking();
    },
    finishBooking,
  };

  /** From the home page, letter by letter on the keyboard of the screen. */
  async function search(field: RegExp, letters: string): Promise<void> {
    await screen.press(field);
    for (const letter of letters)
      await screen.touch(screen.page.getByRole('button', { name: letter, exact: true }));
  }

  async function open(item: Wanted): Promise<void> {
    await search(/^找事项/, INITIALS[item]);
    await screen.press(new RegExp(item));
  }

  /** The booking from the number of people, already typed, up to the check page. */
  async function finishBooking(): Promise<void> {
    await screen.press('继续');
    await screen.heading('哪天、什么时候来？');
    await screen.touch(screen.page.locator('button[aria-pressed]').first());
    await screen.press('继续');
    await screen.heading('留哪个手机号？');
    await screen.press('用这个');
    await screen.heading('请核对，没错再提交');
  }
}
