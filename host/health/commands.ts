import type { DeviceClass } from '../../drivers/device/device.ts';
import { type Action, type Command, signedBytes } from '../../wire/down.ts';
import type { Payload } from '../../wire/payloads.ts';
import type { DeviceDesk } from '../technician/device-desk.ts';
import type { IsSigned } from './signature.ts';

type Result = Payload<'res'>;

/** `silent`: it was asked and did not come back. */
export type WindowRestart = 'done' | 'no-window' | 'silent';

export type CommandOptions = {
  readonly kiosk: string;
  /** Whether the hall has signed this; null: this machine knows no hall that may command it. */
  readonly isSigned: IsSigned | null;
  readonly now: () => Date;
  readonly desk: Pick<DeviceDesk, 'selfTest' | 'restart'>;
  /** Says everything anew. */
  readonly report: () => void;
  /** Resolves while nobody is being served. */
  readonly whenIdle: () => Promise<void>;
  /** Has the window load its page anew. */
  readonly restartWindow: () => Promise<WindowRestart>;
  /** Ends the host; its shell starts it again. */
  readonly restartHost: () => void;
  readonly lastCounter: () => number;
  readonly keepCounter: (counter: number) => void;
  readonly say: (result: Result) => void;
};

/** Carries out what the hall has signed, once, and never without an answer. */
export function createCommands(options: CommandOptions): (command: Command) => Promise<void> {
  const { say } = options;
  /** The end of each command of this start, for one that comes twice. */
  const ended = new Map<string, Result>();

  const refusal = ({ sig, ...command }: Command): string | null => {
    if (!options.isSigned) return 'no-key';
    if (!options.isSigned(signedBytes(options.kiosk, command), sig)) return 'not-signed';
    if (Date.parse(command.notAfter) < options.now().getTime()) return 'too-late';
    return command.counter <= options.lastCounter() ? 'replayed' : null;
  };

  return async (command) => {
    const known = ended.get(command.id);
    if (known) return say(known);
    const answer = (is: Result['is'], code: string | null = null, checks: Result['checks'] = []): void => {
      const result = { cmd: command.id, is, code, checks };
      if (is !== 'accepted') keep(ended, command.id, result);
      say(result);
    };
    const why = refusal(command);
    if (why !== null) return answer('refused', why);
    // Before it is done: what may have been done already is not done again.
    options.keepCounter(command.counter);
    answer('accepted');
    const { is, code, checks } = await carryOut(command.action, options);
    answer(is, code, checks);
    if (command.action.do === 'restart-host') options.restartHost();
  };
}

type Outcome = Pick<Result, 'is' | 'code' | 'checks'>;
const done: Outcome = { is: 'done', code: null, checks: [] };
const refused = (code: string): Outcome => ({ is: 'refused', code, checks: [] });

async function carryOut(action: Action, options: CommandOptions): Promise<Outcome> {
  switch (action.do) {
    case 'report':
      options.report();
      return done;
    case 'restart-host':
      await options.whenIdle();
      return done;
    case 'restart-device':
      return (await options.desk.restart(action.class)) ? done : refused('no-device');
    case 'self-test':
      return selfTest(action.class, options.desk);
    case 'restart-window':
      await options.whenIdle();
      return windowRestarted(await options.restartWindow());
    default:
      return action satisfies never;
  }
}

function windowRestarted(how: WindowRestart): Outcome {
  switch (how) {
    case 'done':
      return done;
    case 'no-window':
      return refused('no-window');
    case 'silent':
      return { is: 'failed', code: 'window-silent', checks: [] };
    default:
      return how satisfies never;
  }
}

async function selfTest(deviceClass: DeviceClass, desk: CommandOptions['desk']): Promise<Outcome> {
  const result = await desk.selfTest(deviceClass);
  if (!result) return refused('no-device');
  if (!result.ok) return { is: 'failed', code: result.error.kind, checks: [] };
  const checks = result.value.checks.slice(0, 16).map(({ name, verdict }) => ({ name, verdict }));
  return checks.some(({ verdict }) => verdict === 'failed')
    ? { is: 'failed', code: 'check-failed', checks }
    : { ...done, checks };
}

function keep(ended: Map<string, Result>, id: string, result: Result): void {
  ended.set(id, result);
  const [oldest] = ended.keys();
  if (ended.size > 50 && oldest !== undefined) ended.delete(oldest);
}
