import { useState } from 'react';
import type { MachineAnswer } from '../../../hall/api/contract.ts';
import { useConsole } from '../console-context.ts';
import { useAnswer } from '../data/use-hall.ts';
import { count, hourTime, shortMoment } from '../format.ts';
import type { Tone } from '../look.ts';
import { Scrolled } from '../parts/scrolled.tsx';
import { ShapeOnBand, StateMark } from '../parts/state-mark.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { useWords, type WordKey } from '../words/console-words.ts';
import { DAY_MS, type DayView, dayView } from './day-view.ts';
import { useEntries } from './entry-words.ts';

const WIDTH = 1152;
const HEIGHT = 148;
const BARS = { top: 8, height: 84 };
const BAND = { top: 98, height: 16 };
const SHAPE_WIDTH = 14;

/** A minute is the least that is seen: the chart need not be drawn each second. */
const MINUTE_MS = 60_000;

/** The last day: how it stood, how many came; as a chart, or as the list of what happened. */
export function DayPanel({
  answer,
  news,
  now,
}: {
  readonly answer: MachineAnswer;
  readonly news: number;
  readonly now: number;
}) {
  const { t } = useWords();
  const { api } = useConsole();
  const [how, setHow] = useState<'chart' | 'table'>('chart');
  const to = Math.ceil(now / MINUTE_MS) * MINUTE_MS;
  const { kiosk } = answer.machine;
  const timeline = useAnswer(kiosk, news + to, () => api.timeline(kiosk, to - DAY_MS, to));
  const entries = useEntries(timeline.answer);
  return (
    <section className="panel" aria-labelledby="day">
      <div className="panel-head">
        <h2 id="day">{t('machine.lastDay')}</h2>
        <span className="day-head">
          {how === 'chart' && <Legend />}
          <Tabs
            label={t('machine.how')}
            chosen={how}
            options={[
              ['chart', t('machine.chart')],
              ['table', t('machine.table')],
            ]}
            onChoose={setHow}
          />
        </span>
      </div>
      {timeline.answer !== null && how === 'chart' && (
        <Scrolled label={t('machine.band')}>
          <DayChart view={dayView(timeline.answer, answer.maintenance, to)} to={to} />
        </Scrolled>
      )}
      {how === 'table' && entries.length === 0 && <p className="empty">{t('machine.noEvents')}</p>}
      {how === 'table' && entries.length > 0 && (
        <Scrolled className="entries" label={t('machine.what')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('machine.time')}</th>
                <th scope="col">{t('machine.what')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ at, words, key }) => (
                <tr key={key}>
                  <td className="quiet">{shortMoment(at, now)}</td>
                  <td>{words}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolled>
      )}
    </section>
  );
}

const LEGEND: readonly (readonly [Tone, WordKey])[] = [
  ['ok', 'state.normal'],
  ['warn', 'state.degraded'],
  ['down', 'state.out-of-service'],
  ['lost', 'state.unreachable'],
  ['mnt', 'state.maintenance'],
];

function Legend() {
  const { t } = useWords();
  return (
    <>
      {LEGEND.map(([tone, word]) => (
        <StateMark key={tone} tone={tone}>
          {t(word)}
        </StateMark>
      ))}
      <span>{t('machine.lastDayHint')}</span>
    </>
  );
}

const HOURS = [0, 3, 6, 9, 12, 15, 18, 21];

function DayChart({ view: { spans, quarters }, to }: { readonly view: DayView; readonly to: number }) {
  const { t } = useWords();
  const x = (at: number) => (Math.max(0, at - (to - DAY_MS)) / DAY_MS) * WIDTH;
  const most = Math.max(4, ...quarters.map(({ visits }) => visits));
  const total = quarters.reduce((sum, { visits }) => sum + visits, 0);
  return (
    <svg
      className="day"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${t('machine.lastDay')} ${t('machine.visits')} ${count(total)}`}
    >
      <path className="base" d={`M0 ${BARS.top + BARS.height}H${WIDTH}`} />
      {quarters.map(({ from, visits }) => {
        const height = (visits / most) * BARS.height;
        return (
          <rect
            key={from}
            className="bar"
            x={x(from) + 1.5}
            y={BARS.top + BARS.height - height}
            width="9"
            height={height}
            rx="2"
          />
        );
      })}
      {spans.map(({ from, to: end, tone }) => (
        <rect
          key={`${from} ${tone}`}
          className={`tone-${tone}`}
          x={x(from)}
          // What is well is thin: however short, all else stands out without its colour.
          y={BAND.top + (tone === 'ok' ? BAND.height / 2 : 0)}
          width={Math.max(1, x(end) - x(from) - 1)}
          height={tone === 'ok' ? BAND.height / 2 : BAND.height}
          rx="4"
        />
      ))}
      {spans
        .filter(({ from, to: end, tone }) => tone !== 'ok' && x(end) - x(from) > SHAPE_WIDTH)
        .map(({ from, to: end, tone }) => (
          <ShapeOnBand key={from} tone={tone} x={(x(from) + x(end)) / 2} y={BAND.top + BAND.height / 2} />
        ))}
      {HOURS.map((hour) => {
        const at = to - DAY_MS + hour * 3_600_000;
        return (
          <text key={hour} x={x(at)} y={HEIGHT - 8} textAnchor="start">
            {hourTime(at)}
          </text>
        );
      })}
      <text x={WIDTH} y={HEIGHT - 8} textAnchor="end">
        {t('machine.now')}
      </text>
    </svg>
  );
}
