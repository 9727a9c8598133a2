import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStation, type StationBench } from '../testing/station-bench.ts';
import { missingPackage } from './ippeveprinter.ts';
import { createDocumentPrinterStation } from './station.ts';

// Processes are started here: what takes a second on an idle machine may take ten on a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const eventually = <T>(look: () => T | Promise<T>) => vi.waitUntil(look, { timeout: 30_000, interval: 20 });
const missing = await missingPackage();
const run = promisify(execFile);
const leaf = '%PDF-1.4 << /Type /Pages >> << /Type /Page >> << /Type /Page >>';

let folder: string;
let bench: StationBench<unknown>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'once-ipptool-'));
  const requested = 'ATTR keyword requested-attributes printer-state-reasons';
  const head = `GROUP operation-attributes-tag ATTR charset attributes-charset utf-8
    ATTR naturalLanguage attributes-natural-language en ATTR uri printer-uri $uri`;
  await writeFile(
    join(folder, 'print.test'),
    `{ OPERATION Print-Job ${head} ATTR name requesting-user-name tester ATTR name job-name leaf
       ATTR mimeMediaType document-format application/pdf FILE $filename STATUS successful-ok }`,
  );
  await writeFile(
    join(folder, 'reasons.test'),
    `{ OPERATION Get-Printer-Attributes ${head} ${requested} STATUS successful-ok DISPLAY printer-state-reasons }`,
  );
  await writeFile(
    join(folder, 'leaf.pdf'),
    '%PDF-1.4 << /Type /Pages >> << /Type /Page >> << /Type /Page >>',
  );
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  bench = await openStation(createDocumentPrinterStation);
});
afterEach(() => bench.close());

const uri = () => String(bench.station.config()?.uri);
/** CUPS's own IPP client: neither the driver's codec nor the simulator's word. */
const ipptool = async (operation: 'print' | 'reasons') => {
  const file = join(folder, `${operation}.test`);
  return (await run('ipptool', ['-T', '5', '-tf', join(folder, 'leaf.pdf'), uri(), file])).stdout;
};
const documents = async () => (await bench.press('GET', 'documents')).body;

describe.skipIf(missing !== null)(`the document printer (Debian package missing here: ${missing})`, () => {
  test('what was printed lies in the tray as it came, until it is taken', async () => {
    await ipptool('print');
    await eventually(() => Reflect.get(Object(bench.station.state()), 'documents') === 1);
    const sha256 = createHash('sha256').update(leaf).digest('hex');
    expect(await documents()).toMatchObject([
      { id: 1, name: 'leaf', pages: 2, pagesOut: 2, sha256, taken: false },
    ]);
    await bench.press('PUT', 'take');
    expect(await documents()).toMatchObject([{ taken: true }]);
  });

  test.each([
    ['paper', { level: 'low' }, 'media-low-report'],
    ['paper', { level: 'out' }, 'media-empty-report'],
    ['toner', { level: 'low' }, 'toner-low-report'],
    ['toner', { level: 'out' }, 'toner-empty-report'],
    ['cover', { open: true }, 'cover-open-report'],
    ['fault', { preset: 'jam' }, 'media-jam-report'],
  ])('%s %o is said over IPP by an idle printer', async (button, body, reason) => {
    expect((await bench.press('PUT', button, body)).status).toBe(200);
    expect(await ipptool('reasons')).toContain(reason);
  });

  test('pulled and plugged in again it is at the same address, its cover as it was', async () => {
    const before = uri();
    await bench.press('PUT', 'cover', { open: true });
    await bench.press('PUT', 'unplug');
    expect(bench.station.state()).toMatchObject({ plugged: false });
    await expect(ipptool('reasons')).rejects.toThrow();
    await bench.press('PUT', 'plug');
    expect(bench.station.state()).toMatchObject({ plugged: true, uri: before });
    expect(await ipptool('reasons')).toContain('cover-open');
  });

  test('a printer that answers nothing takes no hand but the one that helps it', async () => {
    await bench.press('PUT', 'fault', { preset: 'silent' });
    expect((await bench.press('PUT', 'paper', { level: 'low' })).status).toBe(409);
    await bench.press('PUT', 'fault', { preset: 'none' });
    expect(await ipptool('reasons')).toContain('none');
  });

  test('one that was killed is started again', async () => {
    const killed = bench.station.pid();
    if (killed !== undefined) process.kill(killed, 'SIGKILL');
    await eventually(() => bench.station.pid() !== killed && bench.station.pid() !== undefined);
    expect(await ipptool('reasons')).toContain('none');
  });
});
