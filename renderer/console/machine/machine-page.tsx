import type { MachineAnswer } from '../../../hall/api/contract.ts';
import { mayAct, useConsole } from '../console-context.ts';
import { whyOf } from '../data/hall-api.ts';
import { type HallView, useAnswer } from '../data/use-hall.ts';
import { age, shortMoment } from '../format.ts';
import { lookOf, TONES } from '../look.ts';
import { Icon } from '../parts/icon.tsx';
import { Dot, StateMark } from '../parts/state-mark.tsx';
import { hashOf } from '../route.ts';
import { type ConsoleWords, useWords } from '../words/console-words.ts';
import { DayPanel } from './day-panel.tsx';
import { DeviceTable } from './device-table.tsx';
import { Facts, ItsAlarms, Problems } from './facts.tsx';
import { KioskPicture } from './kiosk-picture.tsx';
import { OrderLog, Orders } from './orders.tsx';
import { Supplies } from './supplies.tsx';

/** One machine: what it has, what it needs, how its day was, and what can be done from here. */
export function MachinePage({
  kiosk,
  hall,
  now,
}: {
  readonly kiosk: string;
  readonly hall: HallView;
  readonly now: number;
}) {
  const { t } = useWords();
  const { api } = useConsole();
  const news = hall.machineChanges + hall.alarmChanges;
  const { answer, error } = useAnswer(kiosk, news, () => api.machine(kiosk));
  if (answer === null)
    return (
      <>
        <h1 tabIndex={-1}>{kiosk}</h1>
        {error !== null && (
          <section className="panel">
            <p className="empty">
              {t(whyOf(error) === 'not-found' ? 'machine.notFound' : `refusal.${whyOf(error)}`)}
            </p>
            <a className="button" href={hashOf({ page: 'fleet' })}>
              {t('machine.toFleet')}
            </a>
          </section>
        )}
      </>
    );
  return <Machine answer={answer} hall={hall} news={news} now={now} />;
}

function Machine({
  answer,
  hall,
  news,
  now,
}: {
  readonly answer: MachineAnswer;
  readonly hall: HallView;
  readonly news: number;
  readonly now: number;
}) {
  const { t } = useWords();
  const { api, who } = useConsole();
  const { machine } = answer;
  const isOld = machine.reach !== 'online';
  const desired = useAnswer(machine.kiosk, news, () => api.desired(machine.kiosk));
  const commands = useAnswer(machine.kiosk, news, () => api.commands(machine.kiosk));
  const again = (): void => {
    desired.again();
    commands.again();
  };
  return (
    <>
      <MachineHead answer={answer} hall={hall} now={now} />
      <Notices answer={answer} now={now} />
      <div className="three">
        <section className="panel" aria-labelledby="whole">
          <div className="panel-head">
            <h2 id="whole">{t('machine.whole')}</h2>
          </div>
          <KioskPicture devices={answer.devices.map(({ d }) => d)} isOld={isOld} />
        </section>
        <DeviceTable devices={answer.devices} isOld={isOld} now={now} />
        <Supplies answer={answer} now={now} />
      </div>
      <DayPanel answer={answer} news={news} now={now} />
      <div className="two">
        <ItsAlarms answer={answer} now={now} />
        <section className="panel orders" aria-labelledby="orders">
          <div className="panel-head">
            <h2 id="orders">{t('orders.title')}</h2>
            {/* While somebody is served, the notice above says so of this machine. */}
            {!isServing(machine) && <span>{t('orders.hint')}</span>}
          </div>
          {mayAct(who) ? (
            <Orders answer={answer} desired={desired.answer} onDone={again} />
          ) : (
            <p className="empty">{t('orders.not')}</p>
          )}
          <OrderLog commands={commands.answer?.commands ?? []} now={now} />
        </section>
        <Facts answer={answer} now={now} />
        <Problems answer={answer} now={now} />
      </div>
    </>
  );
}

function MachineHead({
  answer: { machine },
  hall,
  now,
}: {
  readonly answer: MachineAnswer;
  readonly hall: HallView;
  readonly now: number;
}) {
  const { t, text } = useWords();
  const look = lookOf(machine);
  const name = hall.fleet?.halls.find(({ id }) => id === machine.hall)?.name;
  return (
    <div className="head machine-head">
      <h1 tabIndex={-1} className="id">
        {machine.kiosk}
      </h1>
      <StateMark tone={TONES[look]} isPill>
        {t(`state.${look}`)}
      </StateMark>
      {machine.reach === 'online' && <span className="quiet">{offerWords(machine, t)}</span>}
      <p className="about">
        {name ? text(name) : machine.hall}
        <Dot />
        {text(machine.place)}
        {machine.version !== null && (
          <>
            <Dot />
            {t('machine.program')} {machine.version}
          </>
        )}
        <Dot />
        {t('fleet.heard')} {machine.heardAt === null ? t('fleet.neverHeard') : age(machine.heardAt, now, t)}
      </p>
    </div>
  );
}

function offerWords({ offered, assigned }: MachineAnswer['machine'], t: ConsoleWords): string {
  if (offered === null || assigned === null) return '';
  if (offered === assigned) return t('machine.offerAll', { assigned });
  return offered === 0 ? t('machine.offerNone') : t('machine.offer', { offered, assigned });
}

const isServing = ({ busy, reach }: MachineAnswer['machine']): boolean => busy === true && reach === 'online';

/** What to know before one reads on: that nobody can say how it is now, that somebody works on it, that somebody is served. */
function Notices({
  answer: { machine, maintenance },
  now,
}: {
  readonly answer: MachineAnswer;
  readonly now: number;
}) {
  const { t } = useWords();
  const old = machine.heardAt === null ? '' : age(machine.heardAt, now, t);
  const word =
    machine.reach === 'never'
      ? t('machine.never')
      : machine.reach === 'unknown'
        ? t('machine.unknown', { age: old })
        : machine.reach === 'suspect'
          ? t('machine.stale', { age: old })
          : machine.reach !== 'online'
            ? t('machine.unreachable', { age: old })
            : null;
  return (
    <>
      {word !== null && (
        <p className="notice tone-lost" role="status">
          <StateMark tone={machine.reach === 'unreachable' || machine.reach === 'lost' ? 'lost' : 'stale'}>
            {t(`reach.${machine.reach}`)}
          </StateMark>
          {word}
        </p>
      )}
      {maintenance.map((window) => (
        <p key={window.id} className="notice tone-mnt">
          <StateMark tone="mnt">{t('state.maintenance')}</StateMark>
          {t('machine.inMaintenance', { until: shortMoment(window.to, now), reason: window.reason })}
        </p>
      ))}
      {isServing(machine) && (
        <p className="notice tone-mnt">
          <Icon name="person" />
          <b>{t('machine.busy')}</b>
          {t('machine.busyHint')}
        </p>
      )}
    </>
  );
}
