import type { DeviceFault, Result } from '../status.ts';
import { parseAppendedAddresses } from './appended-address.ts';
import { parseBaseInfo } from './base-info.ts';
import type { IdCard, IdCardFault } from './id-card-reader.ts';
import { type SdtReply, sdtCommands } from './sdt-frame.ts';
import type { SdtLink, SdtLinkFault } from './sdt-link.ts';
import { classifySdtReply, formatStatusWords, type SdtStatus } from './sdt-status.ts';

/** Behind the status words of a found card, and of a selected one. */
const iinBytes = 4;
const snBytes = 8;
const findMs = 1000;
const selectMs = 1000;
const readMs = 3000;

/**
 * Asks whether a card lies there.
 *
 * @param attempts 2 right after power-up, when some modules miss the first question; else 1
 * @returns ok when there is one; `no-card` also for the card that was read before and not lifted since
 */
export async function findCard(
  link: SdtLink,
  attempts: number,
  signal?: AbortSignal,
): Promise<Result<void, IdCardFault>> {
  const reply = await link.exchange(sdtCommands.findCard, { firstByteMs: findMs, ...(signal && { signal }) });
  if (!reply.ok) return { ok: false, error: linkFault(reply.error) };
  const status = classifySdtReply(reply.value);
  // The shape is looked at too: a module that repeats an old answer must not make a card out of nothing.
  if (status === 'card-found' && reply.value.data.length === iinBytes) return { ok: true, value: undefined };
  if (status === 'no-card' && attempts > 1) return findCard(link, attempts - 1, signal);
  return { ok: false, error: statusFault(status, reply.value) };
}

/**
 * find → select → read, each believed only by its own answer. A selection that fails is begun anew from
 * find once; a read whose frame arrives damaged is repeated once, since the module may still hold the
 * card. Whatever goes wrong after the card was found means that it moved.
 *
 * @param isFound the poll has just found it: go straight to select
 */
export async function readCard(
  link: SdtLink,
  isFound: boolean,
  signal: AbortSignal,
): Promise<Result<IdCard, IdCardFault>> {
  if (!isFound) {
    const found = await findCard(link, 1, signal);
    if (!found.ok) return found;
  }
  let selected = await selectCard(link, signal);
  if (!selected.ok && selected.error.kind === 'card-moved') {
    const foundAgain = await findCard(link, 1, signal);
    if (!foundAgain.ok) return foundAgain.error.kind === 'no-card' ? cardMoved : foundAgain;
    selected = await selectCard(link, signal);
  }
  if (!selected.ok) return selected;

  const first = await readBaseInfo(link, signal);
  if (first.ok || first.error.kind !== 'protocol') return first;
  const second = await readBaseInfo(link, signal);
  // The first read may have used the card up although we could not understand it.
  return !second.ok && second.error.kind === 'no-card' ? cardMoved : second;
}

const cardMoved = { ok: false, error: { kind: 'card-moved' } } as const;

async function selectCard(link: SdtLink, signal: AbortSignal): Promise<Result<void, IdCardFault>> {
  const reply = await link.exchange(sdtCommands.selectCard, { firstByteMs: selectMs, signal });
  if (!reply.ok) return { ok: false, error: midReadFault(reply.error) };
  const status = classifySdtReply(reply.value);
  if (status === 'ok' && reply.value.data.length === snBytes) return { ok: true, value: undefined };
  // A module that has lost the card says so in any of these words (80, 81, 41, 23).
  if (status === 'no-card' || status === 'refused') return cardMoved;
  return { ok: false, error: statusFault(status, reply.value) };
}

async function readBaseInfo(link: SdtLink, signal: AbortSignal): Promise<Result<IdCard, IdCardFault>> {
  const reply = await link.exchange(sdtCommands.readBaseInfo, { firstByteMs: readMs, signal });
  if (!reply.ok) return { ok: false, error: midReadFault(reply.error) };
  const status = classifySdtReply(reply.value);
  if (status !== 'ok') return { ok: false, error: statusFault(status, reply.value) };
  return parseBaseInfo(reply.value.data);
}

/** `30 03`, for the card that was just read. Most have nothing added, and the module says so (91). */
export async function readAppendedAddresses(
  link: SdtLink,
  signal: AbortSignal,
): Promise<Result<readonly string[], IdCardFault>> {
  const reply = await link.exchange(sdtCommands.readAppendedAddress, { firstByteMs: readMs, signal });
  if (!reply.ok) return { ok: false, error: midReadFault(reply.error) };
  const status = classifySdtReply(reply.value);
  if (status === 'absent-item') return { ok: true, value: [] };
  const addresses = status === 'ok' ? parseAppendedAddresses(reply.value.data) : null;
  return addresses === null
    ? { ok: false, error: statusFault(status, reply.value) }
    : { ok: true, value: addresses };
}

/** A reply that never came or broke off: before the card was found a silent reader, after it a moved card. */
function midReadFault(fault: SdtLinkFault): IdCardFault {
  return fault.kind === 'timeout' ? { kind: 'card-moved' } : linkFault(fault);
}

export function linkFault(fault: SdtLinkFault): DeviceFault {
  return fault.kind === 'timeout' ? { kind: 'timeout', deadlineMs: fault.deadlineMs } : fault;
}

export function statusFault(status: SdtStatus | null, reply: SdtReply): IdCardFault {
  switch (status) {
    case 'no-card':
    case 'card-moved':
    case 'card-not-verified':
    case 'unknown-card':
      return { kind: status };
    case 'sam-broken':
      return { kind: 'hardware', code: formatStatusWords(reply) };
    case 'ok':
    case 'card-found':
    case 'absent-item':
    case 'refused':
    case null:
      return { kind: 'protocol', detail: `unexpected answer ${formatStatusWords(reply)}` };
  }
}
