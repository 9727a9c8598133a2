import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generate } from 'otplib';
import { build } from 'vite';
import { systemClock } from '../../hall/clock.ts';
import { type RunningHall, startHall } from '../../hall/hall.ts';
import { upExamples } from '../../wire/testing/examples.ts';
import { type Desk, deskOf, openDesk, textAt } from './hall-desk.ts';
import { connectKiosk, type ReportingKiosk, release } from './reporting-kiosk.ts';

export const REALM = 'zj-hz';
/** Nobody has written down where the last one is. */
const HALLS = [
  ['tonglu-01', '桐庐县政务服务中心', 'Tonglu government hall', 8, { lat: 29.797, lon: 119.691 }],
  ['tonglu-02', '桐君街道便民服务中心', 'Tongjun service centre', 3, { lat: 29.803, lon: 119.685 }],
  ['tonglu-03', '城南街道便民服务中心', 'Chengnan service centre', 3, { lat: 29.778, lon: 119.672 }],
  ['tonglu-04', '分水镇便民服务中心', 'Fenshui service centre', 3, { lat: 29.927, lon: 119.441 }],
  ['tonglu-05', '莪山畲族乡便民服务中心', 'Eshan service centre', 1, undefined],
] as const;
const PLACES = [
  { 'zh-CN': '一楼东侧', en: 'Ground floor, east' },
  { 'zh-CN': '一楼西侧', en: 'Ground floor, west' },
] as const;

/** A real hall with the built console, whose clock can be set forward, and machines that report over MQTT. */
export type ConsoleHall = {
  readonly url: string;
  readonly hall: RunningHall;
  readonly desk: Desk;
  readonly kiosk: (id: string) => ReportingKiosk;
  readonly skip: (ms: number) => void;
  readonly now: () => Date;
  readonly close: () => Promise<void>;
};

/** The console as it is delivered, built once for a test file. */
export async function buildConsole(): Promise<{
  readonly directory: string;
  readonly remove: () => Promise<void>;
}> {
  const directory = await mkdtemp(join(tmpdir(), 'once-console-'));
  await build({
    configFile: resolve(import.meta.dirname, '..', '..', 'renderer', 'vite.config.ts'),
    mode: 'console',
    logLevel: 'error',
    build: { outDir: directory, sourcemap: false },
  });
  return { directory, remove: () => rm(directory, { recursive: true }) };
}

export async function startConsoleHall(console: string): Promise<ConsoleHall> {
  let skewMs = 0;
  const clock = { ...systemClock(), now: () => new Date(Date.now() + skewMs) };
  const data = await mkdtemp(join(tmpdir(), 'once-hall-'));
  const hall = await startHall({
    data,
    realm: REALM,
    http: { host: '127.0.0.1', port: 0 },
    mqtt: { host: '127.0.0.1', port: 0 },
    tls: null,
    firstAdmin: 'zhou',
    clock,
    log: () => undefined,
    everyMs: 20,
    console,
  });
  const url = `http://127.0.0.1:${hall.httpPort}`;
  const desk = await openDesk(url, 'zhou', hall.firstAdmin?.code ?? '', clock.now);
  const kiosks = new Map<string, ReportingKiosk>();
  for (const [id, zh, en, machines, location] of HALLS) {
    await desk.send('PUT', `/api/halls/${id}`, {
      name: { 'zh-CN': zh, en },
      opening: 'always',
      ...(location ? { location } : {}),
      reason: 'set up',
    });
    for (let each = 0; each < machines; each += 1) {
      const kiosk = `TL-${String(kiosks.size + 1).padStart(3, '0')}`;
      const place = PLACES[each % PLACES.length];
      const password = await enrol(desk, url, { kiosk, hall: id, place });
      kiosks.set(
        kiosk,
        await connectKiosk({ port: hall.mqttPort, realm: REALM, kiosk, password, now: clock.now }),
      );
    }
  }
  const kiosk = (id: string): ReportingKiosk => {
    const found = kiosks.get(id);
    if (!found) throw new Error(`no machine ${id}`);
    return found;
  };
  await Promise.all([...kiosks.values()].map((each) => born(each)));
  return {
    url,
    hall,
    desk,
    kiosk,
    skip: (ms) => {
      skewMs += ms;
    },
    now: clock.now,
    close: async () => {
      await Promise.all([...kiosks.values()].map((each) => each.end()));
      await hall.close();
      await rm(data, { recursive: true });
    },
  };
}

async function enrol(
  desk: Desk,
  url: string,
  placing: { readonly kiosk: string; readonly hall: string; readonly place: unknown },
): Promise<string> {
  const issued = await desk.send('POST', '/api/machines', { ...placing, reason: 'new machine' });
  const enrolled = await deskOf(url, null).send('POST', '/enrol', {
    kiosk: placing.kiosk,
    code: textAt(issued.body, 'code'),
  });
  return textAt(enrolled.body, 'password');
}

/** Birth, what it runs, its devices, and a heartbeat that offers all. */
async function born(kiosk: ReportingKiosk): Promise<void> {
  await kiosk.say({ ty: 'state', d: { s: 'online', version: '0.1.0' } });
  await kiosk.say({ ty: 'reported', d: { ...upExamples.reported.d, release, items: 220 } });
  await kiosk.say({ ty: 'met', d: upExamples.met.d });
  await kiosk.say(receiptPrinter('full'));
  await beat(kiosk);
}

/** A heartbeat that offers so many of 220 items. */
export const beat = (kiosk: ReportingKiosk, offered = 220) =>
  kiosk.say({
    ty: 'hb',
    d: {
      ui: 1,
      sess: 'idle',
      svc: '1'.repeat(offered) + '0'.repeat(220 - offered),
      down: [],
      release,
      outbox: 0,
    },
  });

export const receiptPrinter = (paper: 'full' | 'low' | 'out') =>
  ({
    ty: 'dev',
    d: {
      class: 'receipt-printer',
      driver: 'escpos-serial',
      device: 'online',
      isOutOfService: false,
      paper,
      media: 'notPresent',
      isCoverOpen: false,
      fault: null,
    },
  }) as const;

const PASSWORD = 'another long pass phrase';

/** Somebody of this role with an account that works, and what their authenticator shows. */
export async function accountOf(
  { desk, url, now }: ConsoleHall,
  name: string,
  role: 'viewer' | 'operator',
): Promise<{ readonly password: string; readonly code: () => Promise<string> }> {
  const issued = await desk.send('POST', '/api/accounts', { name, role, reason: 'new here' });
  const code = textAt(issued.body, 'code');
  const anonymous = deskOf(url, null);
  const begun = await anonymous.send('POST', '/api/activation', { name, code });
  const secret = new URL(textAt(begun.body, 'otpauth')).searchParams.get('secret') ?? '';
  const totp = (later: number) =>
    generate({ secret, epoch: Math.floor(now().getTime() / 1000) + later * 30 });
  await anonymous.send('POST', '/api/activation/finish', {
    name,
    code,
    password: PASSWORD,
    totp: await totp(0),
  });
  return { password: PASSWORD, code: () => totp(1) };
}
