import type { Ledger } from '../../../sandbox/exchange/contract.ts';
import type { SandboxApi } from '../api.ts';
import { PressButton } from '../controls/press-button.tsx';
import { Section } from '../controls/section.tsx';
import { yuan } from '../format.ts';
import { useLanguage, useWords } from '../words/use-words.ts';

/** The phone in the citizen's hand: every code that can be scanned now, the newest first. */
export function Phone({ api, ledger }: { readonly api: SandboxApi; readonly ledger: Ledger | null }) {
  const words = useWords();
  const language = useLanguage();
  const waiting = (ledger?.orders ?? []).filter(({ state }) => state === 'waiting').toReversed();
  return (
    <Section title={words.phone.title} note={waiting.length > 0 && String(waiting.length)}>
      {waiting.length === 0 && <p className="quiet">{words.phone.none}</p>}
      <ul className="orders">
        {waiting.map((order) => (
          <li key={order.orderNo}>
            <p className="order-sum">
              <b>{yuan(order.amountFen)}</b> {order.subject[language]}
            </p>
            <p className="order-no">
              <code>{order.orderNo}</code>
              {order.declined > 0 && ` · ${words.phone.declined} × ${order.declined}`}
            </p>
            <div className="order-acts">
              <PressButton
                look="primary"
                label={`${words.phone.pay}: ${order.orderNo}`}
                onPress={() => api.pay(order.orderNo, 'paid')}
              >
                {words.phone.pay}
              </PressButton>
              <PressButton
                label={`${words.phone.decline}: ${order.orderNo}`}
                onPress={() => api.pay(order.orderNo, 'declined')}
              >
                {words.phone.decline}
              </PressButton>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
