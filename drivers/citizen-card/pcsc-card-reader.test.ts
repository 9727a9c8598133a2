import { describe, expect, test } from 'vitest';
import { createSimulatedClock } from '../testing/simulated-clock.ts';
import type { CitizenCardFault } from './citizen-card-reader.ts';
import { createCitizenCardReader } from './pcsc-card-reader.ts';
import { createPcscTransport } from './pcsc-transport.ts';
import { createPublishedCard, holder } from './testing/published-card.ts';
import { cardScript, createScriptedPcsc, type Script } from './testing/scripted-pcsc.ts';

const slot = 'Citizen Card 00 00';

/** A driver, its process and a card reader in it, on simulated time; pcscd is up, no card lies there. */
async function setUp(script: Script = cardScript(createPublishedCard())) {
  const clock = createSimulatedClock();
  const pcsc = createScriptedPcsc();
  pcsc.answerWith(script);
  const transport = createPcscTransport({ reader: 'Citizen*', clock, start: pcsc.start });
  const logged: string[] = [];
  const reader = createCitizenCardReader({
    transport,
    clock,
    log: (code, detail) => logged.push(`${code} ${detail}`),
  });
  const news: string[] = [];
  reader.subscribe((event) => {
    if (event.kind !== 'status') news.push(event.kind);
  });
  pcsc.list(slot);
  await clock.advance(100);
  return { clock, pcsc, reader, news, logged };
}

describe('a card', () => {
  test('is announced, read, and missed when it goes', async () => {
    const { clock, pcsc, reader, news } = await setUp();
    expect(reader.status()).toEqual({
      device: 'online',
      isOutOfService: false,
      media: 'notPresent',
      chipPower: 'noCard',
    });
    pcsc.card(slot, 'present');
    expect(reader.status()).toMatchObject({ media: 'present', chipPower: 'poweredOff' });
    expect(await clock.until(reader.read())).toEqual({ ok: true, value: holder });
    pcsc.card(slot, 'absent');
    expect(news).toEqual(['card-found', 'card-removed']);
    expect(reader.status()).toMatchObject({ media: 'notPresent', chipPower: 'noCard' });
  });

  test('is powered down after it was read, whether or not that went well', async () => {
    const { clock, pcsc, reader } = await setUp(cardScript(() => '6A82'));
    pcsc.card(slot, 'present');
    await clock.until(reader.read());
    expect(pcsc.orders.filter(({ kind }) => kind !== 'look').map(({ kind }) => kind)).toEqual([
      'connect',
      'transmit',
      'disconnect',
    ]);
    expect(reader.status().chipPower).toBe('poweredOff');
  });

  test('that lay there before pcscd came back is announced again', async () => {
    const { clock, pcsc, news } = await setUp();
    pcsc.card(slot, 'present');
    pcsc.die('exit code 3');
    await clock.advance(200);
    pcsc.list(slot, 'present');
    expect(news).toEqual(['card-found', 'card-found']);
  });
});

