import { type DeviceLog, silentLog } from '../device-log.ts';
import { createOperationQueue } from '../operation-queue.ts';
import { createPause } from '../pause.ts';
import type { Clock, Result } from '../status.ts';
import type { Transport } from '../transport.ts';
import type { IdCardFault, IdCardReader, IdCardReaderEvent, IdCardReaderStatus } from './id-card-reader.ts';
import { findCard, linkFault, readCard, statusFault } from './sdt-card.ts';
import { sdtCommands } from './sdt-frame.ts';
import { createSdtLink } from './sdt-link.ts';
import { classifySdtReply, formatSamId } from './sdt-status.ts';

export type SdtReaderOptions = {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log?: DeviceLog;
  /** Opens the port anew: tried now and then while the reader is silent. */
  readonly reopen?: () => void;
};

/** Between two questions, whether for a card to come or for the one read to go. */
const pollMs = 200;
/** A card found so long ago is asked for again before it is read. */
const foundHoldsMs = 1000;
/** A card that moved is announced again after so long, or at once when it was lifted meanwhile. */
const reannounceMs = 3000;
const samMs = 1000;
const readDeadlineMs = 10_000;
const samIdDeadlineMs = 5000;
/** Modules need up to 2 s after power-up before they answer. */
const silencesAtStart = 3;
const silencesInService = 2;
/** Of every so many silent rounds one reopens the port. */
const reopenEvery = 4;
const longestBackoffMs = 8000;
const brokenRetryMs = 5000;
/** Garbled or refused so many times in a row is a defect, not a disturbance. */
const disturbancesAllowed = 3;

type Presence =
  | { readonly kind: 'none' }
  /** Announced, waiting to be read. */
  | { readonly kind: 'found'; readonly at: number }
  /** Reading failed; the card may still lie there, askew. */
  | { readonly kind: 'moved'; readonly at: number }
  /** Lies there, and reading it again would fail the same way. */
  | { readonly kind: 'refused' }
  /** Read well. The module answers “no card” for it from now on; only the probe tells when it goes. */
  | { readonly kind: 'read'; readonly misses: number };

/**
 * The driver of a resident ID card reader: one worker that asks the module one thing at a time, polls
 * for cards, notices when a read card is lifted, and comes back by itself after silence, defects and
 * pulled cables.
 */
