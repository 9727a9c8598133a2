/** A ring that steps once a second, without easing. The number inside is shown only when it is worth hurrying. */
export function CountdownRing({
  left,
  of,
  unit,
  showsNumber,
}: {
  readonly left: number;
  readonly of: number;
  readonly unit: string;
  readonly showsNumber: boolean;
}) {
  const length = 2 * Math.PI * 130;
  return (
    <div className="ring">
      <svg viewBox="0 0 300 300" aria-hidden="true" focusable="false">
        <circle cx="150" cy="150" r="130" className="ring-rail" />
        <circle
          cx="150"
          cy="150"
          r="130"
          className="ring-left"
          strokeDasharray={`${(length * left) / Math.max(1, of)} ${length}`}
          transform="rotate(-90 150 150)"
        />
      </svg>
      {showsNumber && (
        <>
          <span className="ring-number">{left}</span>
          <span className="ring-unit">{unit}</span>
        </>
      )}
    </div>
  );
}
