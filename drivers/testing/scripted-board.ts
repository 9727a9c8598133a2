import type { Clock } from '../status.ts';
import type { ScriptedTransport } from './scripted-transport.ts';

/** A cabinet board at the other end of a scripted line, written from docs/cabinet-board.md and not from the driver. */
export type ScriptedBoard = {
  /** Changes bytes of the state block without telling. */
  readonly set: (changes: Readonly<Record<number, number>>) => void;
  /** Sends the state block as a report. */
  readonly report: () => void;
  /** It starts anew, by itself: lights and watchdog are forgotten. */
  readonly restart: () => void;
  readonly behave: (how: 'well' | 'silent' | 'garbled' | 'old') => void;
  /** Request types asked since the last call, in hex. */
  readonly asked: () => readonly string[];
  readonly lights: () => string;
  /** From now on outputs get their power back by themselves, as on a real board. */
  readonly givePowerBack: (clock: Clock) => void;
};

const lightsAt = 7;

export function createScriptedBoard(transport: ScriptedTransport): ScriptedBoard {
  const state = Uint8Array.from([0, 0, 0, 100, 0, 90, 0x7f, 0, 0, 0, 0, 0, 0]);
  let manner: 'well' | 'silent' | 'garbled' | 'old' = 'well';
  let reports = 0;
  let asked: string[] = [];
  let clock: Clock | null = null;

  const send = (seq: number, type: number, payload: readonly number[]): void => {
    const body = [payload.length, seq, type, ...payload];
    const sum = crc(body);
    const stuffed = [...body, sum % 256, Math.floor(sum / 256)].flatMap((byte) => {
      if (byte === 0x7e) return [0x7d, 0x5e];
      return byte === 0x7d ? [0x7d, 0x5d] : [byte];
    });
    if (manner === 'garbled') stuffed[3] = (stuffed[3] ?? 0) ^ 0x01;
    if (manner !== 'silent' && transport.state().kind === 'open')
      transport.deliver(Uint8Array.of(0x7e, ...stuffed, 0x7e));
  };

  const report = (): void => {
    reports += 1;
    send(reports % 256, 0x40, [...state]);
  };

  const answer = (seq: number, type: number, payload: readonly number[]): void => {
    asked.push(type.toString(16).padStart(2, '0'));
    const done = (...more: readonly number[]): void => send(seq, type + 0x80, [0, ...more]);
    if (type === 1) done(manner === 'old' ? 2 : 1, 1, 4, 2, 0, ...Buffer.from('CB000042'));
    else if (type === 2) done(...state);
    else if (type === 3) {
      state.set(payload, lightsAt);
      state[0] = (state[0] ?? 0) & ~0x08;
      done();
    } else if (type === 5) {
      const [output = 0, tenths = 0] = payload;
      state[6] = (state[6] ?? 0) & ~(1 << output);
      done();
      clock?.setTimeout(() => {
        state[6] = (state[6] ?? 0) | (1 << output);
        report();
      }, tenths * 100);
    } else done();
  };

  transport.onWrite((hex) => {
    const inner = [...Buffer.from(hex, 'hex').subarray(1, -1)];
    const body: number[] = [];
    for (let at = 0; at < inner.length; at += 1) {
      if (inner[at] !== 0x7d) body.push(inner[at] ?? 0);
      else {
        at += 1;
        body.push((inner[at] ?? 0) ^ 0x20);
      }
    }
    const [length = 0, seq = 0, type = 0] = body;
    answer(seq, type, body.slice(3, 3 + length));
  });

  return {
    set: (changes) => {
      for (const [at, byte] of Object.entries(changes)) state[Number(at)] = byte;
    },
    report,
    restart: () => {
      state.fill(0, lightsAt);
      send(0, 0x41, [2]);
    },
    behave: (how) => {
      manner = how;
    },
    asked: () => {
      const since = asked;
      asked = [];
      return since;
    },
    givePowerBack: (timer) => {
      clock = timer;
    },
    lights: () => Buffer.from(state.subarray(lightsAt)).toString('hex'),
  };
}

/** CRC-16/X-25 by the table of RFC 1662, which the driver works out bit by bit. */
function crc(bytes: readonly number[]): number {
  const table = Array.from({ length: 256 }, (_, index) =>
    Array.from({ length: 8 }).reduce<number>(
      (value) => (value % 2 === 1 ? (value >>> 1) ^ 0x8408 : value >>> 1),
      index,
    ),
  );
  return bytes.reduce((sum, byte) => (sum >>> 8) ^ (table[(sum ^ byte) % 256] ?? 0), 0xffff) ^ 0xffff;
}
