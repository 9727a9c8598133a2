import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type LogLine, logLineSchema } from '../../wire/log-line.ts';
import type { LogEntry } from '../log.ts';
import { logLineOf } from './log-line.ts';

/** What a technician may pull of the log: the newest of it, over every start. */
export type LogRing = {
  /** Never throws: a disk that takes nothing more costs lines and nothing else. */
  readonly keep: (entry: LogEntry) => void;
  /** The newest `lines` from `since` to before `until`, oldest first. */
  readonly read: (wanted: LogWanted) => readonly LogLine[];
};

export type LogWanted = {
  /** Instants, UTC. */
  readonly since: string;
  readonly until: string;
  readonly lines: number;
};

export type LogRingOptions = {
  /** The kiosk's data root; the ring takes two files of `telemetry/` under it. */
  readonly dataRoot: string;
  readonly now: () => Date;
  /** Of each of the two: some 3,500 lines. */
  readonly limitBytes?: number;
};

/** One file holds a week at most, so that the two together hold a fortnight. */
const FILE_MS = 7 * 86_400_000;

/**
 * Two files of one JSON line an entry: when the newer is full, or a week old, it takes the place of the older. What was
 * begun and broken off when the plug was pulled, and what somebody else wrote there, is no line and is passed over.
 */
export function openLogRing({ dataRoot, now, limitBytes = 512 * 1024 }: LogRingOptions): LogRing {
  const directory = join(dataRoot, 'telemetry');
  const file = join(directory, 'log.jsonl');
  const older = join(directory, 'log-before.jsonl');
  const linesOf = (path: string): readonly LogLine[] =>
    textOf(path)
      .split('\n')
      .flatMap((text) => lineOf(text) ?? []);
  let bytes = sizeOf(file);
  let began = linesOf(file)[0]?.t ?? null;
  let isBrokenOff = bytes > 0;

  const append = (line: LogLine): void => {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const text = `${isBrokenOff ? '\n' : ''}${JSON.stringify(line)}\n`;
    const isOld = began !== null && Date.parse(line.t) - Date.parse(began) > FILE_MS;
    if (bytes > 0 && (bytes + text.length > limitBytes || isOld)) {
      renameSync(file, older);
      bytes = 0;
      began = null;
    }
    appendFileSync(file, text, { mode: 0o600 });
    bytes += text.length;
    began ??= line.t;
    isBrokenOff = false;
  };

  return {
    keep: (entry) => {
      const line = logLineOf(entry);
      if (!line) return;
      try {
        append(line);
      } catch {
        isBrokenOff = true;
      }
    },
    read: ({ since, until, lines }) => {
      const oldest = new Date(now().getTime() - 2 * FILE_MS).toISOString();
      return [...linesOf(older), ...linesOf(file)]
        .filter(({ t }) => t >= since && t < until && t >= oldest)
        .slice(-lines);
    },
  };
}

function lineOf(text: string): LogLine | null {
  try {
    return logLineSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
