import type { KioskState } from '../../../sandbox/control/contract.ts';
import type { SandboxApi } from '../api.ts';
import { PressButton } from '../controls/press-button.tsx';
import { Section } from '../controls/section.tsx';
import { StateWord } from '../controls/state-word.tsx';
import { clock } from '../format.ts';
import { useReceipts } from '../use-street.ts';
import { useWords } from '../words/use-words.ts';
import { ReceiptPaper } from './receipt-paper.tsx';

/** What the printer has put out, the newest on top; older strips stay to be compared. */
const SHOWN = 20;

export function Papers({ api, kiosk }: { readonly api: SandboxApi; readonly kiosk: KioskState }) {
  const words = useWords();
  const receipts = useReceipts(api, kiosk);
  const isHanging = receipts.some(({ taken }) => !taken);
  return (
    <Section
      title={words.papers.title}
      note={String(receipts.length)}
      action={
        <PressButton
          look={isHanging ? 'primary' : 'plain'}
          disabled={!isHanging}
          onPress={() => api.device(kiosk.id, 'printers/receipt').put('take')}
        >
          {words.papers.take}
        </PressButton>
      }
    >
      {receipts.length === 0 && <p className="quiet">{words.papers.none}</p>}
      <ol className="papers">
        {receipts
          .toReversed()
          .slice(0, SHOWN)
          .map((receipt) => (
            <li key={receipt.at} className={receipt.taken ? 'paper taken' : 'paper'}>
              <p className="paper-about">
                <time dateTime={receipt.at}>{clock(receipt.at)}</time>
                <span>
                  {receipt.hex.length / 2} {words.papers.bytes}
                </span>
                <StateWord tone={receipt.taken ? 'idle' : 'ok'}>
                  {receipt.taken ? words.papers.taken : words.papers.hanging}
                </StateWord>
              </p>
              <ReceiptPaper receipt={receipt} />
            </li>
          ))}
      </ol>
    </Section>
  );
}
