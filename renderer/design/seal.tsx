/** The mark: a vermilion seal that says 一次. Only here and on issued papers, never as decoration. */
export function Seal() {
  return (
    <svg className="seal" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <path
        className="seal-ground"
        d="M7 3.5C20 2 46 2.2 57 3.2c2.6.3 4 1.7 4.2 4.3.9 13 .8 36-.2 49-.2 2.6-1.7 4-4.3 4.2-13 1-36 1-49 .1-2.6-.2-4-1.6-4.2-4.2C2.6 44 2.6 20 3.3 7.6 3.5 5 4.6 3.8 7 3.5z"
      />
      <text className="seal-word" fontSize="27" x="32" y="29.5" textAnchor="middle">
        一
      </text>
      <text className="seal-word" fontSize="27" x="32" y="54" textAnchor="middle">
        次
      </text>
    </svg>
  );
}
