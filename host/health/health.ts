import type { CompiledItem } from '../../flows/machine/contract.ts';
import type { Clock } from '../clock.ts';
import type { Frame } from '../contract/screen.ts';
import type { Devices } from '../devices/devices.ts';
import type { CallReport } from '../exchange/exchange-client.ts';
import type { Log } from '../log.ts';
import { createDeviceDesk } from '../technician/device-desk.ts';
import { createAlarms } from './alarms.ts';
import { createAuditNews } from './audit-news.ts';
import { createCommands } from './commands.ts';
import type { Connect } from './connection.ts';
import type { DesiredDesk } from './desired.ts';
import { createDeviceNews } from './device-news.ts';
import { createHelpCall } from './help-call.ts';
import { createLink, type Link } from './link.ts';
import type { LogRing } from './log-ring.ts';
import { createMachineLog } from './machine-log.ts';
import { createMinuteTally } from './minute-tally.ts';
import type { JournalWatch } from './observed-journal.ts';
import { createPokes } from './pokes.ts';
import { servable } from './servable.ts';
import { signatureCheck } from './signature.ts';
import { createSupplyNews } from './supply-news.ts';
import type { Stamp, TelemetryStore } from './telemetry-store.ts';
import { createUsageTally } from './usage.ts';
import { createWindowWatch } from './window-watch.ts';

/** What the hall is told of this machine. Whatever fails in here costs telemetry and nothing else. */
export type Health = JournalWatch & {
  readonly called: (report: CallReport) => void;
  /** Somebody at the machine asks for help, or does no more. */
  readonly helpAsked: (isOpen: boolean) => void;
  /** From here on there is something to look at. */
  readonly watch: (kiosk: KioskSeen) => void;
  readonly close: () => Promise<void>;
};

/** What health looks at, of a kiosk that runs. */
export type KioskSeen = {
  readonly subscribe: (listener: (frame: Frame) => void) => () => void;
  readonly isIdle: () => boolean;
  /** Asks the window whether it is there; false when there is none. */
  readonly pingWindow: (heard: () => void) => boolean;
  /** Asks the window to load its page anew; false when there is none. */
  readonly reloadWindow: (back: () => void) => boolean;
  /** Work for the exchange that is not final yet. */
  readonly openWork: () => number;
};

export type HealthOptions = {
  readonly kiosk: string;
  readonly realm: string;
  readonly commandKey: string | null;
  readonly version: string;
  readonly node: string;
  readonly release: string;
  readonly items: ReadonlyMap<string, CompiledItem>;
  readonly devices: Devices;
  readonly desired: DesiredDesk;
  readonly wasInterrupted: boolean;
  readonly connect: Connect;
  readonly store: TelemetryStore;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly timeQuality: () => Stamp['tq'];
  readonly machine: () => { readonly rssMb: number; readonly diskFreeMb: number };
  readonly restartHost: () => void;
  readonly log: Log;
  /** What may be pulled of it. */
  readonly logRing: Pick<LogRing, 'read'>;
};

const HEARTBEAT_MS = 30_000;
/** After a birth: what is sent with QoS 0 overtakes what is sent with QoS 1, already inside the client. */
const FIRST_BEAT_MS = 1_000;
const MINUTE_MS = 60_000;
const USAGE_MS = 5 * MINUTE_MS;
/** Devices are told on change, and all of them this often. */
const DEVICES_MS = 15 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
const WINDOW_MS = 10_000;
const IDLE_LOOK_MS = 1_000;
const ITEMS_A_PART = 30;

