import { TIMES } from '../presets.ts';
import { useWords } from '../words/use-words.ts';

/** How often the next fault that is chosen strikes; it presses nothing by itself. */
export function TimesChoice({
  times,
  onChoose,
}: {
  readonly times: number | null;
  readonly onChoose: (times: number | null) => void;
}) {
  const words = useWords();
  return (
    <div className="field times">
      <label>
        <span className="field-name">{words.device.times}</span>
        <select
          value={String(times)}
          onChange={(event) => onChoose(TIMES.find((each) => String(each) === event.target.value) ?? null)}
        >
          {TIMES.map((each) => (
            <option key={String(each)} value={String(each)}>
              {each === null ? words.device.forever : `× ${each}`}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
