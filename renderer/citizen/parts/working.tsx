import type { ReactNode } from 'react';

/** The machine acts and the citizen waits: a picture of it, what it is doing, how far it is. */
export function Working({
  picture,
  children,
}: {
  readonly picture: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className="working">
      <div className="working-picture">{picture}</div>
      <div className="working-words">{children}</div>
    </div>
  );
}
