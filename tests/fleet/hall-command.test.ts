import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunningProcess, startProcess } from '../world/processes.ts';
import { deskOf, openDesk, textAt } from './hall-desk.ts';
import { connectKiosk } from './reporting-kiosk.ts';

type Ready = { readonly http: string; readonly mqtt: string; readonly code: string | null };
let data = '';
let running: RunningProcess<Ready> | null = null;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'once-hall-'));
});
afterEach(async () => {
  await running?.stop();
  await rm(data, { recursive: true });
});

const start = () =>
  startProcess<Ready>(
    join(import.meta.dirname, '..', '..', 'cli', 'once.ts'),
    [
      'hall',
      'start',
      '--data',
      data,
      '--realm',
      'zj-hz',
      '--http',
      '0',
      '--mqtt',
      '0',
      '--first-admin',
      'zhou',
    ],
    (line) => {
      if (typeof line !== 'object' || line === null || !('http' in line)) return null;
      const code = 'firstAdmin' in line ? textAt(line.firstAdmin, 'code') : null;
      return { http: textAt(line, 'http'), mqtt: textAt(line, 'mqtt'), code };
    },
  );
const now = () => new Date();
const text = { 'zh-CN': '桐庐大厅', en: 'Tonglu hall' };

test('once hall start says where it is, and ends well when told to', async () => {
  running = await start();
  expect(running.ready.code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
  expect((await deskOf(running.ready.http, null).get('/health')).status).toBe(200);
  await running.stop();
  expect(running.child.exitCode).toBe(0);
});

test('a hall that is killed has everything it acknowledged, and people are signed in as before', async () => {
  running = await start();
  const desk = await openDesk(running.ready.http, 'zhou', running.ready.code ?? '', now);
  await desk.send('PUT', '/api/halls/h-1', { name: text, opening: 'always', reason: 'set up' });
  const issued = await desk.send('POST', '/api/machines', {
    kiosk: 'TL-003',
    hall: 'h-1',
    place: text,
    reason: 'new',
  });
  const enrolled = await deskOf(running.ready.http, null).send('POST', '/enrol', {
    kiosk: 'TL-003',
    code: textAt(issued.body, 'code'),
  });
  const kiosk = await connectKiosk({
    port: Number(new URL(running.ready.mqtt).port),
    realm: 'zj-hz',
    kiosk: 'TL-003',
    password: textAt(enrolled.body, 'password'),
  });
  const acknowledged = 200;
  await Promise.all(
    Array.from({ length: acknowledged }, () => kiosk.say({ ty: 'evt', d: { kind: 'card-left' } })),
  );
  running.child.kill('SIGKILL');
  await running.ended;
  await kiosk.end();

  running = await start();
  expect(running.ready.code).toBeNull();
  const again = deskOf(running.ready.http, desk.cookie);
  const timeline = await again.get(
    `/api/machines/TL-003/timeline?from=${Date.now() - 3_600_000}&to=${Date.now() + 60_000}`,
  );
  expect(timeline.body).toMatchObject({ messages: { length: acknowledged } });
});
