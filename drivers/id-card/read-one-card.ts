import { startDeadline } from '../deadline.ts';
import type { Clock, OperationOptions, Result } from '../status.ts';
import type { IdCard, IdCardFault, IdCardReader, IdCardReaderEvent } from './id-card-reader.ts';

const defaultDeadlineMs = 30_000;

/**
 * Waits until a card is laid down, and reads it once. A reader that turns out to be out of order ends the
 * wait at once: nobody should hold a card to it until the deadline.
 *
 * @returns `no-card` when none came in time
 */
export async function readOneCard(
  reader: IdCardReader,
  clock: Clock,
  options: OperationOptions = {},
): Promise<Result<IdCard, IdCardFault>> {
  const deadline = startDeadline(clock, options, defaultDeadlineMs);
  try {
    const obstacle = await cardOrObstacle(reader, deadline.signal);
    if (obstacle === null) return await reader.read({ signal: deadline.signal });
    if (obstacle.kind !== 'aborted') return { ok: false, error: obstacle };
    const fault = deadline.fault();
    return { ok: false, error: fault.kind === 'timeout' ? { kind: 'no-card' } : fault };
  } finally {
    deadline.end();
  }
}

function cardOrObstacle(reader: IdCardReader, signal: AbortSignal): Promise<IdCardFault | null> {
  return new Promise((resolve) => {
    const end = (obstacle: IdCardFault | null): void => {
      unsubscribe();
      signal.removeEventListener('abort', onAbort);
      resolve(obstacle);
    };
    const onAbort = (): void => end({ kind: 'aborted' });
    const onEvent = (event: IdCardReaderEvent): void => {
      if (event.kind === 'card-found') end(null);
      else if (event.kind === 'status') {
        const obstacle = obstacleOf(reader);
        if (obstacle !== null) end(obstacle);
      }
    };
    const unsubscribe = reader.subscribe(onEvent);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    else if (reader.status().media === 'present') end(null);
    else onEvent({ kind: 'status', status: reader.status() });
  });
}

function obstacleOf(reader: IdCardReader): IdCardFault | null {
  const { device } = reader.status();
  switch (device) {
    case 'online':
    case 'starting':
    case 'deviceBusy':
    case 'potentialFraud':
      return null;
    case 'powerOff':
    case 'noDevice':
      return { kind: 'disconnected' };
    case 'offline':
    case 'hardwareError':
    case 'userError':
    case 'fraudAttempt':
      return { kind: 'hardware', code: device };
  }
}
