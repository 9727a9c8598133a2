import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openCatalogue } from '../flows/catalogue/factory.ts';
import type { Frame } from '../host/contract/screen.ts';
import { nextAct, screenKey } from '../rehearsal/player/next-act.ts';
import { carryOut, nextScreen } from '../rehearsal/player/play.ts';
import type { Script } from '../rehearsal/script.ts';
import type { Receipt } from '../sandbox/devices/receipt-printer/contract.ts';
import type { ExchangeState, Ledger } from '../sandbox/exchange/contract.ts';
import { type KioskStage, openKioskStage } from './flows-e2e/kiosk-stage.ts';
import { type CastingOffice, openCastingOffice } from './flows-e2e/theatre.ts';
import { startHost } from './world/kiosk.ts';
import { type Sandbox, startSandbox } from './world/sandbox.ts';

/* One visit, three departments: police, medical insurance, social security. At a real host, over simulated devices. */
const ITEM = 'police.household-move-joint';
const SCREEN_MS = 45_000;
const BACK = { timeout: 90_000, interval: 300 };

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

describe('a joint item', () => {
  const directory = mkdtempSync(join(tmpdir(), 'once-joint-'));
  let casting: CastingOffice;
  let sandbox: Sandbox;
  let host: Awaited<ReturnType<typeof startHost>>;
  let stage: KioskStage;
  let script: Script;

  beforeAll(async () => {
    casting = openCastingOffice();
    const item = (await openCatalogue()).items.get(ITEM);
    if (!item) throw new Error(`${ITEM} is not ready`);
    const solution = await casting.solve(item);
    if (solution.kind !== 'solved') throw new Error(`nobody can do ${ITEM}`);
    ({ script } = solution);
    sandbox = await startSandbox(join(directory, 'sandbox'), { args: ['--pace', 'fast'] });
    await open();
  });
  afterAll(async () => {
    stage?.close();
    await host?.stop();
    await sandbox?.stop();
    await casting?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function open(): Promise<void> {
    host = await startHost(sandbox, { directory, deadlines: { submitMs: 4_000 } });
    stage = await openKioskStage(host.ready, 'TL-003', sandbox, casting.population);
  }
  const fault = (preset: string, service: string, times: number | null = 1) =>
    sandbox.put('/exchange/fault', { preset, service, times });
  const ledger = async () => (await sandbox.get('/exchange/ledger')) as Ledger;
  const departmentsOf = async (visit: string | null | undefined) =>
    (await ledger()).cases
      .filter(({ key }) => key.startsWith(`${visit}/`))
      .map(({ department }) => department)
      .toSorted();

  /** Plays until the screen is this one; `instead` presses something else than the script would. */
  async function playTo(
    isThere: (frame: Frame) => boolean,
    instead: (frame: Frame) => boolean = () => false,
  ): Promise<Frame> {
    for (let handled = ''; ; ) {
      const frame = await nextScreen(stage, handled, SCREEN_MS);
      if (frame === null) throw new Error(`nothing comes after ${handled}`);
      handled = screenKey(frame);
      if (isThere(frame)) return frame;
      if (instead(frame)) continue;
      const act = nextAct(frame, script);
      if (act.kind === 'done' || act.kind === 'lost')
        throw new Error(`${frame.screen.kind}: ${act.kind === 'lost' ? act.why : 'done'}`);
      await carryOut(stage, act, script.citizen);
    }
  }

  async function leave(): Promise<void> {
    await stage.liftCard();
    await stage.intend({ kind: 'finish' });
    await expect.poll(() => stage.frame()?.screen.kind, BACK).toBe('attract');
  }

  async function lastReceipt(): Promise<string> {
    const receipts = (await sandbox.get('/kiosks/TL-003/printers/receipt/receipts')) as readonly Receipt[];
    return decode(Buffer.from(receipts.at(-1)?.hex ?? '', 'hex'), 'gb18030');
  }

  it('of which one department refuses its part is done at the others, and the paper says all of it', async () => {
    await fault('rejects', 'medins/cases/submit');
    const done = await playTo(showing('done'));
    if (done.screen.kind !== 'done') throw new Error('done');
    expect(done.screen.title['zh-CN']).toBe('3项中2项已收到');
    expect(done.screen.parts.map(({ tone }) => tone)).toEqual(['taken', 'missing', 'taken']);
    expect(await departmentsOf(done.visit)).toEqual(['hrss', 'police']);
    const paper = await lastReceipt();
    for (const { caseNo } of done.screen.parts) if (caseNo !== null) expect(paper).toContain(caseNo);
    expect(paper).toContain('未受理');
    await leave();
  });

  it('of which one part does not arrive can be gone on with, and says so', async () => {
    await fault('accessDenied', 'hrss/cases/submit');
    await fault('providerError', 'police/cases/submit');
    const done = await playTo(showing('done'), ({ screen }) => {
      if (screen.kind !== 'problem' || screen.without === null) return false;
      void stage.intend({ kind: 'continue', step: screen.without.step });
      return true;
    });
    if (done.screen.kind !== 'done') throw new Error('done');
    expect(done.screen.parts.map(({ state }) => state['zh-CN'])).toEqual(['未提交', '已收件', '未提交']);
    expect(await departmentsOf(done.visit)).toEqual(['medins']);
    await leave();
  });

  it('that no department takes prints no receipt and gives the reason of each', async () => {
    for (const department of ['police', 'medins', 'hrss'])
      await fault('rejects', `${department}/cases/submit`);
    const told = await playTo(showing('none-accepted'));
    if (told.screen.kind !== 'none-accepted') throw new Error('none-accepted');
    expect(told.screen.parts.every(({ note }) => note?.['zh-CN'].includes('暂不受理'))).toBe(true);
    expect(await departmentsOf(told.visit)).toEqual([]);
    await stage.intend({ kind: 'continue' });
    await expect.poll(() => stage.frame()?.screen.kind, BACK).not.toBe('none-accepted');
    await stage.intend({ kind: 'exit' });
    await stage.liftCard();
    await expect.poll(() => stage.frame()?.screen.kind, BACK).toBe('attract');
  });

  it('whose host dies at the first part is delivered to every department, each once', async () => {
    await fault('timeoutAfterEffect', 'police/cases/submit');
    const sending = await playTo(isSending);
    await expect
      .poll(async () => ((await sandbox.get('/exchange')) as ExchangeState).faults, BACK)
      .toEqual([]);
    stage.close();
    host.child.kill('SIGKILL');
    await host.ended;
    await open();
    await expect.poll(() => departmentsOf(sending.visit), BACK).toEqual(['hrss', 'medins', 'police']);
    const cases = (await ledger()).cases.filter(({ key }) => key.startsWith(`${sending.visit}/`));
    expect(cases.map(({ arrivals }) => arrivals)).toEqual([1, 1, 1]);
    expect(cases.map(({ joint }) => `${joint?.part}/${joint?.of}`).toSorted()).toEqual(['1/3', '2/3', '3/3']);
  });
});

const showing =
  (kind: Frame['screen']['kind']) =>
  ({ screen }: Frame): boolean =>
    screen.kind === kind;
const isSending = ({ screen }: Frame): boolean =>
  screen.kind === 'working' && (screen.subtitle?.['zh-CN'].startsWith('第1项') ?? false);
