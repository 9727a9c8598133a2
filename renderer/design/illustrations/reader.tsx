import { useId } from 'react';
import { IdCard } from './card.tsx';
import { Blur, BodyGradient, Plane, Slab } from './isometric.tsx';

const BODY = { x: -172, y: -125, width: 344, height: 250, rx: 40 };
const RECESS = { x: -146, y: -99, width: 292, height: 198, rx: 24 };

/** The reader's body with its top face at `y`; the recess is dotted while it invites and solid while it is in use. */
function Reader({
  id,
  x,
  y,
  inviting,
}: {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly inviting: boolean;
}) {
  return (
    <>
      <defs>
        <BodyGradient id={`${id}body`} from={250} to={344} />
        <linearGradient id={`${id}top`} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#FFFFFF" />
          <stop offset="1" stopColor="#EEF2EF" />
        </linearGradient>
        <Blur id={`${id}near`} deviation={11} />
        <Blur id={`${id}far`} deviation={20} />
      </defs>
      <Plane x={x} y={y + 58}>
        <rect
          x="-176"
          y="-121"
          width="368"
          height="274"
          rx="44"
          fill="#14211D"
          opacity=".2"
          filter={`url(#${id}far)`}
        />
      </Plane>
      <Slab x={x} bottom={y + 44} top={y} outline={BODY} fill={`url(#${id}body)`} />
      <Plane x={x} y={y}>
        <rect {...BODY} fill={`url(#${id}top)`} stroke="#fff" strokeWidth="2" />
        <rect
          {...RECESS}
          fill="#E1EDE7"
          stroke="#0E5748"
          strokeWidth="3"
          strokeLinecap="round"
          strokeDasharray={inviting ? '2 11' : undefined}
        />
      </Plane>
    </>
  );
}

/** Place: the card floats over the reader, dotted lines show where it lands. Loops three times, then rests. */
export function PlaceCard() {
  const id = useId();
  return (
    <svg className="illustration" viewBox="0 0 760 600" aria-hidden="true" focusable="false">
      <Reader id={id} x={410} y={390} inviting />
      <Plane x={410} y={389}>
        <rect
          x="-124"
          y="-76"
          width="260"
          height="164"
          rx="20"
          fill="#14211D"
          opacity=".22"
          filter={`url(#${id}near)`}
        />
        <path
          d="M0-14a16 16 0 0 1 0 28M12-24a29 29 0 0 1 0 48"
          transform="translate(-116 64) rotate(-45)"
          fill="none"
          stroke="#0E5748"
          strokeWidth="5"
          strokeLinecap="round"
        />
      </Plane>
      <g className="card-descends">
        <path
          d="M593.6 242V406M226.4 194V358M451.6 324V488"
          stroke="#0E5748"
          strokeWidth="2.5"
          strokeDasharray="1 10"
          strokeLinecap="round"
          opacity=".8"
        />
        <IdCard id={`${id}id`} x={410} y={212} />
      </g>
    </svg>
  );
}

const RIPPLES = [
  { inset: 0, rx: 75.2, opacity: 0.62, width: 3 },
  { inset: 52, rx: 116.8, opacity: 0.38, width: 2.5 },
  { inset: 108, rx: 161.6, opacity: 0.2, width: 2.2 },
];

/** Hold: the card lies on the reader, a bar of light passes over it, ripples leave once a second. */
export function ReadCard() {
  const id = useId();
  return (
    <svg className="illustration" viewBox="0 0 860 640" aria-hidden="true" focusable="false">
      <Plane x={430} y={392}>
        {RIPPLES.map(({ inset, rx, opacity, width }, index) => (
          <rect
            key={rx}
            className={`ripple ripple-${index}`}
            x={-216 - inset}
            y={-169 - inset}
            width={432 + 2 * inset}
            height={338 + 2 * inset}
            rx={rx}
            fill="#C5DDD2"
            fillOpacity={opacity * 0.26}
            stroke="#1F6C5A"
            strokeOpacity={opacity}
            strokeWidth={width}
          />
        ))}
      </Plane>
      <Reader id={id} x={430} y={342} inviting={false} />
      <Plane x={430} y={341}>
        <rect
          x="-124"
          y="-74"
          width="260"
          height="164"
          rx="18"
          fill="#07332A"
          opacity=".34"
          filter={`url(#${id}near)`}
        />
      </Plane>
      <IdCard id={`${id}id`} x={430} y={333} />
      <linearGradient id={`${id}beam`}>
        <stop offset="0" stopColor="#3F8571" stopOpacity="0" />
        <stop offset="1" stopColor="#3F8571" stopOpacity=".42" />
      </linearGradient>
      <Plane x={430} y={332}>
        <g className="light-bar">
          <rect x="-2" y="-100" width="64" height="200" fill={`url(#${id}beam)`} />
          <rect x="60" y="-104" width="5" height="208" rx="2.5" fill="#0E5748" />
        </g>
      </Plane>
    </svg>
  );
}

/** Take the card: it rises from the reader, an arrow shows the way. */
export function TakeCard() {
  const id = useId();
  return (
    <svg className="illustration" viewBox="0 0 620 520" aria-hidden="true" focusable="false">
      <Reader id={id} x={310} y={350} inviting={false} />
      <Plane x={310} y={349}>
        <rect
          x="-124"
          y="-76"
          width="260"
          height="164"
          rx="20"
          fill="#14211D"
          opacity=".18"
          filter={`url(#${id}near)`}
        />
      </Plane>
      <g className="card-rises">
        <IdCard id={`${id}id`} x={310} y={238} />
        <path
          d="M310 140V40M272 78l38-40 38 40"
          fill="none"
          stroke="#0E5748"
          strokeWidth="10"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </g>
    </svg>
  );
}
