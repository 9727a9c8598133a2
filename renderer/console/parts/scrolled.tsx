import type { ReactNode } from 'react';

/** What scrolls by itself; named, and reachable by keyboard. */
export const Scrolled = ({
  label,
  className = 'scroll',
  children,
}: {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section className={className} tabIndex={0} aria-label={label}>
    {children}
  </section>
);
