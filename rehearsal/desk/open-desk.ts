import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import pino from 'pino';
import sharp from 'sharp';
import type { Receipt } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { Catalogue } from '../../flows/catalogue/catalogue.ts';
import { systemClock } from '../../host/clock.ts';
import type { Frame } from '../../host/contract/screen.ts';
import { createExchangeClient } from '../../host/exchange/exchange-client.ts';
import { createHttpsPost } from '../../host/exchange/https-post.ts';
import { createIds } from '../../host/ids.ts';
import { openJournal } from '../../host/journal/journal.ts';
import { startKiosk } from '../../host/kiosk.ts';
import { createLog } from '../../host/log.ts';
import { createOutbox } from '../../host/outbox/create-outbox.ts';
import { openPseudonyms } from '../../host/pseudonym.ts';
import { NO_WISHES } from '../../host/visit/hall-wishes.ts';
import { configSchema } from '../../kiosk-config/config.ts';
import type { Ledger } from '../../sandbox/exchange/contract.ts';
import { startExchange } from '../../sandbox/exchange/exchange.ts';
import { openAuthority } from '../../sandbox/pki.ts';
import type { Population } from '../../sandbox/population/population.ts';
import type { Stage } from '../player/play.ts';
import { portraitOf } from '../portrait.ts';
import { idCardOf } from '../solver/person.ts';
import { createPaperDevices } from './paper-devices.ts';

/** A whole kiosk on an author's desk: the host itself and the reference exchange, in this process, without a device. */
export type Desk = {
  readonly stage: Stage;
  readonly receipts: readonly Receipt[];
  readonly documents: readonly Uint8Array[];
  readonly ledger: () => Promise<Ledger>;
  readonly close: () => Promise<void>;
};

export type DeskOptions = {
  readonly catalogue: Catalogue;
  /** Directory of the catalogue: the exchange reads grants and promises from it. */
  readonly flows: string;
  readonly population: Population;
  readonly seed: string;
};

const KIOSK = 'DESK-1';

export async function openDesk({ catalogue, flows, population, seed }: DeskOptions): Promise<Desk> {
  const directory = mkdtempSync(join(tmpdir(), 'once-desk-'));
  const clock = systemClock();
  const authority = await openAuthority(join(directory, 'pki'), clock.now);
  const exchange = await startExchange({
    ...{ host: '127.0.0.1', port: 0, clock: clock.now, seed, population, flowsDirectory: flows },
    tls: await authority.server(),
    sealOf: authority.seal,
    dataDir: join(directory, 'exchange'),
    onChange: () => {},
  });
  const buttons = Fastify();
  buttons.register(exchange.controlPlugin);
  await authority.enrol(KIOSK, join(directory, 'secrets'));

  const config = configSchema.parse(configFor(exchange.url, join(directory, 'secrets')));
  const data = join(directory, 'data');
  mkdirSync(data);
  const opened = openJournal({ dataRoot: data, clock, randomBytes });
  if (!opened.ok) throw new Error(`the journal cannot be opened: ${opened.fault.kind}`);
  const journal = opened.value;
  const secret = (name: string) => readFileSync(join(directory, 'secrets', name), 'utf8');
  const line = createHttpsPost(
    new URL(exchange.url),
    { key: secret('identity.key'), cert: secret('identity.crt'), ca: secret('hall-ca.crt') },
    clock,
  );
  const client = createExchangeClient({ post: line.post, clock, ...config.exchange });
  const ids = createIds(clock, randomBytes);
  const outbox = createOutbox({ journal, exchange: client, clock, newQueryId: ids.query, report: () => {} });
  const paper = createPaperDevices(await blankSheet());
  const log = createLog({
    destination: pino.destination({ dest: join(data, 'host.log'), sync: true }),
    ...{ clock, kiosk: KIOSK, level: 'warn' },
  });
  const pseudonyms = openPseudonyms(data, clock, randomBytes);
  const kiosk = startKiosk({
    ...{ config, catalogue, devices: paper.devices, exchange: client, journal, outbox, pseudonyms },
    ...{ ids, clock, log },
    desired: { wishes: () => NO_WISHES, subscribe: () => () => {} },
    onHelp: () => {},
    askHall: null,
    random: Math.random,
  });

  const ledger = async (): Promise<Ledger> => (await buttons.inject('/exchange/ledger')).json();
  const stage: Stage = {
    frame: () => kiosk.frame(),
    onFrame: (listener: (frame: Frame) => void) => kiosk.subscribe(listener),
    intend: (intent) => kiosk.intend(kiosk.frame().seq, intent),
    layCard: async (citizen) => {
      const document = population.find(citizen)?.document;
      if (document !== undefined) paper.layCard(idCardOf(document));
    },
    liftCard: async () => paper.liftCard(),
    pay: async (qr) => {
      const order = (await ledger()).orders.find((each) => each.qr === qr);
      await buttons.inject({ method: 'POST', url: `/exchange/orders/${order?.orderNo}/pay`, payload: {} });
    },
    standBefore: async (citizen) => paper.showFace(await portraitOf(population, citizen)),
    passwordOf: async (citizen) => population.socialCardPassword(citizen) ?? '',
  };
  return {
    stage,
    receipts: paper.receipts,
    documents: paper.documents,
    ledger,
    close: async () => {
      kiosk.stop();
      outbox.close();
      line.close();
      journal.close();
      await buttons.close();
      await exchange.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** What lies on every glass here: nobody reads it. */
const blankSheet = (): Promise<Uint8Array> =>
  sharp({ create: { width: 100, height: 141, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();

const configFor = (securityServer: string, secretsDir: string) => ({
  version: 1,
  kiosk: { id: KIOSK, place: { 'zh-CN': '书桌', en: 'On the desk' } },
  hall: {
    name: { 'zh-CN': '桐庐县政务服务中心', en: 'Tonglu Government Service Centre' },
    area: '330122',
    help: {
      phone: '12345',
      desk: { 'zh-CN': '一楼总服务台', en: 'Service desk, ground floor' },
      hours: { 'zh-CN': '工作日9:00—17:00', en: 'Working days, 9:00–17:00' },
    },
  },
  exchange: { securityServer, instance: 'ONCE', client: 'ONCE/GOV/330122/kiosks' },
  secretsDir,
  // An author reads and thinks as long as they like.
  timers: { browseIdleMs: DAY_MS, identifiedIdleMs: DAY_MS, cardLeftMs: DAY_MS, doneMs: DAY_MS },
});
const DAY_MS = 86_400_000;
