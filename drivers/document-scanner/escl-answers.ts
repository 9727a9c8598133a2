import type { Health } from '../device/device-machine.ts';
import type { ScannerFeeder, ScannerMedia } from './document-scanner.ts';
import type { EsclStatus } from './escl-xml.ts';
import type { ScanTrouble } from './scanner-backend.ts';

/** What a scanner's status means in our words. */
export type EsclCondition = {
  readonly health: Health;
  readonly media: ScannerMedia;
  readonly feeder: ScannerFeeder;
  readonly cover: 'closed' | 'open';
};

/** A feeder's trouble is a person's to put right; what `Stopped` means, its AdfState tells, or nobody. */
export function conditionOf({ state, adfState }: EsclStatus): EsclCondition {
  const at = (
    health: Health,
    feeder: ScannerFeeder,
    media: ScannerMedia = 'unknown',
    cover: 'closed' | 'open' = 'closed',
  ): EsclCondition => ({ health, media, feeder, cover });
  if (state === 'Down') return at({ kind: 'defect', code: 'down' }, 'unknown');
  switch (adfState) {
    case 'ScannerAdfJam':
      return at({ kind: 'blocked', code: 'jam' }, 'notEmpty', 'jammed');
    case 'ScannerAdfDoorOpen':
    case 'ScannerAdfHatchOpen':
      return at({ kind: 'blocked', code: 'cover-open' }, 'unknown', 'unknown', 'open');
    case 'ScannerAdfMispick':
    case 'ScannerAdfMultipickDetected':
      return at({ kind: 'blocked', code: 'mispick' }, 'notEmpty');
    case 'ScannerAdfInputTrayFailed':
    case 'ScannerAdfInputTrayOverloaded':
      return at({ kind: 'blocked', code: 'tray' }, 'inoperative');
  }
  const health: Health = state === 'Stopped' ? { kind: 'defect', code: 'stopped' } : { kind: 'well' };
  switch (adfState) {
    case 'ScannerAdfLoaded':
    case 'ScannerAdfProcessing':
      return at(health, 'notEmpty', 'present');
    case 'ScannerAdfEmpty':
      return at(health, 'empty');
    default:
      return at(health, 'unknown');
  }
}

/** What to do after an answer: take the page, ask again, or stop. */
export type NextDocumentStep =
  | { readonly kind: 'page' }
  | { readonly kind: 'ask-again'; readonly afterMs: number }
  /** No more pages, or none at all. */
  | { readonly kind: 'no-more' }
  /** The job is gone: its state says why. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'give-up' }
  | { readonly kind: 'refused'; readonly status: number };

const pauseMs = 1000;
/** As sane-airscan has them from the field: warming the lamp takes its time, the second page does not. */
const asksForFirstPage = 30;
const asksForLaterPage = 10;

export function nextDocumentStep(
  status: number,
  { pages, asked, retryAfterMs }: { pages: number; asked: number; retryAfterMs: number | null },
): NextDocumentStep {
  if (status === 200) return { kind: 'page' };
  if (status === 404) return { kind: 'no-more' };
  if (status === 409 || status === 410) return { kind: 'gone' };
  if (status !== 503) return { kind: 'refused', status };
  const most = pages === 0 ? asksForFirstPage : asksForLaterPage;
  return asked >= most ? { kind: 'give-up' } : { kind: 'ask-again', afterMs: retryAfterMs ?? pauseMs };
}

export type CreateJobStep =
  | { readonly kind: 'created' }
  | { readonly kind: 'ask-again'; readonly afterMs: number }
  | { readonly kind: 'busy' }
  /** The scanner cannot begin as it stands; its status says why. */
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'refused'; readonly status: number };

const asksForJob = 10;

export function createJobStep(
  status: number,
  { asked, retryAfterMs }: { asked: number; retryAfterMs: number | null },
): CreateJobStep {
  if (status === 201) return { kind: 'created' };
  if (status === 409) return { kind: 'not-ready' };
  if (status !== 503) return { kind: 'refused', status };
  return asked >= asksForJob ? { kind: 'busy' } : { kind: 'ask-again', afterMs: retryAfterMs ?? pauseMs };
}

/** `Retry-After` in seconds, at most half a minute; dates and nonsense count as absent. RFC 9110 §10.2.3. */
export function retryAfterMsOf(header: string | undefined): number | null {
  return header !== undefined && /^[0-9]{1,4}$/.test(header) ? Math.min(Number(header), 30) * 1000 : null;
}

/**
 * Where a job lives, as a path on the scanner we asked: some name themselves in `Location` by a host nobody can
 * reach, and none may send us elsewhere.
 */
export function jobPathOf(location: string | undefined, base: string): string | null {
  if (location === undefined || location.length > 500 || !URL.canParse(location, base)) return null;
  const { pathname } = new URL(location, base);
  return pathname.length > 1 ? pathname.replace(/\/+$/, '') : null;
}

/**
 * Why a scan cannot go on, read from the scanner's status; HTTP codes alone do not tell a jam from an empty feeder.
 *
 * @param otherwise what it is called when the status has no better explanation
 */
export function explanationOf(
  status: EsclStatus,
  otherwise: ScanTrouble,
  { isFeeder, path }: { readonly isFeeder: boolean; readonly path: string | null },
): ScanTrouble {
  const { media, feeder, cover, health } = conditionOf(status);
  if (media === 'jammed') return { kind: 'jammed' };
  if (cover === 'open') return { kind: 'cover-open' };
  if (health.kind !== 'well') return { kind: 'hardware', code: health.code };
  const job = path === null ? undefined : status.jobs.find(({ uri }) => uri.endsWith(path));
  if (job?.state === 'Canceled') return { kind: 'cancelled' };
  if (otherwise.kind === 'half-page') return otherwise;
  if (job?.state === 'Aborted') return { kind: 'hardware', code: 'job-aborted' };
  if (isFeeder && feeder === 'empty') return { kind: 'no-document' };
  return otherwise.kind === 'no-document' ? { kind: 'protocol', detail: 'a job without a page' } : otherwise;
}
