import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../system-clock.ts';
import type { TransportEvent } from '../transport.ts';
import { openSerialTransport, type SerialTransport } from './serial-transport.ts';

/** A device behind a real pty: socat makes the port, the test is the device at its standard streams. */
async function plugIn(path: string) {
  const socat = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${path}`, 'STDIO'], { stdio: 'pipe' });
  const received: Buffer[] = [];
  socat.stdout.on('data', (chunk: Buffer) => received.push(chunk));
  let said = '';
  socat.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await vi.waitFor(() => expect(said).toContain('starting data transfer'), { timeout: 5000, interval: 5 });
  return {
    received: () => Buffer.concat(received).toString('latin1'),
    say: (text: string) => socat.stdin.write(text, 'latin1'),
    pull: () => pull(socat),
  };
}

async function pull(socat: ChildProcess): Promise<void> {
  if (socat.exitCode !== null || socat.signalCode !== null) return;
  const gone = once(socat, 'exit');
  socat.kill('SIGKILL');
  await gone;
}

let directory = '';
let transport: SerialTransport | null = null;
const plugged: { pull: () => Promise<void> }[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'serial-'));
});
afterEach(async () => {
  await transport?.close();
  transport = null;
  await Promise.all(plugged.splice(0).map((device) => device.pull()));
  await rm(directory, { recursive: true, force: true });
});

async function device(name: string) {
  const made = await plugIn(join(directory, name));
  plugged.push(made);
  return made;
}

function open(name: string) {
  const opened = openSerialTransport({ path: join(directory, name), baudRate: 115_200, clock: systemClock });
  transport = opened;
  const events: TransportEvent[] = [];
  opened.subscribe((event) => events.push(event));
  const heard = (): string =>
    events
      .map((event) => (event.kind === 'bytes' ? Buffer.from(event.bytes).toString('latin1') : ''))
      .join('');
  const kinds = (): string[] => events.map((event) => event.kind).filter((kind) => kind !== 'bytes');
  return { transport: opened, heard, kinds };
}

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5000, interval: 5 });
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const openPorts = (): number =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith('/dev/pts/');
    } catch {
      return false;
    }
  }).length;

describe('a port that is there', () => {
  it('carries bytes both ways, whole and in order', async () => {
    const reader = await device('a');
    const line = open('a');
    await eventually(() =>
      expect(line.transport.state()).toEqual({ kind: 'open', path: join(directory, 'a') }),
    );
    expect(await line.transport.write(bytes('question'))).toEqual({ ok: true, value: undefined });
    await eventually(() => expect(reader.received()).toBe('question'));
    const answer = 'answer'.repeat(2000);
    reader.say(answer);
    await eventually(() => expect(line.heard()).toBe(answer));
  });

  it('keeps no write back behind a discarded input', async () => {
    const reader = await device('a');
    const line = open('a');
    await eventually(() => expect(line.transport.state().kind).toBe('open'));
    line.transport.discardInput();
    expect(await line.transport.write(bytes('next question'))).toMatchObject({ ok: true });
    await eventually(() => expect(reader.received()).toBe('next question'));
  });
});

describe('a pulled cable', () => {
  it('is noticed at once; what is written meanwhile is refused and never sent later', async () => {
    const reader = await device('a');
    const line = open('a');
    await eventually(() => expect(line.transport.state().kind).toBe('open'));
    await reader.pull();
    await eventually(() => expect(line.kinds()).toEqual(['opened', 'lost']));
    expect(await line.transport.write(bytes('stale'))).toEqual({
      ok: false,
      error: { kind: 'disconnected' },
    });

    const again = await device('a');
    await eventually(() => expect(line.kinds().at(-1)).toBe('opened'));
    expect(await line.transport.write(bytes('fresh'))).toMatchObject({ ok: true });
    await eventually(() => expect(again.received()).toBe('fresh'));
  });

  it('and put back under another path is found there', async () => {
    const reader = await device('a');
    const line = open('a');
    await eventually(() => expect(line.transport.state().kind).toBe('open'));
    await reader.pull();
    const elsewhere = await device('b');
    line.transport.retarget(join(directory, 'b'));
    await eventually(() =>
      expect(line.transport.state()).toEqual({ kind: 'open', path: join(directory, 'b') }),
    );
    elsewhere.say('here');
    await eventually(() => expect(line.heard()).toBe('here'));
  });

  it('leaves no descriptor open, however often it happens', async () => {
    const before = openPorts();
    const line = open('a');
    for (let turn = 0; turn < 5; turn += 1) {
      const reader = await device('a');
      await eventually(() => expect(line.transport.state().kind).toBe('open'));
      await reader.pull();
      await eventually(() => expect(line.transport.state().kind).not.toBe('open'));
    }
    await line.transport.close();
    await eventually(() => expect(openPorts()).toBe(before));
  });
});

describe('a port that is not there', () => {
  it('is said so once, and opened when it comes', async () => {
    const line = open('a');
    await eventually(() => expect(line.kinds()).toEqual(['lost']));
    await eventually(() => expect(line.transport.state()).toMatchObject({ kind: 'lost', retryInMs: 400 }));
    await device('a');
    await eventually(() => expect(line.kinds()).toEqual(['lost', 'opened']));
  });
});
