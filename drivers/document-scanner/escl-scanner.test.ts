import { describe, expect, it } from 'vitest';
import { setUpEsclScanner } from '../testing/scanner-bench.ts';
import { esclStatus } from '../testing/scripted-escl.ts';
import type { ScanRequest } from './document-scanner.ts';

const glass: ScanRequest = { source: 'platen', dpi: 150, colour: 'gray' };
const feeder: ScanRequest = { source: 'feeder', dpi: 150, colour: 'gray' };

async function online() {
  const bench = setUpEsclScanner();
  await bench.clock.advance(1000);
  expect(bench.scanner.status()).toMatchObject({ device: 'online', feeder: 'empty', isCoverOpen: false });
  return bench;
}
const failed = (kind: string) => ({ ok: false, error: { kind, pages: [] } });
const job = (state: string) =>
  `<JobInfo><JobUri>/eSCL/ScanJobs/1</JobUri><JobState>${state}</JobState></JobInfo>`;

describe('a scan', () => {
  it('of the glass is one page, and its job is put away', async () => {
    const { clock, scanner, escl } = await online();
    const scan = await clock.until(scanner.scan(glass));
    expect(scan.ok && scan.value.pages.length).toBe(1);
    expect(escl.asked.slice(-3)).toEqual([
      'POST /eSCL/ScanJobs',
      'GET /eSCL/ScanJobs/1/NextDocument',
      'DELETE /eSCL/ScanJobs/1',
    ]);
    await scanner.close();
  });

  it('of the feeder goes on until there is no more', async () => {
    const { clock, scanner, escl } = await online();
    const page = await clock.until(scanner.scan(glass));
    const bytes = page.ok ? page.value.pages[0]?.image.bytes : undefined;
    const sheet = { status: 200, body: bytes ?? '' };
    escl.script('page', sheet, { status: 503 }, sheet, { status: 404 });
    const scan = await clock.until(scanner.scan(feeder));
    expect(scan.ok && scan.value.pages.length).toBe(2);
    await scanner.close();
  });

  it('keeps the pages that were whole when the feeder jams', async () => {
    const { clock, scanner, escl } = await online();
    const page = await clock.until(scanner.scan(glass));
    const bytes = page.ok ? page.value.pages[0]?.image.bytes : undefined;
    escl.script('page', { status: 200, body: bytes ?? '' }, { status: 410 });
    escl.script('status', esclStatus('Stopped', 'ScannerAdfJam', job('Aborted')));
    const scan = await clock.until(scanner.scan(feeder));
    expect(scan).toMatchObject({ ok: false, error: { kind: 'jammed' } });
    expect(!scan.ok && scan.error.pages.length).toBe(1);
    expect(scanner.status()).toMatchObject({ device: 'userError', media: 'jammed' });
    escl.script('status', esclStatus('Idle'));
    await clock.advance(10_000);
    expect(scanner.status()).toMatchObject({ device: 'online', media: 'unknown' });
    await scanner.close();
  });

  it('waits for a lamp to warm up, as long as the scanner asks for', async () => {
    const { clock, scanner, escl } = await online();
    const begun = clock.now();
    const page = await clock.until(scanner.scan(glass));
    const bytes = page.ok ? page.value.pages[0]?.image.bytes : undefined;
    const warming = { status: 503, retryAfter: '4' };
    escl.script('page', warming, warming, warming, { status: 200, body: bytes ?? '' });
    expect(await clock.until(scanner.scan(glass))).toMatchObject({ ok: true });
    expect(clock.now() - begun).toBeGreaterThanOrEqual(12_000);
    await scanner.close();
  });

  it.each([
    ['is busy with somebody else', 'jobs', [{ status: 503 }], esclStatus('Processing', ''), 'busy'],
    [
      'has an open door',
      'jobs',
      [{ status: 409 }],
      esclStatus('Stopped', 'ScannerAdfDoorOpen'),
      'cover-open',
    ],
    ['gives a job no address', 'jobs', [{ status: 201 }], esclStatus('Idle'), 'protocol'],
    ['refuses the settings', 'jobs', [{ status: 400 }], esclStatus('Idle'), 'protocol'],
    ['never has the page ready', 'page', [{ status: 503 }], esclStatus('Processing', ''), 'busy'],
    [
      'was told to stop at its own panel',
      'page',
      [{ status: 410 }],
      esclStatus('Idle', '', job('Canceled')),
      'cancelled',
    ],
    ['sends half a page', 'page', ['cut'], esclStatus('Idle'), 'half-page'],
    [
      'sends no image',
      'page',
      [{ status: 200, body: '<html>a page of another kind, longer than any header is</html>'.repeat(2) }],
      esclStatus('Idle'),
      'protocol',
    ],
    ['sends an empty file', 'page', [{ status: 200 }], esclStatus('Idle'), 'half-page'],
    ['speaks no HTTP', 'page', ['garbled'], esclStatus('Idle'), 'protocol'],
    ['sends without end', 'page', ['too-large'], esclStatus('Idle'), 'protocol'],
    ['is gone in mid-page', 'page', ['cut'], 'unreachable', 'disconnected'],
  ] as const)('of a scanner that %s says so', async (_, route, answers, status, kind) => {
    const { clock, scanner, escl } = await online();
    escl.script(route, ...answers);
    escl.script('status', status);
    expect(await clock.until(scanner.scan(glass), 120_000)).toMatchObject(failed(kind));
    await scanner.close();
  });

  it('asks for what the scanner has not, of nobody', async () => {
    const { clock, scanner, escl } = setUpEsclScanner({
      status: 200,
      body: '<ScannerCapabilities><Platen><PlatenInputCaps><MaxWidth>2480</MaxWidth><MaxHeight>3508</MaxHeight></PlatenInputCaps></Platen></ScannerCapabilities>',
    });
    await clock.advance(1000);
    expect(await clock.until(scanner.scan(feeder))).toMatchObject({
      ok: false,
      error: { kind: 'unsupported', what: 'feeder' },
    });
    expect(escl.asked).not.toContain('POST /eSCL/ScanJobs');
    await scanner.close();
  });

  it('called off in mid-page is cancelled at the scanner too', async () => {
    const { clock, scanner, escl } = await online();
    escl.script('page', 'hang');
    const caller = new AbortController();
    const scan = scanner.scan(glass, { signal: caller.signal });
    await clock.advance(500);
    caller.abort();
    expect(await clock.until(scan, 0)).toMatchObject(failed('aborted'));
    await clock.advance(1000);
    expect(escl.asked.at(-1)).toBe('DELETE /eSCL/ScanJobs/1');
    await scanner.close();
  });

  it('of a scanner that hangs ends at its deadline, whichever question hangs', async () => {
    for (const route of ['jobs', 'page'] as const) {
      const { clock, scanner, escl } = await online();
      escl.script(route, 'hang');
      const begun = clock.now();
      expect(await clock.until(scanner.scan(glass, { deadlineMs: 3000 }))).toMatchObject(failed('timeout'));
      expect(clock.now() - begun).toBe(3000);
      await clock.until(scanner.close());
      expect(clock.pendingTimers()).toBe(0);
    }
  });
});

