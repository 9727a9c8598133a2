import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CitizenCardFault, CitizenCardReader } from '../../drivers/citizen-card/citizen-card-reader.ts';
import { openCitizenCardReader } from '../../drivers/citizen-card/open-citizen-card-reader.ts';
import { systemClock } from '../../drivers/system-clock.ts';
import { fuzzRuns } from '../../drivers/testing/fuzz-runs.ts';
import type { CitizenCardReaderState } from '../../sandbox/devices/citizen-card/contract.ts';
import { missingPackage } from '../../sandbox/devices/citizen-card/pcscd.ts';
import { createCitizenCardStation } from '../../sandbox/devices/citizen-card/station.ts';
import type { MissingDevice } from '../../sandbox/devices/contract.ts';
import { openStation, type StationBench } from '../../sandbox/devices/testing/station-bench.ts';
import { socialSecurityCardOf } from '../../sandbox/population/social-security-card.ts';
import { endNow, processesWith } from '../world/process-tree.ts';

/** The real driver, its real process, a real pcscd with a virtual reader, and a simulated card in it. */
const missing = missingPackage();
const eventually = <T>(look: () => T | Promise<T>) => vi.waitUntil(look, { timeout: 20_000, interval: 50 });

let bench: StationBench<CitizenCardReaderState | MissingDevice>;
let reader: CitizenCardReader;
let news: string[] = [];

beforeAll(async () => {
  if (missing !== null) return;
  bench = await openStation(createCitizenCardStation);
  const config = bench.station.config();
  reader = openCitizenCardReader({
    ...{ reader: String(config?.reader), socket: String(config?.socket) },
    clock: systemClock,
  });
  reader.subscribe((event) => {
    if (event.kind !== 'status') news.push(event.kind);
  });
});
afterAll(async () => {
  await reader?.close();
  await bench?.close();
});
beforeEach(async () => {
  if (missing !== null) return;
  await bench.press('DELETE', 'card');
  await preset('none');
  await eventually(() => reader.status().device === 'online' && reader.status().media === 'notPresent');
  news = [];
});

const lay = (citizen = 'li-na') => bench.press('PUT', 'card', { citizen });
const found = (times: number) =>
  eventually(() => news.filter((kind) => kind === 'card-found').length >= times);
const gone = () => eventually(() => reader.status().media === 'notPresent');
const pcscd = () => processesWith('pcscd', '--foreground', bench.directory);
const preset = (name: CitizenCardReaderState['fault']) => bench.press('PUT', 'fault', { preset: name });

describe.skipIf(missing !== null)(`a PC/SC reader${missing ? ` (skipped: no ${missing} here)` : ''}`, () => {
  test('announces a card, reads it, misses it when it is lifted', async () => {
    expect(reader.status()).toMatchObject({ media: 'notPresent', chipPower: 'noCard' });
    await lay();
    await found(1);
    const card = socialSecurityCardOf(bench.population, 'li-na');
    expect(await reader.read()).toEqual({
      ok: true,
      value: {
        ...{ number: card?.number, name: '李娜', sex: '2', nation: '01', birthDate: card?.birthDate },
        ...{ cardNumber: card?.cardNo, region: '330122', validTo: card?.validTo, version: '3.00' },
        issuer: '915600000233012200000000',
      },
    });
    await bench.press('DELETE', 'card');
    await gone();
    expect(news).toEqual(['card-found', 'card-removed']);
    expect(await reader.read()).toEqual({ ok: false, error: { kind: 'no-card' } });
  });

  test.each(['contactless', 'announcesAnswers', 'numberedRecords', 'slow'] as const)(
    'reads a card that is %s',
    async (manner) => {
      await preset(manner);
      await lay();
      await found(1);
      expect(await reader.read()).toMatchObject({ ok: true, value: { name: '李娜' } });
    },
  );

  test.each<[CitizenCardReaderState['fault'], CitizenCardFault]>([
    ['mute', { kind: 'mute-card' }],
    ['wrongCard', { kind: 'wrong-card' }],
    ['blocked', { kind: 'card-blocked' }],
    ['corruptRecord', { kind: 'protocol', detail: 'record 08' }],
  ])('tells a card that is %s from one that can be read', async (manner, error) => {
    await preset(manner);
    await lay();
    await found(1);
    expect(await reader.read()).toEqual({ ok: false, error });
    expect(reader.status()).toMatchObject({
      media: 'present',
      chipPower: manner === 'mute' ? 'hardwareError' : 'poweredOff',
    });
    await bench.press('DELETE', 'card');
    await gone();
    await preset('none');
    await lay('chen-guoqiang');
    await found(2);
    expect(await reader.read()).toMatchObject({ ok: true, value: { name: '陈国强' } });
  });

  test('says that a card was moved when it is pulled in mid-read, and reads it when it is back', async () => {
    await preset('pulledMidRead');
    await lay();
    await found(1);
    expect(await reader.read()).toEqual({ ok: false, error: { kind: 'card-moved' } });
    await found(2);
    await eventually(async () => (await reader.read()).ok);
  });

  test('outlives its pcscd: off while it is gone, back with the same card', async () => {
    await lay();
    await found(1);
    endNow(pcscd());
    await eventually(() => reader.status().device === 'powerOff');
    expect(await reader.read()).toEqual({ ok: false, error: { kind: 'disconnected' } });
    await eventually(() => reader.status().device === 'online');
    await found(2);
    expect(await reader.read()).toMatchObject({ ok: true, value: { name: '李娜' } });
  });

  test('outlives its own process, however that dies', async () => {
    await lay();
    await found(1);
    endNow(processesWith('pcsc-process.ts', bench.directory));
    await eventually(() => reader.status().device === 'powerOff');
    await eventually(() => reader.status().device === 'online');
    await found(2);
    expect(await reader.read()).toMatchObject({ ok: true, value: { name: '李娜' } });
  });

  test('is missed when it is unplugged, and found again when it is back', async () => {
    await bench.press('PUT', 'unplug');
    await eventually(() => reader.status().device === 'powerOff');
    await lay();
    await bench.press('PUT', 'plug');
    await found(1);
    expect(await reader.read()).toMatchObject({ ok: true });
  });

  test('believes nothing of a card that answers with any bytes, time and again', {
    timeout: 600_000,
  }, async () => {
    await preset('babbles');
    await lay();
    await found(1);
    for (let reading = 0; reading < fuzzRuns(40, 0.01); reading += 1)
      expect((await reader.read()).ok).toBe(false);
    await bench.press('DELETE', 'card');
    await gone();
    await preset('none');
    news = [];
    await lay();
    await found(1);
    expect(await reader.read()).toMatchObject({ ok: true, value: { name: '李娜' } });
  });

  test('ends a reading in time when pcscd hangs, and forgives it when it goes on', async () => {
    await lay();
    await found(1);
    const pids = pcscd();
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    expect(await reader.read({ deadlineMs: 1000 })).toEqual({
      ok: false,
      error: { kind: 'timeout', deadlineMs: 1000 },
    });
    for (const pid of pids) process.kill(pid, 'SIGCONT');
    await eventually(async () => (await reader.read()).ok);
  });
});
