import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { createSimulatedClock } from '../testing/simulated-clock.ts';
import type { CardTransportEvent } from './card-transport.ts';
import { createPcscTransport } from './pcsc-transport.ts';
import { createScriptedPcsc } from './testing/scripted-pcsc.ts';

const slot = 'ACS ACR39U 00 00';

function setUp(reader = 'ACS*') {
  const clock = createSimulatedClock();
  const pcsc = createScriptedPcsc();
  const transport = createPcscTransport({ reader, clock, start: pcsc.start });
  const events: CardTransportEvent[] = [];
  transport.subscribe((event) => events.push(event));
  return { clock, pcsc, transport, events };
}

describe('a reader', () => {
  test('is open as soon as it is listed, and the card on it is told', () => {
    const { pcsc, transport, events } = setUp();
    pcsc.list(slot, 'present');
    expect(transport.isOpen()).toBe(true);
    expect(events).toEqual([
      { kind: 'opened', path: slot },
      { kind: 'card', card: 'present' },
    ]);
  });

  test('that goes and comes back under another number is found again', () => {
    const { pcsc, events } = setUp();
    pcsc.list(slot);
    pcsc.say({ kind: 'reader-gone', name: slot });
    pcsc.list('ACS ACR39U 01 00', 'mute');
    expect(events.slice(2)).toEqual([
      { kind: 'lost', reason: 'no reader fits ACS*' },
      { kind: 'opened', path: 'ACS ACR39U 01 00' },
      { kind: 'card', card: 'mute' },
    ]);
  });

  test('is none while two fit, and the remaining one when one goes', () => {
    const { pcsc, transport, events } = setUp();
    pcsc.list(slot);
    pcsc.list('ACS ACR1252 00 00');
    expect(transport.isOpen()).toBe(false);
    expect(events.at(-1)).toEqual({ kind: 'lost', reason: '2 readers fit ACS*' });
    pcsc.say({ kind: 'reader-gone', name: slot });
    expect(events.at(-2)).toEqual({ kind: 'opened', path: 'ACS ACR1252 00 00' });
  });

  test('that never comes is said to be missing once, after some patience', async () => {
    const { clock, pcsc, events } = setUp();
    pcsc.say({ kind: 'service' });
    await clock.advance(1000);
    expect(events).toEqual([]);
    await clock.advance(60_000);
    expect(events).toEqual([{ kind: 'lost', reason: 'no reader fits ACS*' }]);
  });

  test('without a pcscd is missing for that reason', async () => {
    const { clock, events } = setUp();
    await clock.advance(60_000);
    expect(events).toEqual([{ kind: 'lost', reason: 'pcscd does not answer' }]);
  });
});

describe('the process', () => {
  test('that ends loses the reader at once, fails what was asked, and is started again', async () => {
    const { clock, pcsc, transport, events } = setUp();
    pcsc.list(slot);
    pcsc.answerWith(() => null);
    const asked = transport.transmit(Uint8Array.of(0, 0xa4, 0, 0), { deadlineMs: 2000 });
    pcsc.die('SIGSEGV');
    expect(await asked).toEqual({ ok: false, error: { kind: 'disconnected' } });
    expect(events.at(-1)).toEqual({ kind: 'lost', reason: 'the PC/SC process has ended: SIGSEGV' });
    await clock.advance(200);
    expect(pcsc.started()).toBe(2);
    pcsc.list(slot);
    expect(transport.isOpen()).toBe(true);
  });

  test('that ends again and again is started ever more slowly', async () => {
    const { clock, pcsc } = setUp();
    for (let time = 0; time < 60; time++) {
      pcsc.die('exit code 1');
      await clock.advance(1000);
    }
    expect(pcsc.started()).toBeLessThan(15);
  });

  test('that had lived long is started at once when it ends', async () => {
    const { clock, pcsc } = setUp();
    for (let time = 0; time < 5; time++) {
      await clock.advance(30_000);
      pcsc.die('exit code 3');
      await clock.advance(200);
    }
    expect(pcsc.started()).toBe(6);
  });

  test('that does not answer in time is said to be silent, and a late answer is no answer to anything', async () => {
    const { clock, pcsc, transport } = setUp();
    pcsc.list(slot);
    pcsc.answerWith(() => null);
    const asked = transport.look({ deadlineMs: 2000 });
    expect(await clock.until(asked)).toEqual({ ok: false, error: { kind: 'timeout', deadlineMs: 2000 } });
    const next = transport.connect({ deadlineMs: 2000 });
    pcsc.say({ kind: 'answer', id: pcsc.orders[0]?.id ?? -1, bytes: new Uint8Array() });
    expect(await clock.until(next)).toEqual({ ok: false, error: { kind: 'timeout', deadlineMs: 2000 } });
  });

  test('that talks nonsense is ended; no message it can send does more', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (nonsense) => {
        const { pcsc, transport } = setUp();
        pcsc.list(slot);
        pcsc.say(Object(nonsense));
        expect([pcsc.killed(), transport.isOpen()]).toEqual([1, false]);
        await transport.close();
      }),
      { numRuns: fuzzRuns(500) },
    );
  });

  test('is ended with the transport, and not started again', async () => {
    const { clock, pcsc, transport } = setUp();
    pcsc.list(slot);
    await transport.close();
    await clock.advance(60_000);
    expect([pcsc.killed(), pcsc.started(), clock.pendingTimers()]).toEqual([1, 1, 0]);
  });
});

test.each([
  ['card-gone', { kind: 'card-moved' }],
  ['card-mute', { kind: 'mute-card' }],
  ['reader-gone', { kind: 'disconnected' }],
  ['service-gone', { kind: 'disconnected' }],
  ['shared', { kind: 'hardware', code: 'shared' }],
  ['other', { kind: 'hardware', code: 'other' }],
] as const)('PC/SC saying %s is told as %j', async (fault, error) => {
  const { pcsc, transport } = setUp();
  pcsc.list(slot);
  pcsc.answerWith(() => fault);
  expect(await transport.connect({ deadlineMs: 1000 })).toEqual({ ok: false, error });
});

test('an abort ends a question at once', async () => {
  const { pcsc, transport } = setUp();
  pcsc.list(slot);
  pcsc.answerWith(() => null);
  const controller = new AbortController();
  const asked = transport.look({ deadlineMs: 1000, signal: controller.signal });
  controller.abort();
  expect(await asked).toEqual({ ok: false, error: { kind: 'aborted' } });
});
