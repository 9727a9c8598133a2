import type { ReactNode } from 'react';
import { Seal } from '../../design/seal.tsx';

export const DoorTitle = ({ children }: { readonly children: ReactNode }) => (
  <div className="title">
    <Seal />
    <h1>{children}</h1>
  </div>
);

export function DoorField({
  label,
  hint,
  value,
  onValue,
  type = 'text',
  autoComplete,
  isDigits = false,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'password';
  readonly autoComplete: string;
  readonly isDigits?: boolean;
}) {
  return (
    <label className="field">
      <span>
        {label} {hint !== undefined && <small>{hint}</small>}
      </span>
      <input
        required
        type={type}
        autoComplete={autoComplete}
        inputMode={isDigits ? 'numeric' : 'text'}
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    </label>
  );
}
