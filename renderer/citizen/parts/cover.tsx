import type { ReactNode } from 'react';
import { Glaze } from '../../design/illustrations/glaze.tsx';

/** Celadon glaze over everything: one question, at most two buttons, nothing personal in the document. */
export function Cover({
  children,
  role,
}: {
  readonly children: ReactNode;
  readonly role?: 'alertdialog' | 'status';
}) {
  return (
    <div className="cover">
      <Glaze />
      <div className="cover-words" role={role}>
        {children}
      </div>
    </div>
  );
}
