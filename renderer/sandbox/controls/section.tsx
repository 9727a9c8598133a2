import { type ReactNode, useId } from 'react';

/** One thing of the street on its own sheet: its name, a word on how it is, and what can be done with all of it. */
export function Section({
  title,
  note,
  action,
  className = '',
  children,
}: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const heading = useId();
  return (
    <section className={`sheet ${className}`} aria-labelledby={heading}>
      <header className="sheet-head">
        <h2 id={heading}>{title}</h2>
        <div className="sheet-note">{note}</div>
        {action}
      </header>
      {children}
    </section>
  );
}
