import { TONES } from '../look.ts';
import { useWords } from '../words/console-words.ts';
import { type HallMark, LABEL_HEIGHT_PX, labelWidth, type MapView } from './map-view.ts';
import { leaderEnd } from './place-labels.ts';
import { roundDistance, type Size } from './projection.ts';

/** The scale is no longer than this. */
const SCALE_PX = 130;

/** What lies behind the names: a grid as wide as the scale says, north, the points, and which name is of which. */
export function MapGround({
  marks,
  view: { picture, labels },
  size,
}: {
  readonly marks: readonly HallMark[];
  readonly view: MapView;
  readonly size: Size;
}) {
  const { t, text } = useWords();
  const metres = roundDistance(picture.metresPerPx, SCALE_PX);
  const step = metres / picture.metresPerPx;
  const scale = metres >= 1000 ? t('map.km', { km: metres / 1000 }) : t('map.m', { m: metres });
  const base = size.height - 18;
  return (
    <svg
      className="map-ground"
      viewBox={`0 0 ${size.width} ${size.height}`}
      width={size.width}
      height={size.height}
      aria-hidden="true"
      focusable="false"
    >
      <g className="map-grid">
        {linesFrom(size.width / 2, step, size.width).map((x) => (
          <line key={`x${x}`} x1={x} x2={x} y1={0} y2={size.height} />
        ))}
        {linesFrom(size.height / 2, step, size.height).map((y) => (
          <line key={`y${y}`} x1={0} x2={size.width} y1={y} y2={y} />
        ))}
      </g>
      {marks.map((mark) => {
        const point = picture.points.get(mark.id);
        const corner = labels.get(mark.id);
        if (!point || !corner) return null;
        const name = mark.name === null ? mark.id : text(mark.name);
        const end = leaderEnd({ ...corner, width: labelWidth(mark, name), height: LABEL_HEIGHT_PX }, point);
        return (
          <g key={mark.id} className={`tone-${TONES[mark.worst]}`}>
            <line className="map-leader" x1={point.x} y1={point.y} x2={end.x} y2={end.y} />
            <circle className="map-spot" cx={point.x} cy={point.y} r={5} />
          </g>
        );
      })}
      <g className="map-scale">
        <path d={`M14 ${base - 5}v5h${step}v-5`} />
        <text x={14} y={base - 10}>
          {scale}
        </text>
        <path d={`M${size.width - 24} 34v-14m-5 6l5-7 5 7`} />
        <text x={size.width - 24} y={48} textAnchor="middle">
          {t('map.north')}
        </text>
      </g>
    </svg>
  );
}

/** Where lines stand, so many pixels apart, one of them through the middle. */
function linesFrom(middle: number, step: number, whole: number): readonly number[] {
  const before = Math.floor(middle / step);
  return Array.from({ length: Math.floor((whole - middle) / step) + before + 1 }, (_, index) =>
    Math.round(middle + (index - before) * step),
  );
}
