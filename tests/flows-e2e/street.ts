import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PrintedDocument } from '../../sandbox/devices/document-printer/contract.ts';
import type { Receipt } from '../../sandbox/devices/receipt-printer/contract.ts';
import type { Ledger } from '../../sandbox/exchange/contract.ts';
import type { Population } from '../../sandbox/population/population.ts';
import { startHost } from '../world/kiosk.ts';
import { type Sandbox, startSandbox } from '../world/sandbox.ts';
import { launchBrowser } from '../world/screen.ts';
import { openBrowserStage } from './browser-stage.ts';
import { type KioskStage, openKioskStage } from './kiosk-stage.ts';

const run = promisify(execFile);

/** A street with several kiosks side by side, devices at their fast pace, nobody at any of them. */
export type Street = {
  readonly kiosks: readonly StreetKiosk[];
  readonly ledger: () => Promise<Ledger>;
  readonly close: () => Promise<void>;
};
export type StreetKiosk = {
  readonly id: string;
  readonly stage: KioskStage;
  /** What has come out of its printers so far. */
  readonly receipts: () => Promise<readonly Receipt[]>;
  readonly documents: () => Promise<readonly PrintedDocument[]>;
  /** The words of one document, as poppler reads them. */
  readonly documentText: (id: number) => Promise<string>;
};

export type StreetOptions = {
  readonly kiosks: number;
  readonly population: Population;
  /** Puts a real window on the first kiosk; at the others the script speaks to the host itself. */
  readonly hasWindow?: boolean;
};

export async function openStreet({
  kiosks: count,
  population,
  hasWindow = false,
}: StreetOptions): Promise<Street> {
  const directory = mkdtempSync(join(tmpdir(), 'once-flows-'));
  const ids = Array.from({ length: count }, (_, index) => `TL-${String(index + 1).padStart(3, '0')}`);
  const sandbox = await startSandbox(join(directory, 'sandbox'), {
    args: ['--pace', 'fast', '--kiosks', ids.join(',')],
  });
  const browser = hasWindow ? await launchBrowser(sandbox.ready.kiosks[0]?.cameraFilm) : null;
  // One after the other: each loads the whole catalogue, and side by side they would only wait for each other.
  const hosts: Awaited<ReturnType<typeof startHost>>[] = [];
  for (const kiosk of ids) {
    const own = join(directory, kiosk);
    mkdirSync(own);
    hosts.push(await startHost(sandbox, { directory: own, kiosk }));
  }
  const kiosks = await Promise.all(
    hosts.map(async ({ ready }, index): Promise<StreetKiosk> => {
      const id = ids[index] ?? '';
      const stage =
        browser !== null && index === 0
          ? await openBrowserStage(browser, ready, id, sandbox)
          : await openKioskStage(ready, id, sandbox, population);
      return kioskOn(sandbox, id, stage, directory);
    }),
  );
  return {
    kiosks,
    // The sandbox's own contracts.
    ledger: async () => (await sandbox.get('/exchange/ledger')) as Ledger,
    close: async () => {
      await Promise.all(kiosks.map(({ stage }) => stage.close()));
      await browser?.close();
      await Promise.all(hosts.map((host) => host.stop()));
      await sandbox.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function kioskOn(sandbox: Sandbox, id: string, stage: KioskStage, directory: string): StreetKiosk {
  const printer = `/kiosks/${id}/printers`;
  return {
    id,
    stage,
    receipts: async () => (await sandbox.get(`${printer}/receipt/receipts`)) as readonly Receipt[],
    documents: async () => (await sandbox.get(`${printer}/document/documents`)) as readonly PrintedDocument[],
    documentText: async (document) => {
      const answer = await fetch(`${sandbox.ready.control}${printer}/document/documents/${document}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const file = join(directory, `${createHash('sha256').update(bytes).digest('hex')}.pdf`);
      writeFileSync(file, bytes);
      return (await run('pdftotext', ['-layout', file, '-'])).stdout;
    },
  };
}
