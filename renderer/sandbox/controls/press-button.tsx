import type { ReactNode } from 'react';
import { Refused } from './refused.tsx';
import { usePress } from './use-press.ts';

/** A button of the sandbox. It stays focusable while it works, and says why when it was refused. */
export function PressButton({
  look = 'plain',
  disabled = false,
  label,
  onPress,
  children,
}: {
  readonly look?: 'plain' | 'primary' | 'large' | 'link';
  readonly disabled?: boolean;
  /** Name for assistive technology when the visible one needs its neighbours to be understood. */
  readonly label?: string;
  readonly onPress: () => Promise<unknown>;
  readonly children: ReactNode;
}) {
  const { isBusy, refusal, press } = usePress();
  return (
    <span className="press">
      <button
        type="button"
        className={`button ${look}`}
        disabled={disabled}
        aria-busy={isBusy}
        aria-label={label}
        onClick={() => press(onPress)}
      >
        {children}
      </button>
      <Refused why={refusal} />
    </span>
  );
}