/** Joins what can be told with the line it is told over. */
export function startHealth(options: HealthOptions): Health {
  const { clock, store, devices, desired, items, release, log } = options;
  const startedMs = clock.monotonicMs();
  const now = (): string => clock.now().toISOString();
  const stops: (() => void)[] = [];
  let seen: KioskSeen | null = null;
  let usageFrom = now();
  let firstBeat: unknown;
  let servableTold = '';

  const defect = (error: unknown): void => log.defect('telemetry', error);
  const safely = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      defect(error);
    }
  };
  const say: Link['say'] = (said) => link.say(said);

  const alarms = createAlarms(store, now, (d, isNews) => {
    say({ ty: 'alm', d });
    if (isNews) log.warning(`alarm-${d.is}`, { component: d.component, alarm: d.code });
  });
  const deviceNews = createDeviceNews(devices, { now, monotonicMs: clock.monotonicMs }, alarms, (d) =>
    say({ ty: 'dev', d }),
  );
  const supplyNews = createSupplyNews(devices, store, now, (d) => say({ ty: 'sup', d }));
  const auditNews = createAuditNews(alarms, (d) => say({ ty: 'evt', d }));
  const window = createWindowWatch(
    clock,
    () => seen,
    (isSilent) => alarms.set('window-silent', 'window', isSilent),
  );
  const usage = createUsageTally();
  const minute = createMinuteTally();

  const commands = createCommands({
    kiosk: options.kiosk,
    isSigned: options.commandKey === null ? null : signatureCheck(options.commandKey),
    now: clock.now,
    desk: createDeviceDesk(devices.all, clock.now),
    report: tellAll,
    whenIdle,
    restartWindow: window.restart,
    restartHost: options.restartHost,
    readLog: options.logRing.read,
    book: store.commands,
    say: (d) => say({ ty: 'res', d }),
    sayLog: (d) => say({ ty: 'log', d }),
  });
  const machineLog = createMachineLog({
    ...options,
    diskFreeMb: () => options.machine().diskFreeMb,
  });
  const pokes = createPokes(clock, options.random, () => link.askDesired());
  stops.push(pokes.stop);
  const link = createLink({
    ...options,
    stamp: () => ({
      t: now(),
      tq: options.timeQuality(),
      up: Math.floor((clock.monotonicMs() - startedMs) / 1000),
    }),
    onUp: () => {
      tellAll();
      firstBeat = clock.setTimeout(() => safely(beat), FIRST_BEAT_MS);
    },
    onDown: (message) => {
      if (message.ty === 'cmd') void commands.hear(message.d).catch(defect);
      if (message.ty === 'desired') desired.hear(message.d);
      if (message.ty === 'poke') {
        log.info('poked');
        pokes.hear(message.d);
      }
    },
    report: (code) => log.info('telemetry', { code }),
    defect,
  });

  say({ ty: 'evt', d: { kind: 'host-started', version: options.version, release } });
  if (options.wasInterrupted) say({ ty: 'evt', d: { kind: 'visit-interrupted' } });
  safely(commands.resume);
  tellFlows();
  const help = createHelpCall(clock, (isRaised) =>
    safely(() => alarms.set('help-wanted', 'kiosk', isRaised)),
  );
  stops.push(help.stop);

  /** All that is retained: a hall that knows nothing of this machine knows everything after it. */
  function tellAll(): void {
    tellReported();
    deviceNews.tellAll();
    supplyNews.tellAll();
    alarms.retell();
  }

  function tellReported(): void {
    say({
      ty: 'reported',
      d: {
        version: options.version,
        node: options.node,
        release,
        items: items.size,
        devices: devices.all.map((opened) => opened.class),
        desired: desired.version(),
      },
    });
  }

  function tellFlows(): void {
    const all = [...items.values()]
      .map(({ definition }) => ({ item: definition.id, version: definition.version }))
      .sort((one, other) => (one.item < other.item ? -1 : 1));
    const parts = Math.max(1, Math.ceil(all.length / ITEMS_A_PART));
    for (let part = 1; part <= parts; part += 1) {
      const from = (part - 1) * ITEMS_A_PART;
      say({ ty: 'flw', d: { release, part, parts, items: all.slice(from, from + ITEMS_A_PART) } });
    }
  }

  const servableNow = (): string => servable(items, devices, desired.wishes());

  function beat(): void {
    servableTold = servableNow();
    link.mention({
      ty: 'hb',
      d: {
        ui: window.silentS(),
        sess: (seen?.isIdle() ?? true) ? 'idle' : 'busy',
        svc: servableTold,
        down: deviceNews.down(),
        release,
        outbox: store.depth(),
      },
    });
  }

  function tellMinute(): void {
    machineLog.machine();
    supplyNews.tellChanged();
    if (options.timeQuality() === 'ntp') store.dropOld(clock.now());
    link.mention({
      ty: 'met',
      d: {
        work: seen?.openWork() ?? 0,
        outbox: store.depth(),
        dropped: store.dropped(),
        ...minute.take(),
        ...options.machine(),
      },
    });
  }

  function tellUsage(): void {
    const to = now();
    for (const d of usage.take(usageFrom, to)) say({ ty: 'use', d });
    usageFrom = to;
  }

  function whenIdle(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (seen?.isIdle() ?? true) resolve();
        else clock.setTimeout(look, IDLE_LOOK_MS);
      };
      look();
    });
  }

  /** Again and again, each time up to a tenth earlier or later where `jitter` says so. */
  function every(ms: number, work: () => void, jitter = false): void {
    let timer: unknown;
    const set = (): void => {
      timer = clock.setTimeout(
        () => {
          safely(work);
          set();
        },
        jitter ? ms * (0.9 + 0.2 * options.random()) : ms,
      );
    };
    set();
    stops.push(() => clock.clearTimeout(timer));
  }

  safely(machineLog.devices);
  safely(machineLog.machine);
  every(HEARTBEAT_MS, beat, true);
  every(MINUTE_MS, tellMinute);
  every(USAGE_MS, tellUsage);
  every(DEVICES_MS, deviceNews.tellAll);
  every(DAY_MS, () => {
    tellAll();
    tellFlows();
  });
  every(WINDOW_MS, window.look);
  for (const { device } of devices.all)
    stops.push(
      device.subscribe(() =>
        safely(() => {
          machineLog.devices();
          deviceNews.tellChanged();
          supplyNews.tellStates();
          // Somebody at another machine is being told where to go.
          if (servableNow() !== servableTold) beat();
        }),
      ),
    );
  stops.push(
    desired.subscribe(() =>
      safely(() => {
        tellReported();
        if (servableNow() !== servableTold) beat();
      }),
    ),
  );

  return {
    audited: (event) =>
      safely(() => {
        minute.audited();
        usage.audited(event, clock.monotonicMs());
        supplyNews.audited(event);
        auditNews.audited(event);
      }),
    wrote: (isWritten) => safely(() => alarms.set('journal-failing', 'journal', !isWritten)),
    called: (report) =>
      safely(() => {
        minute.called(report);
        alarms.set('exchange-unreachable', 'exchange', minute.isUnreachable());
      }),
    helpAsked: (isOpen) => safely(() => help.asked(isOpen)),
    watch: (kiosk) => {
      seen = kiosk;
      stops.push(
        kiosk.subscribe(({ item, screen }) => {
          if (item) usage.seen('step' in screen ? screen.step : screen.kind);
        }),
      );
    },
    close: async () => {
      for (const stop of stops) stop();
      clock.clearTimeout(firstBeat);
      safely(tellUsage);
      await link.close();
      store.close();
    },
  };
}
