import type { Result } from '../status.ts';
import { type CommandApdu, decodeResponse, encodeApdu, getResponse, type ResponseApdu } from './apdu.ts';

type ProtocolFault = { readonly kind: 'protocol'; readonly detail: string };

/** Bytes to the card and back; how, and by when, is the transport's business. */
export type Transmit<Fault> = (command: Uint8Array) => Promise<Result<Uint8Array, Fault>>;

/** Records of EF05 and EF06 are below forty bytes; a card that always has more is not believed. */
const longestAnswerBytes = 1024;
const roundsAllowed = 8;

/**
 * One command and its whole answer. With T=0 a card that was asked for the wrong number of bytes names the right one
 * (6Cxx, asked again once), and one that has an answer ready says how much (61xx, fetched). No reader does this for us.
 */
export async function exchange<Fault>(
  transmit: Transmit<Fault>,
  command: CommandApdu,
): Promise<Result<ResponseApdu, Fault | ProtocolFault>> {
  let asked = command;
  let data: Uint8Array = new Uint8Array();
  for (let round = 0; round < roundsAllowed; round++) {
    const answered = await transmit(encodeApdu(asked));
    if (!answered.ok) return answered;
    const response = decodeResponse(answered.value);
    if (!response.ok) return response;
    const { statusWord } = response.value;
    const sw1 = statusWord >> 8;
    const count = statusWord & 0xff || 256;
    if (sw1 === 0x6c && asked.le !== count) {
      asked = { ...asked, le: count };
      continue;
    }
    data = Uint8Array.from([...data, ...response.value.data]);
    if (data.length > longestAnswerBytes) break;
    if (sw1 !== 0x61) return { ok: true, value: { data, statusWord } };
    // The answer to a SELECT describes the file selected: nobody needs it, and each fetch takes a card's time.
    if (command.le === undefined) return { ok: true, value: { data, statusWord: 0x9000 } };
    asked = getResponse(count);
  }
  return { ok: false, error: { kind: 'protocol', detail: 'an answer without end' } };
}
