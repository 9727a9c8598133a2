import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { codeForKioskBeside } from './beside.ts';
import { systemClock } from './clock.ts';
import { redeemCode } from './ingest/enrolment.ts';
import { openSqliteStore } from './store/sqlite-store.ts';

function opened() {
  const directory = mkdtempSync(join(tmpdir(), 'once-beside-'));
  const store = openSqliteStore(directory);
  onTestFinished(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });
  return store;
}

test('the kiosk on the hall’s own computer gets a code at each start, and stays where it was placed', async () => {
  const store = opened();
  const clock = systemClock();
  const now = () => clock.now().getTime();
  const first = await codeForKioskBeside(store, 'TL-003', clock);
  expect(await redeemCode(store, 'once', first, now())).toMatchObject({
    ok: true,
    enrolled: { hall: 'here' },
  });

  const place = { 'zh-CN': '一楼', en: 'Ground floor' };
  const record = await store.record('TL-003');
  if (!record) throw new Error('it was written down');
  await store.commit([{ kind: 'record', record: { ...record, hall: 'tonglu-1', place } }]);
  const next = await codeForKioskBeside(store, 'TL-003', clock);
  expect(await redeemCode(store, 'once', first, now())).toMatchObject({ ok: false });
  expect(await redeemCode(store, 'once', next, now())).toMatchObject({
    ok: true,
    enrolled: { hall: 'tonglu-1' },
  });
  expect(await store.record('TL-003')).toMatchObject({ place });
});
