import type { ReactNode } from 'react';

export type Tone = 'ok' | 'warn' | 'down' | 'idle';

const SHAPES: Readonly<Record<Tone, ReactNode>> = {
  ok: <circle cx="6" cy="6" r="5" />,
  warn: <path d="M6 0.5 12 11.5H0z" />,
  down: <rect x="1" y="1" width="10" height="10" rx="1.5" />,
  idle: <circle className="hollow" cx="6" cy="6" r="4" />,
};

/** A state is a word, a shape and a colour; none of them alone. */
export function StateWord({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={`state ${tone}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        {SHAPES[tone]}
      </svg>
      {children}
    </span>
  );
}