describe('told apart', () => {
  const read = async (script: Script, card: 'absent' | 'present' | 'mute' = 'present') => {
    const { clock, pcsc, reader, news } = await setUp(script);
    pcsc.card(slot, card);
    const result = await clock.until(reader.read());
    await clock.advance(10_000);
    return { fault: result.ok ? null : result.error, found: news.length, device: reader.status().device };
  };
  const wellUntil =
    (answer: Script): Script =>
    (order) =>
      order.kind === 'transmit' ? answer(order) : new Uint8Array();

  test.each<[string, Script, 'absent' | 'present' | 'mute', CitizenCardFault, number]>([
    ['no card', cardScript(() => '9000'), 'absent', { kind: 'no-card' }, 0],
    ['a mute card', cardScript(() => '9000'), 'mute', { kind: 'mute-card' }, 1],
    ['a bank card', cardScript(() => '6A82'), 'present', { kind: 'wrong-card' }, 1],
    ['a card switched off', cardScript(() => '6283'), 'present', { kind: 'card-blocked' }, 1],
    ['a card pulled in mid-read', wellUntil(() => 'card-gone'), 'present', { kind: 'card-moved' }, 2],
    ['a card pulled in mid-answer', wellUntil(() => new Uint8Array()), 'present', { kind: 'card-moved' }, 2],
    ['a card mute when powered up', () => 'card-mute', 'present', { kind: 'mute-card' }, 1],
    ['a card that hangs', wellUntil(() => null), 'present', { kind: 'timeout', deadlineMs: 2000 }, 2],
  ])('%s; only one that calm may cure is announced again', async (_, script, card, fault, found) => {
    expect(await read(script, card)).toEqual({ fault, found, device: 'online' });
  });

  test('another program holding the reader is a defect, and over when it lets go', async () => {
    let isHeld = true;
    const card = cardScript(createPublishedCard());
    const { clock, pcsc, reader } = await setUp((order) =>
      order.kind === 'connect' && isHeld ? 'shared' : card(order),
    );
    pcsc.card(slot, 'present');
    expect(await clock.until(reader.read())).toEqual({
      ok: false,
      error: { kind: 'hardware', code: 'shared' },
    });
    isHeld = false;
    await clock.advance(5000);
    expect(reader.status().device).toBe('online');
    expect((await clock.until(reader.read())).ok).toBe(true);
  });
});

describe('pcscd', () => {
  test('that falls silent is offline within seconds, its process replaced, and back by itself', async () => {
    let isHanging = false;
    const { clock, pcsc, reader } = await setUp(() => (isHanging ? null : new Uint8Array()));
    isHanging = true;
    await clock.advance(15_000);
    expect(reader.status().device).toBe('offline');
    await clock.advance(10_000);
    expect(pcsc.killed()).toBeGreaterThan(0);
    isHanging = false;
    pcsc.list(slot);
    await clock.advance(5000);
    expect(reader.status().device).toBe('online');
    expect(reader.report().recoveries.map(({ step }) => step)).toContain('reopen');
  });

  test('gone means power off, for whoever asks meanwhile too', async () => {
    const { clock, pcsc, reader } = await setUp();
    pcsc.die('exit code 3');
    expect(reader.status()).toMatchObject({ device: 'powerOff', media: 'unknown', chipPower: 'unknown' });
    expect(await clock.until(reader.read())).toEqual({ ok: false, error: { kind: 'disconnected' } });
  });
});

test('a technician sees every command and no byte of a card', async () => {
  const { clock, pcsc, reader, logged } = await setUp();
  pcsc.card(slot, 'present');
  await clock.until(reader.read());
  const { frames, connectedAs } = reader.report();
  expect(connectedAs).toBe(slot);
  expect(frames[0]?.hex).toBe('00A404000F7378312E73682EC9E7BBE1B1A3D5CF');
  for (const { hex } of frames.filter(({ direction }) => direction === 'received'))
    expect(hex).toMatch(/^(··)*[0-9A-F]{4}$/);
  expect(logged.join()).not.toMatch(/33012|李娜/);
});

test('a self-test says where the reader is and what lies on it', async () => {
  const { clock, pcsc, reader } = await setUp();
  pcsc.card(slot, 'mute');
  expect(await clock.until(reader.selfTest())).toEqual({
    ok: true,
    value: {
      checks: [
        { name: 'connection', verdict: 'passed', detail: slot },
        { name: 'card', verdict: 'warning', detail: 'mute' },
      ],
    },
  });
});

test('a closed driver leaves no timer and no process behind', async () => {
  const { clock, pcsc, reader } = await setUp(cardScript(() => 'FF'));
  pcsc.card(slot, 'present');
  await clock.until(reader.read());
  await reader.close();
  expect([clock.pendingTimers(), pcsc.killed()]).toEqual([0, 1]);
});
