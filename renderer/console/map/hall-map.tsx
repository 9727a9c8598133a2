import { useMemo } from 'react';
import type { FleetAnswer, FleetMachine } from '../../../hall/api/contract.ts';
import { LOOKS, TONES } from '../look.ts';
import { Shape, StateMark } from '../parts/state-mark.tsx';
import { useWords } from '../words/console-words.ts';
import { MapGround } from './map-ground.tsx';
import { type HallMark, hallMarks, LABEL_HEIGHT_PX, labelWidth, mapView } from './map-view.ts';
import { useWidth } from './use-width.ts';

const heightOf = (width: number): number => Math.round(Math.min(600, Math.max(360, width * 0.58)));

/**
 * Halls where they are. There is no map behind them: machines and hall are on a closed network, and coordinates are all
 * that is known of the land.
 */
export function HallMap({
  fleet,
  machines,
  onScope,
}: {
  readonly fleet: FleetAnswer;
  readonly machines: readonly FleetMachine[];
  /** Looks into one hall. */
  readonly onScope: (hall: string) => void;
}) {
  const { t, text, language } = useWords();
  const [frame, width] = useWidth<HTMLElement>();
  const size = { width, height: heightOf(width) };
  const marks = useMemo(() => hallMarks(fleet, machines), [fleet, machines]);
  const nameOf = ({ name, id }: HallMark): string => (name === null ? id : text(name));
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the size the width is what changes, of the names the language
  const view = useMemo(() => mapView(marks, size, nameOf), [marks, width, language]);
  const unplaced = marks.filter(({ location }) => location === null);
  const placed = marks.filter(({ location }) => location !== null);
  const isCrowded = placed.some(({ id }) => view.labels.get(id) === null);
  const label = (mark: HallMark) => (
    <HallLabel key={mark.id} mark={mark} name={nameOf(mark)} onPress={() => onScope(mark.id)} />
  );
  return (
    <>
      <section
        className="map"
        ref={frame}
        aria-label={t('map.label')}
        style={{ height: placed.length === 0 ? 0 : size.height }}
      >
        {width > 0 && placed.length > 0 && (
          <>
            <MapGround marks={placed} view={view} size={size} />
            {placed.map((mark) => {
              const point = view.picture.points.get(mark.id);
              const corner = view.labels.get(mark.id);
              if (!point) return null;
              return corner ? (
                <div
                  key={mark.id}
                  className="map-at"
                  style={{
                    left: corner.x,
                    top: corner.y,
                    width: labelWidth(mark, nameOf(mark)),
                    height: LABEL_HEIGHT_PX,
                  }}
                >
                  {label(mark)}
                </div>
              ) : (
                <div key={mark.id} className="map-at" style={{ left: point.x - 13, top: point.y - 13 }}>
                  <HallPoint mark={mark} name={nameOf(mark)} onPress={() => onScope(mark.id)} />
                </div>
              );
            })}
          </>
        )}
      </section>
      {unplaced.length > 0 && (
        <div className="map-unplaced">
          <h3>{t('map.unplaced')}</h3>
          <div className="row">{unplaced.map(label)}</div>
        </div>
      )}
      <p className="map-legend">
        <span>{t('map.legend')}</span>
        {LOOKS.map((look) => (
          <StateMark key={look} tone={TONES[look]}>
            {t(`state.${look}`)}
          </StateMark>
        ))}
        {isCrowded && <span>{t('map.crowded')}</span>}
      </p>
    </>
  );
}

/** `桐庐县政务服务中心，8台：正常 7，降级 1`. */
function useSpoken(mark: HallMark, name: string): string {
  const { t } = useWords();
  const states = mark.counts.map(([look, n]) => `${t(`state.${look}`)} ${n}`).join(', ');
  return `${name} ${t('map.machines', { count: mark.machines })} ${states}`;
}

type HallButton = { readonly mark: HallMark; readonly name: string; readonly onPress: () => void };

function HallLabel({ mark, name, onPress }: HallButton) {
  const { t } = useWords();
  const isFine = mark.worst === 'normal';
  return (
    <button
      type="button"
      className={`map-label${isFine ? '' : ` marked tone-${TONES[mark.worst]}`}`}
      title={useSpoken(mark, name)}
      onClick={onPress}
    >
      <b>{name}</b>
      <span className="map-counts">
        {mark.counts.map(([look, n]) => (
          <span key={look} className={`tone-${TONES[look]}`}>
            <Shape tone={TONES[look]} />
            <span className="visually-hidden">{t(`state.${look}`)}</span>
            {n}
          </span>
        ))}
      </span>
    </button>
  );
}

function HallPoint({ mark, name, onPress }: HallButton) {
  const spoken = useSpoken(mark, name);
  return (
    <button
      type="button"
      className={`map-point tone-${TONES[mark.worst]}`}
      aria-label={spoken}
      title={spoken}
      onClick={onPress}
    >
      <Shape tone={TONES[mark.worst]} />
    </button>
  );
}
