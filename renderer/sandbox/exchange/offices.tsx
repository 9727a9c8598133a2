import { useState } from 'react';
import type { OfficeQueue } from '../../../sandbox/exchange/contract.ts';
import type { QueueWish, SandboxApi } from '../api.ts';
import { PressButton } from '../controls/press-button.tsx';
import { Section } from '../controls/section.tsx';
import { StateWord } from '../controls/state-word.tsx';
import { useLanguage, useWords } from '../words/use-words.ts';

function howItIs(office: OfficeQueue, words: ReturnType<typeof useWords>['offices']): string {
  switch (office.state) {
    case 'open':
      return `${office.waiting} ${words.people} · ${office.minutes} ${words.minutes}`;
    case 'closed':
      return words.isClosed;
    case 'unknown':
      return words.isUnknown;
  }
}

const WISHES = ['closed', 'unknown', 'own'] as const;

/** How long one waits at each office, and what it shall be. */
export function Offices({
  api,
  offices,
}: {
  readonly api: SandboxApi;
  readonly offices: readonly OfficeQueue[];
}) {
  const words = useWords();
  const language = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(12);
  const office = offices.find((each) => each.office === chosen) ?? offices[0];
  if (office === undefined) return null;
  const wish = (queue: QueueWish) => api.setQueue(office.office, queue);

  return (
    <Section
      title={words.offices.title}
      note={
        <StateWord tone={office.state === 'unknown' ? 'warn' : 'ok'}>
          {howItIs(office, words.offices)}
        </StateWord>
      }
    >
      <div className="pair with-button">
        <div className="field">
          <label>
            <span className="field-name">{words.offices.office}</span>
            <select value={office.office} onChange={(event) => setChosen(event.target.value)}>
              {offices.map((each) => (
                <option key={each.office} value={each.office}>
                  {each.name[language]} · {each.office}
                </option>
              ))}
            </select>
          </label>
        </div>
        <div className="field times">
          <label>
            <span className="field-name">{words.offices.waiting}</span>
            <input
              type="number"
              min={0}
              max={999}
              value={waiting}
              onChange={(event) => setWaiting(event.target.valueAsNumber || 0)}
            />
          </label>
        </div>
        <PressButton
          label={`${words.offices.set}: ${words.offices.waiting}`}
          onPress={() => wish({ state: 'open', waiting })}
        >
          {words.offices.set}
        </PressButton>
      </div>
      <div className="pair">
        {WISHES.map((state) => (
          <PressButton key={state} onPress={() => wish({ state })}>
            {words.offices[state]}
          </PressButton>
        ))}
      </div>
    </Section>
  );
}
