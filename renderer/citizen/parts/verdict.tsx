import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../design/icon.tsx';

/** A sign, a heading and what belongs to it, at the top of a screen that tells how something ended. */
export function Verdict({
  icon,
  tone,
  children,
}: {
  readonly icon: IconName;
  readonly tone: 'good' | 'neutral' | 'warn';
  readonly children: ReactNode;
}) {
  return (
    <div className="verdict">
      <span className={`verdict-sign verdict-${tone}`}>
        <Icon name={icon} size="xxl" />
      </span>
      <div>{children}</div>
    </div>
  );
}

/** One thing to know or do: icon block, bold line, plain line. Read only, so it has no edge. */
export function Advice({
  icon,
  title,
  children,
  tone = 'plain',
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ReactNode;
  readonly tone?: 'plain' | 'tint' | 'warn';
}) {
  return (
    <div className={`panel when when-${tone}`}>
      <span className="icon-block">
        <Icon name={icon} />
      </span>
      <span>
        <b>{title}</b>
        <span>{children}</span>
      </span>
    </div>
  );
}
