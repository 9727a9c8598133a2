import { Plane, Slab } from './isometric.tsx';

/** A card of ID-1 size, 260 × 164 in the plane of the picture. It has no emblem and no readable data. */
const WIDTH = 260;
const HEIGHT = 164;

/** Faint waves of the security print, nine rows that alternate. */
const GUILLOCHE = Array.from({ length: 9 }, (_, row) => {
  const bend = row % 2 === 0 ? 9 : -9;
  return `M0 ${18 + row * 17}${`q13 ${bend} 26 0`.repeat(10)}`;
}).join('');

/** Data as bars: label, value. `[x, y, width, height]` */
const LABELS = [
  [22, 24, 26, 9],
  [22, 50, 26, 9],
  [96, 50, 26, 9],
  [22, 76, 26, 9],
  [22, 130, 40, 9],
] as const;
const VALUES = [
  [58, 22, 64, 13],
  [58, 48, 20, 13],
  [132, 48, 20, 13],
  [58, 74, 104, 13],
  [58, 94, 78, 13],
] as const;

type CardProps = {
  readonly id: string;
  readonly x: number /** Height of the upper face. */;
  readonly y: number;
  readonly dx?: number;
  readonly dy?: number;
  readonly thickness?: number;
};

/** The card's thickness: towards us on the left edge, light on the right. */
function Edge({ id, x, y, dx, dy, thickness }: Required<CardProps>) {
  return (
    <>
      <linearGradient
        id={`${id}edge`}
        gradientUnits="userSpaceOnUse"
        x1="0"
        y1={HEIGHT - 4}
        x2={WIDTH}
        y2="0"
      >
        <stop offset="0" stopColor="#8FA8A0" />
        <stop offset=".5" stopColor="#7E978F" />
        <stop offset=".52" stopColor="#B8C8C2" />
        <stop offset="1" stopColor="#CFDBD6" />
      </linearGradient>
      <Slab
        x={x}
        bottom={y + thickness}
        top={y}
        step={1.2}
        outline={{ x: dx, y: dy, width: WIDTH, height: HEIGHT, rx: 14 }}
        fill={`url(#${id}edge)`}
      />
    </>
  );
}

/** The resident identity card, lying. */
export function IdCard({ id, x, y, dx = -130, dy = -82, thickness = 6 }: CardProps) {
  return (
    <>
      <Edge id={id} x={x} y={y} dx={dx} dy={dy} thickness={thickness} />
      <Plane x={x} y={y}>
        <g transform={`translate(${dx} ${dy})`}>
          <linearGradient id={`${id}face`} x1="0" y1="0" x2="1" y2="1">
            <stop offset="0" stopColor="#FDFEFD" />
            <stop offset=".55" stopColor="#EAF2F1" />
            <stop offset="1" stopColor="#D9E8E6" />
          </linearGradient>
          <clipPath id={`${id}photo`}>
            <rect x="180" y="20" width="60" height="78" rx="8" />
          </clipPath>
          <rect width={WIDTH} height={HEIGHT} rx="14" fill={`url(#${id}face)`} />
          <path d={GUILLOCHE} fill="none" stroke="#6FA793" strokeOpacity=".26" strokeWidth="1.2" />
          <g fill="#435650" opacity=".55">
            {LABELS.map(([lx, ly, width, height]) => (
              <rect key={`${lx},${ly}`} x={lx} y={ly} width={width} height={height} rx="3" />
            ))}
          </g>
          <g fill="#435650">
            {VALUES.map(([vx, vy, width, height]) => (
              <rect key={`${vx},${vy}`} x={vx} y={vy} width={width} height={height} rx="4" />
            ))}
          </g>
          <rect x="74" y="127" width="150" height="15" rx="4" fill="#14211D" />
          <rect x="180" y="20" width="60" height="78" rx="8" fill="#C5DDD2" />
          <g clipPath={`url(#${id}photo)`} fill="#324540">
            <circle cx="210" cy="48" r="15" />
            <path d="M180 100a30 30 0 0 1 60 0z" />
          </g>
          <rect
            x="0.7"
            y="0.7"
            width="258.6"
            height="162.6"
            rx="13.5"
            fill="none"
            stroke="#5C6F69"
            strokeOpacity=".45"
            strokeWidth="1.4"
          />
        </g>
      </Plane>
    </>
  );
}
