import { useState } from 'react';
import type { LogsAnswer } from '../../../hall/api/contract.ts';
import { useConsole } from '../console-context.ts';
import { whyOf } from '../data/hall-api.ts';
import { useAnswer } from '../data/use-hall.ts';
import { shortMoment } from '../format.ts';
import type { Tone } from '../look.ts';
import { Scrolled } from '../parts/scrolled.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { type ConsoleWords, useWords } from '../words/console-words.ts';

type Line = LogsAnswer['lines'][number];
type Pull = { readonly kiosk: string; readonly command: string };

/** What a command pulled of the machine's log: asked for only when somebody opens it, because each reading is written down. */
export function PulledLog({ now, ...pull }: Pull & { readonly now: number }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="pulled">
      <button type="button" className="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'log.hide' : 'log.show')}
      </button>
      {isOpen && <Lines {...pull} now={now} />}
    </div>
  );
}

function Lines({ kiosk, command, now }: Pull & { readonly now: number }) {
  const { t } = useWords();
  const { api } = useConsole();
  const { answer, error } = useAnswer(command, 0, () => api.logs(kiosk, command));
  if (error !== null) return <p className="empty">{t(`refusal.${whyOf(error)}`)}</p>;
  if (answer === null) return null;
  if (answer.lines.length === 0) return <p className="empty">{t('log.none')}</p>;
  return (
    <>
      <p>
        <a className="button" href={api.logFile(kiosk, command)} download>
          {t('log.download')}
        </a>{' '}
        {!answer.complete && t('log.incomplete')}
      </p>
      <Scrolled className="pulled-lines" label={t('orders.pullLog')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('log.time')}</th>
              <th scope="col">{t('log.part')}</th>
              <th scope="col">{t('log.event')}</th>
              <th scope="col">{t('log.detail')}</th>
            </tr>
          </thead>
          <tbody>
            {answer.lines.toReversed().map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was pulled never changes
              <tr key={index}>
                <td>
                  <time dateTime={line.t}>{shortMoment(Date.parse(line.t), now)}</time>
                </td>
                <td>{partOf(line.part, t)}</td>
                <td>
                  <StateMark tone={TONES[line.level]}>{t(`log.level.${line.level}`)}</StateMark>{' '}
                  {t(`log.what.${line.event}`)}
                </td>
                <td>
                  <code>{detailOf(line)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </>
  );
}

const TONES: Readonly<Record<Line['level'], Tone>> = { info: 'ok', warning: 'warn', error: 'down' };

function partOf(part: Line['part'], t: ConsoleWords): string {
  switch (part) {
    case 'kiosk':
    case 'window':
    case 'exchange':
    case 'journal':
      return t(`component.${part}`);
    case 'outbox':
    case 'hall':
    case 'disk':
    case 'clock':
      return t(`log.place.${part}`);
    default:
      return t(`deviceClass.${part}`);
  }
}

/** In the machine's own words, as a technician looks them up. */
function detailOf(line: Line): string {
  const measured = (value: number | undefined, unit: string) => value !== undefined && `${value} ${unit}`;
  return [
    line.supply,
    line.state,
    line.alarm,
    line.code,
    line.error,
    line.at,
    line.version,
    line.release?.slice(0, 12),
    line.source,
    line.status,
    measured(line.ms, 'ms'),
    measured(line.seconds, 's'),
    measured(line.freeMb, 'MB'),
  ]
    .filter((each) => each !== undefined && each !== false)
    .join(' ');
}
