import { Refused } from './refused.tsx';
import { usePress } from './use-press.ts';

/** One setting out of many. The code stands beside its words: it is what a test or a script would send. */
export function Choice<T extends string>({
  label,
  value,
  options,
  words,
  normal,
  onChoose,
}: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  /** What is set when nothing is wrong: `none` of the faults. Everything else stands out. */
  readonly normal: NoInfer<T>;
  readonly onChoose: (value: T) => Promise<unknown>;
}) {
  const { isBusy, refusal, press } = usePress();
  return (
    <div className="field">
      <label>
        <span className="field-name">{label}</span>
        <select
          className={value === normal ? '' : 'set'}
          value={value}
          aria-busy={isBusy}
          onChange={(event) => {
            const chosen = options.find((option) => option === event.target.value);
            if (chosen !== undefined) press(() => onChoose(chosen));
          }}
        >
          {options.map((option) => (
            <option key={option} value={option}>
              {option === normal ? words[option] : `${words[option]} · ${option}`}
            </option>
          ))}
        </select>
      </label>
      <Refused why={refusal} />
    </div>
  );
}
