import { parseBaseInfo } from '../../../drivers/id-card/base-info.ts';
import { createSdtDecoder } from '../../../drivers/id-card/sdt-frame.ts';
import { bytesOf, replyFrame } from '../../../drivers/testing/vectors.ts';

const FOR_MS = 1000;

/** Base-info messages a second, from the bytes of a frame to a card: what the protocol alone could do. */
export function decodeRate(now: () => number): number {
  const frame = bytesOf(replyFrame('base_resident'));
  const decoder = createSdtDecoder();
  const decodeOne = (): boolean => {
    const [decoded] = decoder.push(frame);
    return decoded?.kind === 'reply' && parseBaseInfo(decoded.reply.data).ok;
  };
  for (let warmUp = 0; warmUp < 2000; warmUp += 1)
    if (!decodeOne()) throw new Error('the message is no card any more');
  const since = now();
  let count = 0;
  while (now() - since < FOR_MS) {
    for (let batch = 0; batch < 100; batch += 1) decodeOne();
    count += 100;
  }
  return (count * 1000) / (now() - since);
}
