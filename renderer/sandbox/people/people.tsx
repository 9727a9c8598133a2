import { useState } from 'react';
import type { CitizenSummary, CitizenTag } from '../../../sandbox/population/citizen.ts';
import { Icon } from '../../design/icon.tsx';
import type { CitizenFile, SandboxApi } from '../api.ts';
import { Refused } from '../controls/refused.tsx';
import { Section } from '../controls/section.tsx';
import { CITIZEN_TAGS } from '../presets.ts';
import { useWords } from '../words/use-words.ts';
import { CardFace } from './card-face.tsx';
import { PersonButton } from './person-button.tsx';
import { LISTED, useCitizens } from './use-citizens.ts';

/** Somebody of the synthetic population steps up to the kiosk. */
export function People({
  api,
  standing,
  file,
  onStep,
}: {
  readonly api: SandboxApi;
  /** Id of who stands there. */
  readonly standing: string | null;
  readonly file: CitizenFile | null;
  readonly onStep: (id: string) => void;
}) {
  const words = useWords();
  const [query, setQuery] = useState('');
  const [tag, setTag] = useState<CitizenTag | null>(null);
  const { found, refusal } = useCitizens(api, { query, tag });
  const isNamed = (citizen: CitizenSummary) => citizen.tags.includes('named');
  const named = found.filter(isNamed);
  const others = found.filter((citizen) => !isNamed(citizen));
  const person = (citizen: CitizenSummary, look: 'card' | 'row') => (
    <li key={citizen.id}>
      <PersonButton
        citizen={citizen}
        look={look}
        isStanding={citizen.id === standing}
        onStep={() => onStep(citizen.id)}
      />
    </li>
  );

  return (
    <Section title={words.people.title} className="people">
      <CardFace file={file} />
      <search className="finder">
        <label className="finder-query">
          <Icon name="search" />
          <input
            type="search"
            placeholder={words.people.search}
            aria-label={words.people.search}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </label>
        <select
          aria-label={words.people.tag}
          value={tag ?? ''}
          onChange={(event) => setTag(CITIZEN_TAGS.find((each) => each === event.target.value) ?? null)}
        >
          <option value="">{words.people.anyTag}</option>
          {CITIZEN_TAGS.map((each) => (
            <option key={each} value={each}>
              {words.tags[each]}
            </option>
          ))}
        </select>
      </search>
      <Refused why={refusal} />
      <div className="crowd">
        {named.length > 0 && <h3>{words.people.named}</h3>}
        <ul className="named">{named.map((citizen) => person(citizen, 'card'))}</ul>
        {others.length > 0 && <h3>{words.people.found}</h3>}
        <ul>{others.map((citizen) => person(citizen, 'row'))}</ul>
        {found.length === 0 && refusal === null && <p className="quiet">{words.people.nobody}</p>}
        {found.length === LISTED && <p className="quiet">{words.people.more}</p>}
      </div>
    </Section>
  );
}
