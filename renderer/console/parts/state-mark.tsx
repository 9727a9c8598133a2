import type { ReactNode } from 'react';
import type { AlarmView } from '../../../hall/api/contract.ts';
import { severityClass, type Tone } from '../look.ts';

const SHAPES: Readonly<Record<Tone, ReactNode>> = {
  ok: <circle cx="7" cy="7" r="5.5" fill="currentColor" />,
  warn: <path d="M7 1.500l6 10.800H1z" fill="currentColor" />,
  down: <rect x="1.500" y="1.500" width="11" height="11" rx="2" fill="currentColor" />,
  lost: (
    <circle
      cx="7"
      cy="7"
      r="5"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.400"
      strokeDasharray="3.200 2.400"
    />
  ),
  mnt: <path d="M7 .8L13.200 7 7 13.200.8 7z" fill="currentColor" />,
  stale: <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.600" />,
  unknown: <path d="M2 5h10M2 9h10" fill="none" stroke="currentColor" strokeWidth="1.800" />,
};

/** The shape of a tone; it still reads without its colour. */
export const Shape = ({ tone }: { readonly tone: Tone }) => (
  <svg className="shape" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
    {SHAPES[tone]}
  </svg>
);

/** The same in the middle of a band that is drawn (user units). */
export const ShapeOnBand = ({
  tone,
  x,
  y,
}: {
  readonly tone: Tone;
  readonly x: number;
  readonly y: number;
}) => (
  <svg
    className={`on-band tone-${tone}`}
    x={x - 5}
    y={y - 5}
    width="10"
    height="10"
    viewBox="0 0 14 14"
    aria-hidden="true"
    focusable="false"
  >
    {SHAPES[tone]}
  </svg>
);

/** A state as word, shape and colour. */
export const StateMark = ({
  tone,
  isPill = false,
  children,
}: {
  readonly tone: Tone;
  readonly isPill?: boolean;
  readonly children: ReactNode;
}) => (
  <span className={`state tone-${tone}${isPill ? ' pill' : ''}`}>
    <Shape tone={tone} />
    {children}
  </span>
);

export const SeverityMark = ({ alarm }: { readonly alarm: Pick<AlarmView, 'severity'> }) => (
  <span className={`severity ${severityClass(alarm)}`}>{alarm.severity}</span>
);

/** Between facts of one line. */
export const Dot = () => <i className="dot" aria-hidden="true" />;
