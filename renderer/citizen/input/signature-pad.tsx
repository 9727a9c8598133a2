import { type PointerEvent, useRef, useState } from 'react';
import { Icon } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { extendStroke, MAX_STROKES, type Stroke, strokePath, toMillimetres } from './strokes.ts';

type SignaturePadProps = { readonly strokes: readonly Stroke[]; readonly onStroke: (stroke: Stroke) => void };

/** Where one writes with a finger or a pen. The drawing's unit is the millimetre, so what is seen is what is sent. */
export function SignaturePad({ strokes, onStroke }: SignaturePadProps) {
  const { frame } = useKiosk();
  const { t } = useWords();
  const { pxPerMm } = frame.machine.panel;
  const writing = useRef<{ readonly pointer: number; stroke: Stroke } | null>(null);
  const [current, setCurrent] = useState<Stroke>([]);

  const at = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return toMillimetres({ x: event.clientX - box.left, y: event.clientY - box.top }, pxPerMm);
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    /* The palm that rests beside the pen is a second pointer: only the first one writes. */
    if (writing.current !== null || strokes.length >= MAX_STROKES) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    writing.current = { pointer: event.pointerId, stroke: [at(event)] };
    setCurrent(writing.current.stroke);
  };
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (writing.current?.pointer !== event.pointerId) return;
    writing.current.stroke = extendStroke(writing.current.stroke, at(event));
    setCurrent(writing.current.stroke);
  };
  const end = (event: PointerEvent<SVGSVGElement>) => {
    if (writing.current?.pointer !== event.pointerId) return;
    onStroke(writing.current.stroke);
    writing.current = null;
    setCurrent([]);
  };

  return (
    <div className="signature">
      <p className="signature-here">
        <Icon name="pen-line" size="sm" />
        {t('sign.here')}
      </p>
      <svg
        className="signature-ink"
        role="img"
        aria-label={t('sign.pad')}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <g
          transform={`scale(${pxPerMm})`}
          fill="none"
          stroke="currentColor"
          strokeWidth="2.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        >
          {[...strokes, current].map((stroke, index) => (
            <path key={`${String(index)} ${String(stroke.length)}`} d={strokePath(stroke)} />
          ))}
        </g>
      </svg>
    </div>
  );
}
