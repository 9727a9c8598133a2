import type { RecordedFrame } from '../device/device.ts';
import type { Clock } from '../status.ts';
import type { IppTransport } from './ipp-http.ts';
import type { IppLine } from './ipp-line.ts';

const framesKept = 32;
/** Version, operation or status, request id. What follows may be a document, and is nobody's business. */
const headerBytes = 8;

/** A transport that remembers the heads of its messages, and tells the line whether they got through. */
export function recordIpp(
  transport: IppTransport,
  clock: Clock,
  line: Pick<IppLine, 'hear' | 'lose'>,
): IppTransport & { readonly frames: () => readonly RecordedFrame[] } {
  const frames: RecordedFrame[] = [];
  const keep = (direction: RecordedFrame['direction'], message: Uint8Array): void => {
    const head = Buffer.from(message.subarray(0, headerBytes)).toString('hex').toUpperCase();
    const rest = message.length > headerBytes ? `… ${message.length} bytes` : '';
    frames.push({ at: clock.now(), direction, hex: `${head}${rest}` });
    if (frames.length > framesKept) frames.shift();
  };
  return {
    ...transport,
    post: async (message, signal) => {
      keep('sent', message);
      const answer = await transport.post(message, signal);
      if (answer.ok) {
        line.hear();
        keep('received', answer.value);
      } else if (answer.error.kind === 'disconnected') line.lose(answer.error.reason);
      return answer;
    },
    frames: () => [...frames],
  };
}
