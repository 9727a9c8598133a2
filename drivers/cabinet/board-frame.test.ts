import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardExample, boardExamples } from '../testing/board-examples.ts';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { bytesOf, hexOf } from '../testing/vectors.ts';
import {
  type BoardDecoded,
  createBoardDecoder,
  encodeBoardFrame,
  fcs16,
  longestPayload,
} from './board-frame.ts';
import { boardRequests, readIdentity, readState, stateBlockBytes } from './board-message.ts';

const decode = (hex: string): readonly BoardDecoded[] => createBoardDecoder().push(bytesOf(hex));
const payloadOf = (hex: string): Uint8Array => {
  const [only] = decode(hex);
  return only?.kind === 'frame' ? only.frame.payload : expect.fail('is a frame');
};

describe('the documented examples', () => {
  it.each([...boardExamples])('%s is one whole frame', (_, hex) => {
    expect(decode(hex).map(({ kind }) => kind)).toEqual(['frame']);
  });

  it.each([
    ['identify', 1, boardRequests.identify()],
    ['get-state', 2, boardRequests.getState()],
    ['set-lights', 3, boardRequests.setLights({ cardReader: { flashRate: 'slow', color: 'blue' } })],
    ['set-watchdog', 4, boardRequests.setWatchdog(10)],
    ['power-cycle', 0x7e, boardRequests.powerCycle('code-scanner', 3000)],
    ['reset', 7, boardRequests.reset()],
  ])('%s goes out exactly as documented', (what, seq, request) => {
    expect(hexOf(encodeBoardFrame({ seq, ...request }))).toBe(boardExample(what));
  });

  it('the identity reads as documented', () => {
    expect(readIdentity(payloadOf(boardExample('identify answered')).subarray(1))).toEqual({
      protocol: 1,
      firmware: '1.4.2',
      serialNumber: 'CB000042',
      startedBy: 'power',
    });
  });

  it('a state reads as documented', () => {
    const state = readState(payloadOf(boardExample('state report 21')));
    expect(state).toMatchObject({
      isDoorOpen: true,
      isTampered: false,
      isPersonNear: true,
      isWatchdogOut: false,
      power: { powerIn: 'noPower', battery: 'operational', chargePercent: 80, minutesLeft: 12 },
      lights: [0, 0, 0x23, 0, 0, 0],
    });
    expect(state?.powered.size).toBe(7);
  });

  it('the checksum is the standard’s', () => {
    expect(fcs16(Buffer.from('123456789'))).toBe(0x906e);
  });
});

describe('a damaged frame', () => {
  const answer = boardExample('get-state answered');

  it.each([
    ['a flipped bit', answer.replace('64005A', '64005B'), 'bad-checksum'],
    ['a lost byte', answer.replace('64005A', '645A'), 'bad-length'],
    ['a lost end', `${answer.slice(0, 20)}7E`, 'bad-length'],
    ['an escape before the flag', '7E0001017D7E', 'bad-length'],
    ['more bytes than a frame has', `7E${'41'.repeat(200)}7E`, 'bad-length'],
  ])('is dropped and named: %s', (_, hex, kind) => {
    expect(decode(hex)).toEqual([{ kind }]);
  });

  it('never hides the next one', () => {
    expect(decode(`${answer.slice(0, 20)}${answer}`).map(({ kind }) => kind)).toEqual([
      'bad-length',
      'frame',
    ]);
  });

  it('noise before the first flag is nothing', () => {
    expect(decode(`FF0041${answer}`).map(({ kind }) => kind)).toEqual(['frame']);
  });
});

describe('a block that says nonsense is none', () => {
  const good = payloadOf(boardExample('state report 21'));
  const changed = (at: number, byte: number): Uint8Array =>
    good.map((old, index) => (index === at ? byte : old));

  it.each([
    ['mains 3', changed(1, 3)],
    ['battery 6', changed(2, 6)],
    ['101 percent', changed(3, 101)],
    ['too short', good.subarray(1)],
    ['too long', Uint8Array.of(...good, 0)],
  ])('%s', (_, block) => {
    expect(readState(block)).toBeNull();
  });

  it('an identity without a serial number is none', () => {
    expect(readIdentity(Uint8Array.of(1, 1, 0, 0, 0, ...Buffer.from('        ')))).toBeNull();
    expect(readIdentity(Uint8Array.of(1, 1, 0, 0, 9, ...Buffer.from('CB000042')))).toBeNull();
  });
});

describe('any bytes in any pieces', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 100 }),
    fc.constantFrom(...[...boardExamples.values(), '7E', '7D'].map(bytesOf)),
  );

  it('give frames and named errors alone, none longer than a frame', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const decoder = createBoardDecoder();
        for (const decoded of pieces.flatMap((bytes) => decoder.push(bytes))) {
          if (decoded.kind !== 'frame') continue;
          expect(decoded.frame.payload.length).toBeLessThanOrEqual(longestPayload);
          readState(decoded.frame.payload);
          readIdentity(decoded.frame.payload);
        }
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });

  it('mean the same however they are cut', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.integer({ min: 1, max: 20 }), (pieces, cut) => {
        const stream = new Uint8Array(Buffer.concat(pieces));
        const decoder = createBoardDecoder();
        const apart: BoardDecoded[] = [];
        for (let at = 0; at < stream.length; at += cut)
          apart.push(...decoder.push(stream.subarray(at, at + cut)));
        expect(apart).toEqual(createBoardDecoder().push(stream));
      }),
      { numRuns: fuzzRuns(1000) },
    );
  });

  it('that were framed come back as they were, also flags and escapes', () => {
    const byte = fc.oneof(fc.constantFrom(0x7e, 0x7d), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(byte, byte, fc.array(byte, { maxLength: longestPayload }), (seq, type, payload) => {
        const frame = { seq, type, payload: Uint8Array.from(payload) };
        expect(createBoardDecoder().push(encodeBoardFrame(frame))).toEqual([{ kind: 'frame', frame }]);
      }),
      { numRuns: fuzzRuns(1000) },
    );
  });

  it('any block of the right length is a state or none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: stateBlockBytes, maxLength: stateBlockBytes }), (block) => {
        const state = readState(block);
        if (state !== null) expect(state.power.chargePercent ?? 0).toBeLessThanOrEqual(100);
      }),
    );
  });
});