export function createSdtReader(options: SdtReaderOptions): IdCardReader {
  const { transport, clock } = options;
  const log = options.log ?? silentLog;
  const link = createSdtLink(transport, clock, log);
  const pause = createPause(clock);
  const queue = createOperationQueue(clock, pause.wake);
  const listeners = new Set<(event: IdCardReaderEvent) => void>();

  let status: IdCardReaderStatus = { device: 'starting', media: 'unknown' };
  let isAwake = false;
  let presence: Presence = { kind: 'none' };
  let silences = 0;
  let disturbances = 0;
  let isClosed = false;

  const emit = (event: IdCardReaderEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  const setStatus = (change: Partial<IdCardReaderStatus>): void => {
    const next = { ...status, ...change };
    if (next.device === status.device && next.media === status.media) return;
    status = next;
    emit({ kind: 'status', status });
  };

  /** The module answered something sensible. */
  const noteAnswer = (): void => {
    if (status.device !== 'online') log('device-answers', `after ${silences} silent rounds`);
    silences = 0;
    disturbances = 0;
    setStatus({ device: 'online' });
  };

  const noteSilence = (): number => {
    silences += 1;
    const isStarting = status.device === 'starting';
    if (silences >= (isStarting ? silencesAtStart : silencesInService) && status.device !== 'offline') {
      isAwake = false;
      presence = { kind: 'none' };
      log('device-silent', `${silences} questions without an answer`);
      setStatus({ device: 'offline', media: 'unknown' });
    }
    if (status.device !== 'offline') return pollMs;
    if (silences % reopenEvery === 0) options.reopen?.();
    return Math.min(pollMs * 2 ** silences, longestBackoffMs);
  };

  const noteDefect = (code: string): number => {
    if (status.device !== 'hardwareError') log('device-defect', code);
    isAwake = false;
    presence = { kind: 'none' };
    setStatus({ device: 'hardwareError', media: 'unknown' });
    return brokenRetryMs;
  };

  /** Notes what a failed question says about the reader itself; answers how long to leave it alone. */
  const noteFault = (fault: IdCardFault): number => {
    switch (fault.kind) {
      case 'timeout':
        return noteSilence();
      case 'hardware':
        return noteDefect(fault.code);
      case 'protocol':
        disturbances += 1;
        return disturbances >= disturbancesAllowed ? noteDefect(fault.detail) : pollMs;
      case 'disconnected':
      case 'aborted':
        return pollMs;
      case 'no-card':
      case 'card-moved':
      case 'card-not-verified':
      case 'unknown-card':
        noteAnswer();
        return pollMs;
    }
  };

  const cardIsThere = (): void => {
    const isNews =
      presence.kind === 'none' || (presence.kind === 'moved' && clock.now() - presence.at >= reannounceMs);
    if (isNews || presence.kind === 'found') presence = { kind: 'found', at: clock.now() };
    setStatus({ media: 'present' });
    if (isNews) emit({ kind: 'card-found' });
  };

  const cardIsGone = (): void => {
    const wasThere = presence.kind !== 'none';
    presence = { kind: 'none' };
    setStatus({ media: 'notPresent' });
    if (wasThere) emit({ kind: 'card-removed' });
  };

  /** Asks the module for its self test; until it has passed one, nothing else is asked. */
  const wakeModule = async (signal?: AbortSignal): Promise<Result<void, IdCardFault>> => {
    if (status.device === 'hardwareError') {
      await link.exchange(sdtCommands.resetSam, { firstByteMs: samMs, ...(signal && { signal }) });
    }
    const reply = await link.exchange(sdtCommands.samStatus, {
      firstByteMs: samMs,
      ...(signal && { signal }),
    });
    if (!reply.ok) return { ok: false, error: linkFault(reply.error) };
    const selfTest = classifySdtReply(reply.value);
    if (selfTest !== 'ok') return { ok: false, error: statusFault(selfTest, reply.value) };
    noteAnswer();
    isAwake = true;
    const found = await findCard(link, 2, signal);
    if (found.ok) cardIsThere();
    else if (found.error.kind === 'no-card') cardIsGone();
    else return found;
    return { ok: true, value: undefined };
  };

  /** The card that was read: `30 05` succeeds as long as it lies there. Two misses, since one may be a disturbance. */
  const probe = async (misses: number): Promise<number> => {
    const reply = await link.exchange(sdtCommands.readManagementNumber, { firstByteMs: samMs });
    if (!reply.ok) return noteFault(linkFault(reply.error));
    const answer = classifySdtReply(reply.value);
    if (answer === 'sam-broken') return noteFault(statusFault(answer, reply.value));
    noteAnswer();
    if (answer === 'ok') presence = { kind: 'read', misses: 0 };
    else if (misses > 0) cardIsGone();
    else {
      presence = { kind: 'read', misses: 1 };
      return 0;
    }
    return pollMs;
  };

  const poll = async (): Promise<number> => {
    const found = await findCard(link, 1);
    if (!found.ok && found.error.kind !== 'no-card') return noteFault(found.error);
    noteAnswer();
    if (found.ok) cardIsThere();
    else cardIsGone();
    return pollMs;
  };

  /** One step of the worker; answers how long to rest before the next. */
  const step = async (): Promise<number> => {
    const operation = queue.next();
    if (operation !== null) {
      await operation();
      return pollMs;
    }
    if (transport.state().kind !== 'open') return Number.POSITIVE_INFINITY;
    if (!isAwake) {
      const woken = await wakeModule();
      return woken.ok ? pollMs : noteFault(woken.error);
    }
    return presence.kind === 'read' ? probe(presence.misses) : poll();
  };

  const work = async (): Promise<void> => {
    while (!isClosed) await pause.rest(await step());
  };

  const unsubscribe = transport.subscribe((event) => {
    if (event.kind === 'opened') {
      silences = 0;
      setStatus({ device: 'starting', media: 'unknown' });
      pause.wake();
    } else if (event.kind === 'lost') {
      isAwake = false;
      presence = { kind: 'none' };
      disturbances = 0;
      queue.dropAll();
      setStatus({ device: 'powerOff', media: 'unknown' });
    }
  });

  const readNow = async (signal: AbortSignal) => {
    if (!isAwake) {
      const woken = await wakeModule(signal);
      if (!woken.ok) {
        noteFault(woken.error);
        return woken;
      }
    }
    const isFresh = presence.kind === 'found' && clock.now() - presence.at < foundHoldsMs;
    const result = await readCard(link, isFresh, signal);
    if (result.ok) {
      noteAnswer();
      presence = { kind: 'read', misses: 0 };
      setStatus({ media: 'present' });
      return result;
    }
    noteFault(result.error);
    settlePresence(result.error);
    return result;
  };

  const settlePresence = (fault: IdCardFault): void => {
    switch (fault.kind) {
      case 'no-card':
        if (presence.kind !== 'read') cardIsGone();
        return;
      case 'card-not-verified':
      case 'unknown-card':
        presence = { kind: 'refused' };
        return;
      case 'card-moved':
      case 'protocol':
      case 'aborted':
        presence = { kind: 'moved', at: clock.now() };
        return;
      case 'timeout':
      case 'hardware':
      case 'disconnected':
        return;
    }
  };

  const samIdNow = async (signal: AbortSignal): Promise<Result<string, IdCardFault>> => {
    const reply = await link.exchange(sdtCommands.samId, { firstByteMs: samMs, signal });
    if (!reply.ok) return { ok: false, error: linkFault(reply.error) };
    const answer = classifySdtReply(reply.value);
    const samId = answer === 'ok' ? formatSamId(reply.value.data) : null;
    return samId === null
      ? { ok: false, error: statusFault(answer, reply.value) }
      : { ok: true, value: samId };
  };

  const ask: typeof queue.ask = async (operation, defaultMs, failures, run) =>
    transport.state().kind === 'open' && !isClosed
      ? queue.ask(operation, defaultMs, failures, run)
      : { ok: false, error: failures.dropped };
  const failures = {
    expired: (fault: IdCardFault): IdCardFault => fault,
    dropped: { kind: 'disconnected' } satisfies IdCardFault as IdCardFault,
  };

  void work();

  return {
    status: () => status,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: (operation = {}) => ask(operation, readDeadlineMs, failures, readNow),
    samId: (operation = {}) => ask(operation, samIdDeadlineMs, failures, samIdNow),
    close: async () => {
      isClosed = true;
      queue.dropAll();
      unsubscribe();
      link.close();
      pause.wake();
      listeners.clear();
      await transport.close();
    },
  };
}
