import { useId } from 'react';
import { Refused } from './refused.tsx';
import { usePress } from './use-press.ts';

/** One setting out of a few, all of them in sight. Native radio buttons, so arrow keys work. */
export function Segments<T extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly word: string; readonly tone?: 'warn' | 'down' }[];
  /** A promise when it is a button of the sandbox; its refusal is shown. */
  readonly onChoose: (value: T) => unknown;
}) {
  const { isBusy, refusal, press } = usePress();
  const name = useId();
  return (
    <div className="field">
      <fieldset aria-busy={isBusy}>
        <legend className="field-name">{label}</legend>
        <div className="segments">
          {options.map((option) => (
            <label key={option.value} className={`segment ${option.tone ?? ''}`}>
              <input
                type="radio"
                name={name}
                checked={option.value === value}
                onChange={() => press(async () => onChoose(option.value))}
              />
              <span>{option.word}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Refused why={refusal} />
    </div>
  );
}
