/** vpcd's orders to a card without contacts: one byte, where a command APDU is never shorter than four. */
export const VPCD = { powerOff: 0x00, powerOn: 0x01, reset: 0x02, askAtr: 0x04 } as const;

/** Two bytes of length, big endian, then so many bytes; the same in both directions. */
export function frameOf(payload: Uint8Array): Uint8Array {
  return Uint8Array.of(payload.length >> 8, payload.length & 0xff, ...payload);
}

/** Takes the first whole frame off what has come; `payload` is null until there is one. */
export function takeFrame(received: Uint8Array): {
  readonly payload: Uint8Array | null;
  readonly rest: Uint8Array;
} {
  const [high, low] = received;
  if (high === undefined || low === undefined) return { payload: null, rest: received };
  const end = 2 + ((high << 8) | low);
  if (received.length < end) return { payload: null, rest: received };
  return { payload: received.subarray(2, end), rest: received.subarray(end) };
}
