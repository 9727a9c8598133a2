/** One of a few; the chosen one is pressed in. */
export function Tabs<K extends string>({
  label,
  chosen,
  options,
  onChoose,
}: {
  readonly label: string;
  readonly chosen: K;
  readonly options: readonly (readonly [K, string])[];
  readonly onChoose: (key: K) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would ask for a legend in the line
    <div className="tabs" role="group" aria-label={label}>
      {options.map(([key, word]) => (
        <button key={key} type="button" aria-pressed={key === chosen} onClick={() => onChoose(key)}>
          {word}
        </button>
      ))}
    </div>
  );
}
