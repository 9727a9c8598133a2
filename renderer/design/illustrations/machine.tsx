/** The machine from the front. The screen says what it is doing: waiting, or stopped. */
export function Machine({ state }: { readonly state: 'stopped' | 'restoring' }) {
  return (
    <svg className="illustration machine" viewBox="0 0 200 430" aria-hidden="true" focusable="false">
      <g stroke="#5C6F69" strokeWidth="2" strokeLinejoin="round">
        <path d="M22 14a10 10 0 0 1 10-10h136a10 10 0 0 1 10 10v386H22z" fill="#fff" />
        <path d="M12 400h176v14a6 6 0 0 1-6 6H18a6 6 0 0 1-6-6z" fill="#EEF2EF" />
        <circle cx="100" cy="18" r="5" fill="#EEF2EF" />
        <rect x="36" y="32" width="128" height="204" rx="6" fill="#14211D" />
        <path d="M14 250h172l6 34H8z" fill="#fff" />
        <g fill="#EEF2EF">
          <path d="M22 257h52l-2 20H18z" />
          <path d="M82 257h40l1 20H81z" />
          <path d="M131 257h46l4 20h-49z" />
          <rect x="40" y="306" width="74" height="14" rx="4" />
          <rect x="128" y="306" width="34" height="14" rx="4" />
          <rect x="40" y="338" width="58" height="44" rx="4" />
          <rect x="104" y="338" width="58" height="44" rx="4" />
        </g>
      </g>
      <g stroke="#fff" fill="none" strokeLinecap="round">
        <circle cx="100" cy="126" r="34" strokeWidth="5" strokeOpacity={state === 'stopped' ? 1 : 0.35} />
        {state === 'stopped' ? (
          <path d="M90 112v28M110 112v28" strokeWidth="7" />
        ) : (
          <path d="M100 92a34 34 0 0 1 34 34" strokeWidth="5" className="turns" />
        )}
      </g>
    </svg>
  );
}
