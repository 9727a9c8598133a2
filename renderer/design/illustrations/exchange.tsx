import { useId } from 'react';
import { Blur, BodyGradient, Plane, Slab } from './isometric.tsx';

const MACHINE = { x: -92, y: -74, width: 184, height: 148, rx: 24 };
const OFFICE = { x: -100, y: -84, width: 200, height: 168, rx: 24 };
const COLUMNS = [-58, -22, 14, 50];

/** The data moves, the person does not: a sheet on its way between this machine and a department. */
export function Exchanging() {
  const id = useId();
  return (
    <svg className="illustration" viewBox="0 0 820 520" aria-hidden="true" focusable="false">
      <defs>
        <BodyGradient id={`${id}machine`} from={148} to={184} />
        <BodyGradient id={`${id}office`} from={168} to={200} />
        <Blur id={`${id}shade`} deviation={16} />
      </defs>
      <Plane x={210} y={360}>
        <rect
          x="-94"
          y="-70"
          width="204"
          height="170"
          rx="28"
          fill="#14211D"
          opacity=".18"
          filter={`url(#${id}shade)`}
        />
      </Plane>
      <Plane x={620} y={280}>
        <rect
          x="-100"
          y="-78"
          width="222"
          height="190"
          rx="28"
          fill="#14211D"
          opacity=".18"
          filter={`url(#${id}shade)`}
        />
      </Plane>
      <Slab x={210} bottom={340} top={292} outline={MACHINE} fill={`url(#${id}machine)`} />
      <Plane x={210} y={292}>
        <rect {...MACHINE} fill="#F6F9F7" stroke="#fff" strokeWidth="2" />
        <rect x="-66" y="-50" width="132" height="100" rx="12" fill="#14211D" />
        <rect x="-44" y="-26" width="58" height="10" rx="4" fill="#9BC5B4" />
        <rect x="-44" y="-4" width="88" height="7" rx="3" fill="#5C6F69" />
        <rect x="-44" y="14" width="70" height="7" rx="3" fill="#5C6F69" />
      </Plane>
      <Slab x={620} bottom={256} top={170} outline={OFFICE} fill={`url(#${id}office)`} />
      <Plane x={620} y={170}>
        <rect {...OFFICE} fill="#F6F9F7" stroke="#fff" strokeWidth="2" />
        <path
          d="M-74-22L0-62 74-22z"
          fill="#C5DDD2"
          stroke="#0E5748"
          strokeWidth="5"
          strokeLinejoin="round"
        />
        <path d="M-74 58H74" stroke="#0E5748" strokeWidth="6" strokeLinecap="round" />
        {COLUMNS.map((x) => (
          <path key={x} d={`M${x}-8v52`} stroke="#0E5748" strokeWidth="7" strokeLinecap="round" />
        ))}
      </Plane>
      <path
        d="M318 268C390 190 440 176 516 178"
        fill="none"
        stroke="#0E5748"
        strokeWidth="3"
        strokeDasharray="1 11"
        strokeLinecap="round"
        opacity=".8"
      />
      <g className="sheet-travels">
        <Plane x={416} y={190}>
          <rect
            x="-40"
            y="-52"
            width="80"
            height="104"
            rx="6"
            fill="#fff"
            stroke="#A3B1AB"
            strokeWidth="1.4"
          />
          <rect x="-26" y="-36" width="40" height="8" rx="3" fill="#14211D" />
          <g fill="#A3B1AB">
            <rect x="-26" y="-16" width="52" height="6" rx="3" />
            <rect x="-26" y="-2" width="52" height="6" rx="3" />
            <rect x="-26" y="12" width="34" height="6" rx="3" />
          </g>
          <circle cx="16" cy="32" r="11" fill="none" stroke="#0E5748" strokeWidth="3" />
        </Plane>
      </g>
    </svg>
  );
}
