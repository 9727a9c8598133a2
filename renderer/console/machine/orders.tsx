import { type ReactNode, useState } from 'react';
import type { CommandsAnswer, DesiredAnswer, MachineAnswer } from '../../../hall/api/contract.ts';
import { mayAct, useConsole } from '../console-context.ts';
import { masked, shortMoment } from '../format.ts';
import type { Tone } from '../look.ts';
import { Ask } from '../parts/ask.tsx';
import { Icon } from '../parts/icon.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import type { Action } from '../wire-words.ts';
import { type ConsoleWords, useWords, type WordKey } from '../words/console-words.ts';
import { PulledLog } from './pulled-log.tsx';

type DeviceClass = MachineAnswer['devices'][number]['d']['class'];
type Asked = Action['do'] | 'out' | 'in' | 'message';

const PLAIN: readonly (readonly [Action['do'], WordKey])[] = [
  ['restart-host', 'orders.restartHost'],
  ['restart-window', 'orders.restartWindow'],
  ['report', 'orders.report'],
  ['self-test', 'orders.selfTest'],
  ['restart-device', 'orders.restartDevice'],
  ['pull-log', 'orders.pullLog'],
];
/** What each is called. */
export const ACTION_WORDS = Object.fromEntries(PLAIN) as Readonly<Record<Action['do'], WordKey>>; // the list names each

