import { useId } from 'react';
import { Blur, BodyGradient, Plane, Slab } from './isometric.tsx';

const BODY = { x: -150, y: -190, width: 300, height: 380, rx: 30 };
const GLASS = { x: -118, y: -158, width: 236, height: 316, rx: 8 };
/** A4 on the same plane, its corner in the corner of the glass. */
const SHEET = { x: -112, y: -152, width: 210, height: 297, rx: 3 };

/** The scanner's body with its top face at `y`; its glass is dotted while it waits for a paper. */
function Scanner({
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
        <BodyGradient id={`${id}body`} from={330} to={420} />
        <Blur id={`${id}shade`} deviation={18} />
      </defs>
      <Plane x={x} y={y + 50}>
        <rect
          x="-156"
          y="-186"
          width="326"
          height="406"
          rx="40"
          fill="#14211D"
          opacity=".2"
          filter={`url(#${id}shade)`}
        />
      </Plane>
      <Slab x={x} bottom={y + 38} top={y} outline={BODY} fill={`url(#${id}body)`} />
      <Plane x={x} y={y}>
        <rect {...BODY} fill="#F4F7F5" stroke="#fff" strokeWidth="2" />
        <rect
          {...GLASS}
          fill="#D3E4DB"
          stroke="#0E5748"
          strokeWidth="3"
          strokeLinecap="round"
          strokeDasharray={inviting ? '2 11' : undefined}
        />
        {/* The corner the paper belongs to. */}
        <path
          d="M-118-118v-40h40"
          fill="none"
          stroke="#0E5748"
          strokeWidth="8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </Plane>
    </>
  );
}

/** A printed page seen from behind: what is to be scanned lies face down. */
function Sheet() {
  return (
    <>
      <rect {...SHEET} fill="#fff" stroke="#A3B1AB" strokeWidth="1.5" />
      <g fill="#A3B1AB" opacity=".35">
        <rect x="-70" y="-118" width="126" height="14" rx="4" />
        {[-80, -52, -24, 4, 32, 60].map((y) => (
          <rect key={y} x="-86" y={y} width="158" height="8" rx="3" />
        ))}
      </g>
    </>
  );
}

/** Lay: the page comes down on the glass, its corner to the corner. Loops three times, then rests. */
export function LayPaper() {
  const id = useId();
  return (
    <svg className="illustration" viewBox="30 0 760 610" aria-hidden="true" focusable="false">
      <Scanner id={id} x={410} y={370} inviting />
      <Plane x={410} y={369}>
        <rect {...SHEET} fill="#14211D" opacity=".18" filter={`url(#${id}shade)`} />
      </Plane>
      <g className="card-descends">
        <Plane x={410} y={236}>
          <Sheet />
        </Plane>
      </g>
    </svg>
  );
}

/** Scan: the page lies on the glass, a bar of light passes under it. */
export function ScanPaper() {
  const id = useId();
  return (
    <svg className="illustration" viewBox="30 60 760 550" aria-hidden="true" focusable="false">
      <Scanner id={id} x={410} y={340} inviting={false} />
      <linearGradient id={`${id}beam`}>
        <stop offset="0" stopColor="#3F8571" stopOpacity="0" />
        <stop offset="1" stopColor="#3F8571" stopOpacity=".42" />
      </linearGradient>
      <Plane x={410} y={339}>
        <Sheet />
        <g className="light-bar">
          <rect x="-2" y="-158" width="64" height="316" fill={`url(#${id}beam)`} />
          <rect x="60" y="-162" width="5" height="324" rx="2.5" fill="#0E5748" />
        </g>
      </Plane>
    </svg>
  );
}
