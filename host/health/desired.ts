import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Desired, desiredPayloadSchema, signedBytes } from '../../wire/down.ts';
import { instantSchema } from '../../wire/ids.ts';
import { type HallWishes, NO_WISHES } from '../visit/hall-wishes.ts';
import { signatureCheck } from './signature.ts';

/** How the hall wants this machine to be: the newest it has signed counts, with or without a line, over every start. */
export type DesiredDesk = {
  /** What came from the hall, or from whoever holds the line. */
  readonly hear: (desired: Desired) => void;
  /** The version in force; null while none ever was. */
  readonly version: () => number | null;
  readonly wishes: () => HallWishes;
  /** Called when another version has come into force. */
  readonly subscribe: (listener: () => void) => () => void;
};

export type DesiredOptions = {
  /** The kiosk's data root; `hall/desired.json` under it is kept. */
  readonly dataRoot: string;
  readonly kiosk: string;
  /** Ed25519, base64url; null: this machine knows no hall that may say how it shall be. */
  readonly commandKey: string | null;
  readonly now: () => Date;
  readonly report: (code: DesiredReport) => void;
  /** The disk did not take it: it is in force, and forgotten at the next start. */
  readonly defect: (error: unknown) => void;
};
export type DesiredReport = 'applied' | 'outdated' | 'not-signed' | 'no-key' | 'kept-unreadable';

const keptSchema = z.strictObject({ outSince: instantSchema.nullable(), desired: desiredPayloadSchema });
type Kept = z.infer<typeof keptSchema>;

/** Opens what was kept. It is signed, so that a file somebody wrote there is not believed. */
export function openDesired(options: DesiredOptions): DesiredDesk {
  const { kiosk, commandKey, report } = options;
  const directory = join(options.dataRoot, 'hall');
  const file = join(directory, 'desired.json');
  const isSigned = commandKey === null ? null : signatureCheck(commandKey);
  const listeners = new Set<() => void>();

  const problemOf = ({ sig, ...payload }: Desired): 'no-key' | 'not-signed' | null => {
    if (!isSigned) return 'no-key';
    return isSigned(signedBytes(kiosk, payload), sig) ? null : 'not-signed';
  };

  function readKept(): Kept | null {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return null;
    }
    const kept = keptOf(text);
    if (kept && problemOf(kept.desired) === null) return kept;
    report('kept-unreadable');
    return null;
  }

  let inForce = readKept();
  let wishes = wishesOf(inForce);

  return {
    hear: (desired) => {
      const problem = problemOf(desired);
      if (problem !== null) return report(problem);
      if (inForce && desired.version <= inForce.desired.version) {
        // The broker says again what it retains at every connection: the same version is no news.
        if (desired.version < inForce.desired.version) report('outdated');
        return;
      }
      const outSince = desired.inService ? null : (inForce?.outSince ?? options.now().toISOString());
      inForce = { outSince, desired };
      wishes = wishesOf(inForce);
      try {
        mkdirSync(directory, { recursive: true, mode: 0o700 });
        replaceFile(file, JSON.stringify(inForce));
      } catch (error) {
        options.defect(error);
      }
      report('applied');
      for (const listener of listeners) listener();
    },
    version: () => inForce?.desired.version ?? null,
    wishes: () => wishes,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function keptOf(text: string): Kept | null {
  try {
    return keptSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

const wishesOf = (kept: Kept | null): HallWishes =>
  kept === null
    ? NO_WISHES
    : {
        outSince: kept.outSince,
        stopped: new Set(kept.desired.stopped),
        message: kept.desired.message,
      };

/** The old one or the new one is there, whenever the plug is pulled. */
function replaceFile(file: string, text: string): void {
  const next = `${file}.new`;
  const descriptor = openSync(next, 'w', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(next, file);
}