describe('the scanner’s life', () => {
  it('is off when nothing answers at its address, and back when something does', async () => {
    const { clock, scanner, escl } = await online();
    escl.script('status', 'unreachable');
    escl.script('capabilities', 'unreachable');
    await clock.advance(15_000);
    expect(scanner.status().device).toBe('powerOff');
    escl.script('capabilities', { status: 200, body: '<ScannerCapabilities/>' });
    escl.script('status', esclStatus('Idle'));
    await clock.advance(15_000);
    expect(scanner.status().device).toBe('online');
    await scanner.close();
  });

  it('is none while a login page answers at its address', async () => {
    const { clock, scanner } = setUpEsclScanner({ status: 200, body: '<html><body>Login</body></html>' });
    await clock.advance(30_000);
    expect(scanner.status().device).toBe('noDevice');
    await scanner.close();
  });

  it('is a defect while it says it is down, and out of service when it goes on saying so', async () => {
    const { clock, scanner, escl, logged } = await online();
    escl.script('status', esclStatus('Down'));
    await clock.advance(10_000);
    expect(scanner.status().device).toBe('hardwareError');
    await clock.advance(120_000);
    expect(scanner.status()).toMatchObject({ device: 'hardwareError', isOutOfService: true });
    expect(logged.some((line) => line.startsWith('out-of-service'))).toBe(true);
    await scanner.close();
  });

  it('tells a technician what was asked and answered, and nothing of the page', async () => {
    const { clock, scanner } = await online();
    await clock.until(scanner.scan(glass));
    const report = scanner.report();
    expect(report).toMatchObject({
      connectedAs: 'http://scanner.invalid/eSCL',
      identity: { makeAndModel: 'Scripted', serialNumber: '1' },
    });
    const told = report.frames.map(({ hex }) => Buffer.from(hex, 'hex').toString());
    expect(told).toContain('200 /eSCL/ScanJobs/1/NextDocument');
    await scanner.close();
  });
});
