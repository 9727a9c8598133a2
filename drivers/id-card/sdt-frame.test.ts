import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { bytesOf, hexOf, replyFrame, vectors } from '../testing/vectors.ts';
import { createSdtDecoder, encodeSdtCommand, type SdtDecoded } from './sdt-frame.ts';
import { classifySdtReply, formatSamId, formatStatusWords } from './sdt-status.ts';

const decode = (hex: string): readonly SdtDecoded[] => createSdtDecoder().push(bytesOf(hex));

describe('commands', () => {
  it.each(vectors.sam_commands)('$name goes out exactly as published', ({ hex, cmd, para, data }) => {
    const command = { cmd: Number.parseInt(cmd, 16), para: Number.parseInt(para, 16) };
    expect(hexOf(encodeSdtCommand(command, bytesOf(data)))).toBe(hex);
  });
});

describe('replies', () => {
  const damaged = [
    'base_bad_checksum',
    'base_flipped_photo_bit',
    'base_truncated_700',
    'two_frames_in_one_chunk',
  ];
  const whole = vectors.sam_replies.filter(({ name }) => !damaged.includes(name));

  it.each(whole)('$name is read: $meaning', ({ hex, sw }) => {
    const [only, ...others] = decode(hex);
    expect(others).toEqual([]);
    expect(only?.kind === 'reply' && formatStatusWords(only.reply)).toBe(sw);
  });

  it.each(vectors.base_messages)('$name comes through whole', ({ frame_hex, total_bytes }) => {
    const [only] = decode(frame_hex);
    expect(only?.kind === 'reply' && only.reply.data.length).toBe(total_bytes - 11);
  });

  it.each(['base_bad_checksum', 'base_flipped_photo_bit'])('%s is dropped, and said so', (name) => {
    expect(decode(replyFrame(name))).toEqual([{ kind: 'bad-checksum', length: 0x0508 }]);
  });

  it('a frame that stops after 700 bytes is never a short success', () => {
    const decoder = createSdtDecoder();
    expect(decoder.push(bytesOf(replyFrame('base_truncated_700')))).toEqual([]);
    expect(decoder.isInFrame()).toBe(true);
  });

  it('two frames in one piece are two replies', () => {
    const statuses = decode(replyFrame('two_frames_in_one_chunk')).map(
      (decoded) => decoded.kind === 'reply' && classifySdtReply(decoded.reply),
    );
    expect(statuses).toEqual(['card-found', 'ok']);
  });

  it('a preamble inside a portrait does not end the frame', () => {
    // 30 bytes of data whose middle is a preamble with a plausible length; checksum worked out by hand below.
    const body = `0022000090${'00'.repeat(10)}AAAAAA96690004${'00'.repeat(13)}`;
    const checksum = bytesOf(body).reduce((sum, byte) => sum ^ byte, 0);
    const frame = `AAAAAA9669${body}${checksum.toString(16).padStart(2, '0')}`;
    expect(decode(frame).map(({ kind }) => kind)).toEqual(['reply']);
  });

  it('a length no frame has is refused at once instead of waited for', () => {
    expect(decode('AAAAAA9669FFFF')).toEqual([{ kind: 'bad-length', length: 0xffff }]);
    expect(decode('AAAAAA96690003')).toEqual([{ kind: 'bad-length', length: 3 }]);
  });

  it('the module number reads as makers print it', () => {
    const reply = decode(replyFrame('sam_id'))[0];
    expect(reply?.kind === 'reply' && formatSamId(reply.reply.data)).toBe(
      '05.03-20240115-0001234567-2345678901',
    );
  });

  it('a success with the card’s own error words in front is no success', () => {
    expect(classifySdtReply({ sw1: 0x69, sw2: 0x82, sw3: 0x90, data: new Uint8Array() })).toBeNull();
  });
});

describe('any bytes in any pieces', () => {
  const whole = bytesOf(replyFrame('find_ok'));
  const pieces = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.constant(Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69)),
      fc.constant(whole),
      fc.constant(bytesOf(replyFrame('base_resident')).subarray(0, 900)),
    ),
    { maxLength: 30 },
  );

  it('never crash, and are answered with replies or named errors alone', () => {
    fc.assert(
      fc.property(pieces, (chunks) => {
        const decoder = createSdtDecoder();
        for (const decoded of chunks.flatMap((chunk) => decoder.push(chunk))) {
          expect(['reply', 'bad-length', 'bad-checksum']).toContain(decoded.kind);
        }
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });

  it('mean the same however they are cut', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 40 }), (chunks, cut) => {
        const stream = Buffer.concat(chunks);
        const together = createSdtDecoder().push(stream);
        const decoder = createSdtDecoder();
        const apart: SdtDecoded[] = [];
        for (let at = 0; at < stream.length; at += cut)
          apart.push(...decoder.push(stream.subarray(at, at + cut)));
        expect(apart).toEqual(together);
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });

  it('that open no frame never hide the frame behind them, also when they end in AA', () => {
    const noise = fc
      .array(fc.oneof(fc.constant(0xaa), fc.integer({ min: 0, max: 255 })), { maxLength: 40 })
      .filter((bytes) => !Buffer.from(bytes).includes(Buffer.from('AAAAAA9669', 'hex')));
    fc.assert(
      fc.property(noise, (bytes) => {
        const stream = Buffer.concat([Buffer.from(bytes), whole]);
        // Noise and the first bytes of the frame may form a preamble together only where the frame's own is.
        expect(
          createSdtDecoder()
            .push(stream)
            .map(({ kind }) => kind),
        ).toEqual(['reply']);
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });

  it('hold no more than one frame, however long the babble', () => {
    const decoder = createSdtDecoder();
    const babble = Buffer.alloc(1 << 20, 0xaa);
    expect(decoder.push(babble)).toEqual([]);
    expect(decoder.push(whole.subarray(3)).map(({ kind }) => kind)).toEqual(['reply']);
  });
});
