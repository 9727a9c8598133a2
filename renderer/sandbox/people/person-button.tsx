import type { CitizenSummary } from '../../../sandbox/population/citizen.ts';
import { useWords } from '../words/use-words.ts';

/** One person to choose: a card for those with a story, a row for the rest of the town. */
export function PersonButton({
  citizen,
  look,
  isStanding,
  onStep,
}: {
  readonly citizen: CitizenSummary;
  readonly look: 'card' | 'row';
  readonly isStanding: boolean;
  readonly onStep: () => void;
}) {
  const words = useWords();
  return (
    <button type="button" className={`person ${look}`} aria-pressed={isStanding} onClick={onStep}>
      <span className="person-name">
        <b lang="zh-CN">{citizen.name}</b>
        <span className="person-age">
          {words.people[citizen.sex]} {citizen.age}
          {words.people.age}
        </span>
      </span>
      <small className="tags">
        {citizen.tags
          .filter((tag) => tag !== 'named')
          .map((tag) => (
            <span key={tag}>{words.tags[tag]}</span>
          ))}
      </small>
    </button>
  );
}
