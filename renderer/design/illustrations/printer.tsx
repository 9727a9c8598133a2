import { useId } from 'react';
import { Blur, BodyGradient, Plane, Slab } from './isometric.tsx';

const BASE = { x: -120, y: -100, width: 240, height: 186, rx: 26 };
const HOOD = { x: -120, y: -100, width: 240, height: 70, rx: 22 };

function Paper({ id }: { readonly id: string }) {
  return (
    <>
      <rect
        x="-76"
        y="-26"
        width="152"
        height="170"
        rx="3"
        fill={`url(#${id}paper)`}
        stroke="#A3B1AB"
        strokeWidth="1"
      />
      <rect x="-50" y="18" width="70" height="11" rx="3" fill="#14211D" />
      <g fill="#A3B1AB">
        <rect x="-50" y="44" width="100" height="7" rx="3" />
        <rect x="-50" y="60" width="100" height="7" rx="3" />
        <rect x="-50" y="76" width="66" height="7" rx="3" />
      </g>
      <circle cx="34" cy="108" r="21" fill="none" stroke="#A92C1E" strokeWidth="3" />
      <path d="M34 98l3 6.4 7 .9-5.1 4.9 1.3 7-6.2-3.4-6.2 3.4 1.3-7-5.1-4.9 7-.9z" fill="#A92C1E" />
    </>
  );
}

function PrinterPicture({ taking }: { readonly taking: boolean }) {
  const id = useId();
  return (
    <svg className="illustration" viewBox="20 10 380 350" aria-hidden="true" focusable="false">
      <defs>
        <BodyGradient id={`${id}body`} from={150} to={240} />
        <linearGradient id={`${id}paper`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#DCE4E0" />
          <stop offset=".25" stopColor="#fff" />
        </linearGradient>
        <Blur id={`${id}shade`} deviation={10} />
      </defs>
      <Plane x={204} y={232}>
        <rect
          x="-126"
          y="-92"
          width="262"
          height="200"
          rx="34"
          fill="#14211D"
          opacity=".18"
          filter={`url(#${id}shade)`}
        />
      </Plane>
      <Slab x={204} bottom={210} top={172} outline={BASE} fill={`url(#${id}body)`} />
      <Plane x={204} y={172}>
        <rect {...BASE} fill="#EEF2EF" />
      </Plane>
      <Slab x={204} bottom={172} top={122} outline={HOOD} fill={`url(#${id}body)`} />
      <Plane x={204} y={122}>
        <rect {...HOOD} fill="#F3F6F4" stroke="#D5DEDA" strokeWidth="1.5" />
      </Plane>
      <Plane x={204} y={171}>
        <rect x="-84" y="-34" width="168" height="26" rx="6" fill="#14211D" />
      </Plane>
      <Plane x={204} y={170}>
        <rect
          x="-74"
          y="-24"
          width="150"
          height="176"
          rx="4"
          fill="#14211D"
          opacity=".16"
          filter={`url(#${id}shade)`}
        />
      </Plane>
      <Plane x={204} y={166}>
        <g className={taking ? 'paper-waits' : 'paper-comes'}>
          <Paper id={id} />
        </g>
      </Plane>
      {taking && (
        <path
          className="paper-arrow"
          d="M112 262L66 289M70 262l-4 27 27 4"
          fill="none"
          stroke="#0E5748"
          strokeWidth="7"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </svg>
  );
}

/** The receipt printer at work: the paper is coming. */
export function Printing() {
  return <PrinterPicture taking={false} />;
}

/** Take the paper: it is out, an arrow shows the way. */
export function TakePaper() {
  return <PrinterPicture taking />;
}
