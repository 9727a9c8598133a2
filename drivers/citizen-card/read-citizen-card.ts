import type { Result } from '../status.ts';
import { type ResponseApdu, readRecord, selectByName, selectFile } from './apdu.ts';
import { exchange, type Transmit } from './card-exchange.ts';
import { parseCitizenCard, parseRecord, type RecordTag, wantedRecords } from './card-records.ts';
import type { CitizenCard } from './citizen-card-reader.ts';

/** What a card that answers can be wrong with; the transport's own faults pass through. */
export type CardFault =
  | { readonly kind: 'wrong-card' }
  | { readonly kind: 'card-blocked' }
  | { readonly kind: 'protocol'; readonly detail: string };

/** `sx1.sh.社会保障` in GB 2312: the environment every social-security card has, whoever issued it. */
export const socialSecurityEnvironment = Uint8Array.from([
  ...[0x73, 0x78, 0x31, 0x2e, 0x73, 0x68, 0x2e],
  ...[0xc9, 0xe7, 0xbb, 0xe1, 0xb1, 0xa3, 0xd5, 0xcf],
]);

const ok = 0x9000;
const fileDeactivated = 0x6283;
/** A file has six records; a card that has a sixteenth of the tag we miss does not have it. */
const mostRecords = 16;

/**
 * Selects the social-security application and reads the free records of EF05 and EF06: twelve or so commands, no
 * key, no PIN. Which commands a card takes differs: cards of the second generation find a record by its identifier
 * (P2 = 00), others only by its number (P2 = 04); the first record decides for the rest.
 */
export async function readCitizenCard<Fault>(
  transmit: Transmit<Fault>,
): Promise<Result<CitizenCard, Fault | CardFault>> {
  const selected = await exchange(transmit, selectByName(socialSecurityEnvironment));
  if (!selected.ok) return selected;
  const { statusWord } = selected.value;
  if (statusWord === fileDeactivated) return { ok: false, error: { kind: 'card-blocked' } };
  // 6A82 and 6A81 of a bank card, 6D00 and 6E00 of cards that know no SELECT: in all of them there is no such application.
  if (statusWord !== ok) return { ok: false, error: { kind: 'wrong-card' } };

  const found = new Map<RecordTag, Uint8Array>();
  let isNumbered = false;
  for (const { file, records } of wantedRecords) {
    const opened = await openFile(transmit, file);
    if (!opened.ok) return opened;
    for (const { tag, bytes } of records) {
      if (found.has(tag)) continue;
      if (!isNumbered) {
        const read = await recordBy(transmit, tag, 'identifier', 2 + bytes);
        if (!read.ok) return read;
        if (read.value !== null && read.value.tag !== tag) return unreadable(`record ${hex(tag)}`);
        if (read.value !== null) found.set(tag, read.value.value);
        else if (found.size === 0) isNumbered = true;
        else return unreadable(`no record ${hex(tag)}`);
      }
      if (isNumbered) {
        const read = await readNumbered(transmit, found, records);
        if (!read.ok) return read;
        if (!found.has(tag)) return unreadable(`no record ${hex(tag)}`);
      }
    }
  }
  return parseCitizenCard(found);
}

type Fetched = { readonly tag: RecordTag; readonly value: Uint8Array };

async function openFile<Fault>(
  transmit: Transmit<Fault>,
  file: number,
): Promise<Result<void, Fault | CardFault>> {
  for (const p1 of [0x02, 0x00] as const) {
    const opened = await exchange(transmit, selectFile(file, p1));
    if (!opened.ok) return opened;
    if (opened.value.statusWord === ok) return { ok: true, value: undefined };
  }
  return unreadable(`no file ${hex(file)}`);
}

/** The file from its first record on, until every wanted one has come by or the file ends. */
async function readNumbered<Fault>(
  transmit: Transmit<Fault>,
  found: Map<RecordTag, Uint8Array>,
  wanted: readonly { readonly tag: RecordTag }[],
): Promise<Result<void, Fault | CardFault>> {
  for (let number = 1; number <= mostRecords; number++) {
    if (wanted.every(({ tag }) => found.has(tag))) break;
    const read = await recordBy(transmit, number, 'number', 256);
    if (!read.ok) return read;
    if (read.value === null) break;
    found.set(read.value.tag, read.value.value);
  }
  return { ok: true, value: undefined };
}

/** @returns `null` when the card has no such record, or does not find records in this way */
async function recordBy<Fault>(
  transmit: Transmit<Fault>,
  p1: number,
  by: 'identifier' | 'number',
  le: number,
): Promise<Result<Fetched | null, Fault | CardFault>> {
  const read = await exchange(transmit, readRecord(p1, by, le));
  if (!read.ok) return read;
  if (isNoSuchRecord(read.value)) return { ok: true, value: null };
  // 6282: the file ended before Le bytes; what came is the whole record.
  if (read.value.statusWord !== ok && read.value.statusWord !== 0x6282)
    return unreadable(`status ${hex(read.value.statusWord)}`);
  return parseRecord(read.value.data);
}

/** Record not found, function or parameters not supported: the four ways of saying “not like this”. */
const isNoSuchRecord = ({ statusWord }: ResponseApdu): boolean =>
  [0x6a83, 0x6a81, 0x6a86, 0x6b00].includes(statusWord);

const unreadable = (detail: string): { readonly ok: false; readonly error: CardFault } => ({
  ok: false,
  error: { kind: 'protocol', detail },
});

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');
