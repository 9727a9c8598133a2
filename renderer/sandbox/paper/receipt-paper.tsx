import { useMemo } from 'react';
import type { Receipt } from '../../../sandbox/devices/receipt-printer/contract.ts';
import { useWords } from '../words/use-words.ts';
import { CHARACTER_DOTS, layPaper, PAPER_WIDTH_DOTS, type PaperMark } from './layout.ts';

/** 80 mm paper at 8 dots a millimetre: 4 mm stay white on either side. */
const MARGIN_DOTS = 32;
const TOP_DOTS = 36;
const FOOT_DOTS = 40;
/** How far Chinese glyphs reach under the line they stand on. */
const DESCENT = 0.12;
const TOOTH_DOTS = 16;

/** One strip of paper, drawn as the head printed it. */
export function ReceiptPaper({ receipt }: { readonly receipt: Receipt }) {
  const words = useWords();
  const { marks, heightDots } = useMemo(() => layPaper(receipt.elements), [receipt.elements]);
  const width = PAPER_WIDTH_DOTS + 2 * MARGIN_DOTS;
  const height = TOP_DOTS + heightDots + FOOT_DOTS;
  return (
    <svg
      className="paper-strip"
      viewBox={`0 0 ${width} ${height + TOOTH_DOTS}`}
      role="img"
      aria-label={`${words.papers.paper}: ${receipt.text}`}
    >
      <path className="paper-sheet" d={sheet(width, height)} />
      <g transform={`translate(${MARGIN_DOTS} ${TOP_DOTS})`}>
        {marks.map((mark) => (
          <Mark key={`${mark.kind} ${mark.y} ${'x' in mark ? mark.x : 0}`} mark={mark} />
        ))}
      </g>
    </svg>
  );
}

function Mark({ mark }: { readonly mark: PaperMark }) {
  switch (mark.kind) {
    case 'text':
      return (
        <text
          className={mark.bold ? 'paper-text bold' : 'paper-text'}
          transform={`translate(${mark.x} ${mark.y}) scale(${mark.width} ${mark.height})`}
          x={mark.at.join(' ')}
          y={-CHARACTER_DOTS * DESCENT}
          fontSize={CHARACTER_DOTS}
        >
          {mark.text}
        </text>
      );
    case 'dots':
      return (
        <path
          className="paper-dots"
          d={mark.path}
          transform={`translate(${mark.x} ${mark.y}) scale(${mark.scale})`}
          shapeRendering="crispEdges"
        />
      );
    case 'barcode':
      return (
        <g className="paper-barcode">
          <rect x="1" y={mark.y + 4} width={PAPER_WIDTH_DOTS - 2} height={mark.height - 8} />
          <text
            x={PAPER_WIDTH_DOTS / 2}
            y={mark.y + mark.height / 2 + 8}
            fontSize={CHARACTER_DOTS}
            textAnchor="middle"
          >
            {mark.data}
          </text>
        </g>
      );
    case 'cut':
      return mark.partial ? (
        <path
          className="paper-cut"
          d={`M${-MARGIN_DOTS} ${mark.y + FOOT_DOTS - 4}h${PAPER_WIDTH_DOTS + 2 * MARGIN_DOTS}`}
        />
      ) : null;
    default:
      return mark satisfies never;
  }
}

/** The sheet: straight where the last one was cut off, toothed where the cutter parted this one. */
function sheet(width: number, height: number): string {
  const teeth = Math.round(width / TOOTH_DOTS / 2);
  const half = width / teeth / 2;
  return `M0 0H${width}V${height}${`l${-half} ${TOOTH_DOTS / 2}l${-half} ${-TOOTH_DOTS / 2}`.repeat(teeth)}z`;
}
