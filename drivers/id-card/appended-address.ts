import { decodeCardText } from './base-info.ts';

const addressBytes = 70;
const longestAnswer = 4 * addressBytes;

/**
 * The addresses added to a card after it was made: the answer to `30 03`, blocks of 70 bytes UTF-16LE, at most four.
 *
 * @returns oldest first; `null` when the bytes are no such answer
 */
export function parseAppendedAddresses(data: Uint8Array): readonly string[] | null {
  if (data.length === 0 || data.length > longestAnswer || data.length % addressBytes !== 0) return null;
  const addresses: string[] = [];
  for (let at = 0; at < data.length; at += addressBytes) {
    const address = decodeCardText(data.subarray(at, at + addressBytes));
    if (address !== '') addresses.push(address);
  }
  return addresses;
}
