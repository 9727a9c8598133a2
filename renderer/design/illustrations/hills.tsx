import { useId } from 'react';
import { type Ridge, ridgePath } from './ridge.ts';

const WIDTH = 1080;
const HEIGHT = 700;

/** From the far ridge to the near one: paler to darker, each fading into the paper below it. */
const RIDGES: readonly (Ridge & {
  readonly colour: string;
  readonly opacity: number;
  readonly fade: number;
})[] = [
  { base: 250, height: 190, peaks: 3, colour: '#9BC5B4', opacity: 0.4, fade: 430 },
  { base: 330, height: 160, peaks: 3, colour: '#7FB3A0', opacity: 0.42, fade: 485 },
  { base: 420, height: 190, peaks: 2, colour: '#4F907C', opacity: 0.4, fade: 545 },
  { base: 500, height: 150, peaks: 3, colour: '#2C7462', opacity: 0.42, fade: 600 },
  { base: 600, height: 120, peaks: 2, colour: '#14594A', opacity: 0.5, fade: 665 },
];

const WATER =
  'M549 564h134M556 571h191M698 580h178M777 591h98M314 605h111M293 621h154M355 639h117M601 659h115M652 681h145';

/**
 * Layered celadon ridges and a boat on the river; it fills its box. Ridges stretch with the box, so that a flat one
 * keeps its peaks, while the boat keeps its shape. Text stands on the clear sky above them.
 */
export function Hills({ seed = 20 }: { readonly seed?: number }) {
  const id = useId();
  return (
    <div className="hills" aria-hidden="true">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {RIDGES.map((ridge, index) => (
          <g key={ridge.colour}>
            <linearGradient
              id={`${id}r${index}`}
              gradientUnits="userSpaceOnUse"
              x1="0"
              x2="0"
              y1={ridge.base - ridge.height}
              y2={ridge.fade}
            >
              <stop offset="0" stopColor={ridge.colour} stopOpacity={ridge.opacity} />
              <stop offset=".45" stopColor={ridge.colour} stopOpacity={ridge.opacity * 0.62} />
              <stop offset="1" stopColor={ridge.colour} stopOpacity="0" />
            </linearGradient>
            <path d={ridgePath(ridge, seed + index, WIDTH, ridge.fade)} fill={`url(#${id}r${index})`} />
          </g>
        ))}
      </svg>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="xMaxYMax meet"
        aria-hidden="true"
        focusable="false"
      >
        <path d={WATER} stroke="#3F8571" strokeOpacity=".22" strokeWidth="1.6" strokeLinecap="round" />
        <g transform="translate(868 588) scale(1.15)" fill="#14211D">
          <path d="M0 6c10 5 44 5.5 58-1.5l4-2c-2 7-9 12-17 12H15C8 14.5 2 11 0 6z" opacity=".82" />
          <path d="M17 5.5c1-9 7-12 13-12s12 3 13 12z" opacity=".6" />
          <path d="M50 4c-.8-5 .2-9 2.6-10.5 1.2.6 1.4 2 .8 3.2 1.4 2 1.6 5 1.2 7.3z" opacity=".85" />
          <path d="M54-3L70 18" stroke="#14211D" strokeWidth="1.2" opacity=".7" />
        </g>
      </svg>
    </div>
  );
}
