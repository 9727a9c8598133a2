import type { MachineAnswer } from '../../../hall/api/contract.ts';
import { count, nextMorning } from '../format.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { type ConsoleWords, useWords } from '../words/console-words.ts';
import { type Lasting, lasting, supplyBar } from './supply-view.ts';

/** What is left of what runs out, and whether it lasts until somebody comes by. */
export function Supplies({ answer, now }: { readonly answer: MachineAnswer; readonly now: number }) {
  const { t } = useWords();
  const visitAt = nextMorning(now);
  return (
    <section className="panel supplies" aria-labelledby="supplies">
      <div className="panel-head">
        <h2 id="supplies">{t('machine.supplies')}</h2>
        <span>{t('fleet.suppliesBy')}</span>
      </div>
      {answer.supplies.length === 0 && <p className="empty">{t('machine.noSupplies')}</p>}
      {answer.supplies.map(({ d }) => {
        const forecast = answer.forecasts.find(({ supply }) => supply === d.supply);
        const bar = forecast ? supplyBar(forecast, visitAt, now) : null;
        const left = forecast?.remaining ?? null;
        return (
          <div key={d.supply} className="supply">
            <div className="line">
              <b>{t(`supply.${d.supply}`)}</b>
              <span className="quiet">
                {left === null
                  ? t('machine.leftUnknown')
                  : t('machine.left', { count: count(Math.max(0, Math.round(left))) })}
              </span>
              <Lasts is={lasting(d, forecast, visitAt, now)} />
            </div>
            {bar && (
              <div className={bar.isTight ? 'track tight' : 'track'} aria-hidden="true">
                <i className="sure" style={{ width: `${bar.sure * 100}%` }} />
                <i className="even" style={{ width: `${bar.even * 100}%` }} />
                <u style={{ left: `${bar.visit * 100}%` }} />
              </div>
            )}
          </div>
        );
      })}
      {answer.supplies.length > 0 && <p className="foot-note">{t('machine.suppliesHint')}</p>}
    </section>
  );
}

function Lasts({ is }: { readonly is: Lasting }) {
  const { t } = useWords();
  if (is.is === 'used-up') return <StateMark tone="down">{t('machine.usedUp')}</StateMark>;
  if (is.is === 'tight') return <StateMark tone="warn">{t('machine.tight')}</StateMark>;
  return <span className="quiet">{lastsWord(is, t)}</span>;
}

function lastsWord(is: Lasting, t: ConsoleWords): string {
  switch (is.is) {
    case 'hours':
      return t('machine.lastsHours', { hours: is.n });
    case 'days':
      return t('machine.lasts', { days: is.n });
    case 'long':
      return t('machine.lastsLong');
    default:
      return t('machine.noForecast');
  }
}
