import type { Health } from '../device/device-machine.ts';
import type { DeviceFault, Result } from '../status.ts';
import type { IdCardFault } from './id-card-reader.ts';
import { linkFault, statusFault } from './sdt-card.ts';
import { sdtCommands } from './sdt-frame.ts';
import type { SdtLink } from './sdt-link.ts';
import { classifySdtReply, formatSamId, formatStatusWords } from './sdt-status.ts';

/** What is asked of the module itself, whatever lies on it. */
const samMs = 1000;
/** 8 bytes in some modules, IIN and SN together in others. Anything longer is the answer to another question. */
const longestManagementNumber = 12;

/** `11 FF`: the module's self test. */
export async function runSelfTest(link: SdtLink, signal: AbortSignal): Promise<Result<Health, DeviceFault>> {
  const reply = await link.exchange(sdtCommands.samStatus, { firstByteMs: samMs, signal });
  if (!reply.ok) return { ok: false, error: linkFault(reply.error) };
  const answer = classifySdtReply(reply.value);
  if (answer === 'ok' && reply.value.data.length === 0) return { ok: true, value: { kind: 'well' } };
  const code = formatStatusWords(reply.value);
  if (answer === 'sam-broken') return { ok: true, value: { kind: 'defect', code } };
  return { ok: false, error: { kind: 'protocol', detail: `unexpected answer ${code}` } };
}

/** `10 FF`. Whether it helped, the next self test tells. */
export async function resetSam(link: SdtLink, signal: AbortSignal): Promise<void> {
  await link.exchange(sdtCommands.resetSam, { firstByteMs: samMs, signal });
}

/**
 * `30 05`, the harmless read that succeeds as long as a card that was read lies there.
 *
 * @returns whether it does; an answer of another shape is a module that repeats an old one
 */
export async function probeCard(link: SdtLink, signal: AbortSignal): Promise<Result<boolean, IdCardFault>> {
  const reply = await link.exchange(sdtCommands.readManagementNumber, { firstByteMs: samMs, signal });
  if (!reply.ok) return { ok: false, error: linkFault(reply.error) };
  const answer = classifySdtReply(reply.value);
  if (answer === 'sam-broken') return { ok: false, error: statusFault(answer, reply.value) };
  if (answer !== 'ok') return { ok: true, value: false };
  return reply.value.data.length <= longestManagementNumber
    ? { ok: true, value: true }
    : { ok: false, error: { kind: 'protocol', detail: 'an answer to another question' } };
}

/** `12 FF`: the module's own number, the reader's asset number. */
export async function askSamId(link: SdtLink, signal: AbortSignal): Promise<Result<string, IdCardFault>> {
  const reply = await link.exchange(sdtCommands.samId, { firstByteMs: samMs, signal });
  if (!reply.ok) return { ok: false, error: linkFault(reply.error) };
  const answer = classifySdtReply(reply.value);
  const samId = answer === 'ok' ? formatSamId(reply.value.data) : null;
  return samId === null ? { ok: false, error: statusFault(answer, reply.value) } : { ok: true, value: samId };
}
