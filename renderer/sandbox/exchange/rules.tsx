import type { ExchangeState } from '../../../sandbox/exchange/contract.ts';
import type { SandboxApi } from '../api.ts';
import { PressButton } from '../controls/press-button.tsx';
import { useWords } from '../words/use-words.ts';

/** What is in force now. The exchange clears all of a kind when the rule for every service is cleared, and the button says so. */
export function Rules({ api, exchange }: { readonly api: SandboxApi; readonly exchange: ExchangeState }) {
  const words = useWords();
  const rules = [
    ...exchange.faults.map(({ service, preset, times }) => ({
      kind: 'fault',
      service,
      what: `${words.exchangeFaults[preset]}${times === null ? '' : ` × ${times}`}`,
      clear: () => api.setFault(service, 'none', null),
    })),
    ...exchange.latencies.map(({ service, ms }) => ({
      kind: 'latency',
      service,
      what: `+ ${ms / 1000} s`,
      clear: () => api.setLatency(service, 0),
    })),
  ];
  if (rules.length === 0) return null;
  return (
    <ul className="rules" aria-label={words.exchange.active}>
      {rules.map((rule) => {
        const scope = rule.service ?? words.exchange.allServices;
        const verb = rule.service === null ? words.exchange.clearAll : words.exchange.clear;
        return (
          <li key={`${rule.kind} ${rule.service}`}>
            <code>{scope}</code>
            <b>{rule.what}</b>
            <PressButton look="link" label={`${verb}: ${scope}, ${rule.what}`} onPress={rule.clear}>
              {verb}
            </PressButton>
          </li>
        );
      })}
    </ul>
  );
}