/** What can be done from here: each asks for a reason first. */
export function Orders({
  answer,
  desired,
  onDone,
}: {
  readonly answer: MachineAnswer;
  readonly desired: DesiredAnswer | null;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const isIn = desired?.inService ?? true;
  const devices = answer.devices.map(({ d }) => d.class);
  return (
    <>
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={desired === null}
          onClick={() => setAsked(isIn ? 'out' : 'in')}
        >
          <Icon name={isIn ? 'pause' : 'check'} />
          {t(isIn ? 'orders.outOfService' : 'orders.inService')}
        </button>
        <button type="button" className="button" onClick={() => setAsked('message')}>
          <Icon name="pencil" />
          {t('orders.message')}
        </button>
        {PLAIN.map(([action, word]) => (
          <button
            key={action}
            type="button"
            className="button"
            disabled={needsDevice(action) && devices.length === 0}
            onClick={() => setAsked(action)}
          >
            <Icon name={action === 'self-test' ? 'wrench' : 'refresh'} />
            {t(word)}
          </button>
        ))}
      </div>
      {desired !== null && <Wanted desired={desired} />}
      {asked !== null && (
        <AskOrder
          asked={asked}
          kiosk={answer.machine.kiosk}
          devices={devices}
          onDone={onDone}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

const needsDevice = (asked: Asked): asked is 'self-test' | 'restart-device' =>
  asked === 'self-test' || asked === 'restart-device';

/** How it is wanted to be where that is not the usual, and whether it goes by it. */
function Wanted({ desired }: { readonly desired: DesiredAnswer }) {
  const { t, text } = useWords();
  if (desired.version === 0 || (desired.inService && desired.message === null)) return null;
  const goesByIt = desired.inForce !== null && desired.inForce >= desired.version;
  return (
    <p className="notice tone-warn" role="status">
      <StateMark tone={desired.inService ? 'mnt' : 'warn'}>
        {desired.inService ? t('orders.message') : t('orders.wanted')}
      </StateMark>
      {desired.message && text(desired.message)} {t(goesByIt ? 'orders.inForce' : 'orders.notYet')}
    </p>
  );
}

function AskOrder({
  asked,
  kiosk,
  devices,
  onDone,
  onClose,
}: {
  readonly asked: Asked;
  readonly kiosk: string;
  readonly devices: readonly DeviceClass[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { api } = useConsole();
  const [device, setDevice] = useState<DeviceClass | undefined>(devices[0]);
  const [hours, setHours] = useState<number>(24);
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const message = zh === '' && en === '' ? null : { 'zh-CN': zh, en };
  const send = async (reason: string): Promise<void> => {
    if (asked === 'message') await api.desire(kiosk, { message, reason });
    else if (asked === 'in' || asked === 'out')
      await api.desire(kiosk, { inService: asked === 'in', reason });
    else if (asked === 'pull-log') await api.command(kiosk, logOf(hours), reason);
    else if (!needsDevice(asked)) await api.command(kiosk, { do: asked }, reason);
    else if (device !== undefined) await api.command(kiosk, { do: asked, class: device }, reason);
    onDone();
  };
  const field = (label: string, input: ReactNode) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is given
    <label className="field">
      <span>{label}</span>
      {input}
    </label>
  );
  return (
    <Ask
      title={`${kiosk} ${wordOf(asked, t)}`}
      verb={asked === 'message' && message === null ? t('orders.clearMessage') : wordOf(asked, t)}
      isDanger={asked === 'out'}
      onDo={send}
      onClose={onClose}
    >
      {needsDevice(asked) &&
        field(
          t('orders.device'),
          <select
            value={device}
            onChange={(event) => setDevice(devices.find((each) => each === event.target.value))}
          >
            {devices.map((each) => (
              <option key={each} value={each}>
                {t(`deviceClass.${each}`)}
              </option>
            ))}
          </select>,
        )}
      {asked === 'pull-log' &&
        field(
          t('orders.period'),
          <select value={hours} onChange={(event) => setHours(Number(event.target.value))}>
            {HOURS.map((each) => (
              <option key={each} value={each}>
                {each === 1 ? t('orders.lastHour') : t('orders.lastDays', { days: each / 24 })}
              </option>
            ))}
          </select>,
        )}
      {asked === 'message' && (
        <>
          {field(
            t('orders.messageZh'),
            <input
              maxLength={60}
              required={en !== ''}
              value={zh}
              onChange={(event) => setZh(event.target.value)}
            />,
          )}
          {field(
            t('orders.messageEn'),
            <input
              maxLength={60}
              required={zh !== ''}
              value={en}
              onChange={(event) => setEn(event.target.value)}
            />,
          )}
        </>
      )}
    </Ask>
  );
}

/** A machine keeps a fortnight. */
const HOURS = [1, 24, 7 * 24, 14 * 24] as const;
const MAX_LINES = 1000;

function logOf(hours: number): Extract<Action, { do: 'pull-log' }> {
  const at = (fromNow: number): string => new Date(Date.now() + fromNow * 3_600_000).toISOString();
  // By the machine's clock, which may be ahead of ours.
  return { do: 'pull-log', since: at(-hours), until: at(24), lines: MAX_LINES };
}

function wordOf(asked: Asked, t: ConsoleWords): string {
  if (asked === 'message') return t('orders.message');
  if (asked === 'in') return t('orders.inService');
  return asked === 'out' ? t('orders.outOfService') : t(ACTION_WORDS[asked]);
}

type Command = CommandsAnswer['commands'][number];
const STATE_TONES: Readonly<Record<Command['state'], Tone>> = {
  queued: 'stale',
  sent: 'mnt',
  accepted: 'mnt',
  done: 'ok',
  failed: 'down',
  refused: 'warn',
  expired: 'lost',
  unknown: 'lost',
};

const SHOWN = 8;

/** What was asked of it, and what became of it. */
export function OrderLog({ commands, now }: { readonly commands: readonly Command[]; readonly now: number }) {
  const { t } = useWords();
  const { who } = useConsole();
  if (commands.length === 0) return <p className="empty">{t('orders.none')}</p>;
  return (
    <ul className="mini">
      {commands.slice(0, SHOWN).map((command) => (
        <li key={command.id}>
          <StateMark tone={STATE_TONES[command.state]}>{t(`orders.state.${command.state}`)}</StateMark>
          <b>
            {t(ACTION_WORDS[command.action.do])}
            {'class' in command.action && ` ${t(`deviceClass.${command.action.class}`)}`}
          </b>
          <span className="quiet">
            {masked(command.by)} {command.reason}
          </span>
          {command.result?.code && <code>{command.result.code}</code>}
          <time>{shortMoment(command.at, now)}</time>
          {command.action.do === 'pull-log' && command.state === 'done' && mayAct(who) && (
            <PulledLog kiosk={command.kiosk} command={command.id} now={now} />
          )}
        </li>
      ))}
    </ul>
  );
}
