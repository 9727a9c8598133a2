import type { DeviceClass } from '../../drivers/device/device.ts';
import { type Action, type Command, signedBytes } from '../../wire/down.ts';
import { type LogLine, logMessages } from '../../wire/log-line.ts';
import type { Payload } from '../../wire/payloads.ts';
import type { DeviceDesk } from '../technician/device-desk.ts';
import type { LogWanted } from './log-ring.ts';
import type { IsSigned } from './signature.ts';
import type { CommandBook } from './telemetry-store.ts';

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
  readonly readLog: (wanted: LogWanted) => readonly LogLine[];
  readonly book: CommandBook;
  readonly say: (result: Result) => void;
  readonly sayLog: (part: Payload<'log'>) => void;
};

export type Commands = {
  readonly hear: (command: Command) => Promise<void>;
  /** Says what became of those the host before this one had begun; once, at the start. */
  readonly resume: () => void;
};

/** Carries out what the hall has signed, once, and never without an answer. */
export function createCommands(options: CommandOptions): Commands {
  const { book } = options;
  /** The end of each command of this start, for one that comes twice. */
  const ended = new Map<string, Result>();

  const refusal = ({ sig, ...command }: Command): string | null => {
    if (!options.isSigned) return 'no-key';
    if (!options.isSigned(signedBytes(options.kiosk, command), sig)) return 'not-signed';
    if (Date.parse(command.notAfter) < options.now().getTime()) return 'too-late';
    return command.counter <= book.lastCounter() ? 'replayed' : null;
  };
  const begun = (cmd: string): void => options.say({ cmd, is: 'accepted', code: null, checks: [] });
  const end = (cmd: string, outcome: Outcome): void => {
    const result = { cmd, ...outcome };
    keep(ended, cmd, result);
    options.say(result);
  };

  return {
    hear: async (command) => {
      const { id, counter, action } = command;
      const known = ended.get(id);
      if (known) return options.say(known);
      if (book.underWay().some((each) => each.id === id)) return begun(id);
      const why = refusal(command);
      if (why !== null) return end(id, refused(why));
      // Before it is done: what may have been done already is not done again, and whoever starts next knows of it.
      book.begin({ id, counter, does: action.do });
      begun(id);
      try {
        const outcome = await carryOut(command, options);
        // A host that ends says nothing of its own end: the next one does.
        if (outcome === 'host-ends') return options.restartHost();
        end(id, outcome);
      } catch (error) {
        end(id, failed('internal'));
        throw error;
      } finally {
        if (ended.has(id)) book.end(id);
      }
    },
    resume: () => {
      for (const { id, does } of book.underWay()) {
        end(id, does === 'restart-host' ? done : failed('interrupted'));
        book.end(id);
      }
    },
  };
}

type Outcome = Pick<Result, 'is' | 'code' | 'checks'>;
const done: Outcome = { is: 'done', code: null, checks: [] };
const refused = (code: string): Outcome => ({ is: 'refused', code, checks: [] });
const failed = (code: string): Outcome => ({ is: 'failed', code, checks: [] });

async function carryOut(
  { id, action }: { readonly id: string; readonly action: Action },
  options: CommandOptions,
): Promise<Outcome | 'host-ends'> {
  switch (action.do) {
    case 'report':
      options.report();
      return done;
    case 'restart-host':
      await options.whenIdle();
      return 'host-ends';
    case 'restart-device':
      return (await options.desk.restart(action.class)) ? done : refused('no-device');
    case 'self-test':
      return selfTest(action.class, options.desk);
    case 'restart-window':
      await options.whenIdle();
      return windowRestarted(await options.restartWindow());
    case 'pull-log':
      for (const part of logMessages(id, options.readLog(action))) options.sayLog(part);
      return done;
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
      return failed('window-silent');
    default:
      return how satisfies never;
  }
}

async function selfTest(deviceClass: DeviceClass, desk: CommandOptions['desk']): Promise<Outcome> {
  const result = await desk.selfTest(deviceClass);
  if (!result) return refused('no-device');
  if (!result.ok) return failed(result.error.kind);
  const checks = result.value.checks.slice(0, 16).map(({ name, verdict }) => ({ name, verdict }));
  return checks.some(({ verdict }) => verdict === 'failed')
    ? { ...failed('check-failed'), checks }
    : { ...done, checks };
}

function keep(ended: Map<string, Result>, id: string, result: Result): void {
  ended.set(id, result);
  const [oldest] = ended.keys();
  if (ended.size > 50 && oldest !== undefined) ended.delete(oldest);
}
