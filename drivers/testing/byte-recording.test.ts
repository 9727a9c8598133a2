import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOneCard } from '../id-card/read-one-card.ts';
import { createSdtReader } from '../id-card/sdt-reader.ts';
import { parseRecording, type Recording, recordBytes, replay } from './byte-recording.ts';
import { createScriptedTransport } from './scripted-transport.ts';
import { createSimulatedClock } from './simulated-clock.ts';

async function load(name: string): Promise<Recording> {
  const parsed = parseRecording(
    await readFile(new URL(`../id-card/recordings/${name}.ndjson`, import.meta.url), 'utf8'),
  );
  return parsed.ok ? parsed.value : expect.fail(`line ${parsed.error.line}`);
}

function readFrom(recording: Recording) {
  const clock = createSimulatedClock();
  const transport = replay(recording, clock);
  const reader = createSdtReader({ transport, clock });
  transport.plug();
  return { clock, transport, reader };
}

describe('a recorded reader', () => {
  it('is read again as it was then, byte for byte', async () => {
    const { clock, transport, reader } = readFrom(await load('resident'));
    expect(await clock.until(readOneCard(reader, clock))).toMatchObject({
      ok: true,
      value: { type: 'resident', name: '陈国强', birthDate: '1963-03-12' },
    });
    expect(transport.divergence()).toBeNull();
    expect(transport.isOver()).toBe(true);
    await reader.close();
  });

  it('cut off anywhere is a moved card or a silent reader, never a card', async () => {
    const recording = await load('resident');
    for (let kept = 1; kept < recording.pieces.length - 1; kept += 3) {
      const { clock, reader } = readFrom({ ...recording, pieces: recording.pieces.slice(0, kept) });
      const read = await clock.until(readOneCard(reader, clock));
      expect(read.ok).toBe(false);
      await reader.close();
    }
  });

  it('answers no more once it is asked something it was not asked then', async () => {
    const clock = createSimulatedClock();
    const transport = replay(await load('resident'), clock);
    transport.plug();
    await transport.write(Uint8Array.of(1, 2, 3));
    expect(transport.divergence()).toEqual({ expected: 'AAAAAA9669000311FFED', sent: '010203' });
  });
});

describe('a recording', () => {
  it('of a line replays as that line', async () => {
    const clock = createSimulatedClock();
    const line = createScriptedTransport();
    const written: string[] = [];
    const recorded = recordBytes(line, clock, { class: 'id-card', driver: 'sdt-serial' }, (text) =>
      written.push(text),
    );
    line.plug();
    await recorded.write(Uint8Array.of(0x10, 0x04, 0x01));
    await clock.advance(7);
    line.deliver('12');
    expect(parseRecording(written.join('\n'))).toEqual({
      ok: true,
      value: {
        recording: 1,
        class: 'id-card',
        driver: 'sdt-serial',
        pieces: [
          { at: 0, direction: 'sent', hex: '100401' },
          { at: 7, direction: 'received', hex: '12' },
        ],
      },
    });
  });

  it('that is none says in which line', () => {
    const header = '{"recording":1,"class":"id-card","driver":"sdt-serial"}';
    expect(parseRecording('')).toEqual(notARecording(1));
    expect(parseRecording(`${header}\n{"at":1,"direction":"sent","hex":"1"}`)).toEqual(notARecording(2));
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseRecording(text).ok).toBe(false);
      }),
    );
  });
});

const notARecording = (line: number) => ({ ok: false, error: { kind: 'not-a-recording', line } });
