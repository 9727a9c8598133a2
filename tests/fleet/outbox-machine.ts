import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../host/clock.ts';
import { nextBoot } from '../../host/health/boot-id.ts';
import { createLink, type Link } from '../../host/health/link.ts';
import { mqttConnect } from '../../host/health/mqtt-connection.ts';
import { openTelemetryStore } from '../../host/health/telemetry-store.ts';

/** A kiosk's own line to the hall and its own outbox on the disk, without the rest of the kiosk. */
export type OutboxMachine = Pick<Link, 'say' | 'mention'> & {
  readonly kiosk: string;
  readonly boot: string;
  /** How many numbered messages it has made. */
  readonly said: () => number;
  /** How many of them the hall has not acknowledged. */
  readonly open: () => number;
  /** What became of its line, in order. */
  readonly line: readonly string[];
  readonly close: () => Promise<void>;
};

export function startOutboxMachine(where: {
  readonly directory: string;
  readonly port: number;
  readonly realm: string;
  readonly kiosk: string;
  readonly password: string;
}): OutboxMachine {
  const { kiosk, realm, password } = where;
  const clock = systemClock();
  const dataRoot = join(where.directory, kiosk);
  mkdirSync(dataRoot, { recursive: true });
  const store = openTelemetryStore({
    dataRoot,
    newBoot: (last) => nextBoot(last, clock.now().getTime(), randomBytes),
  });
  const line: string[] = [];
  const stamp = () => ({
    t: clock.now().toISOString(),
    tq: 'ntp' as const,
    up: Math.round(clock.monotonicMs() / 1000),
  });
  const link = createLink({
    realm,
    kiosk,
    version: '0.1.0',
    connect: mqttConnect({
      url: `mqtt://127.0.0.1:${where.port}`,
      clientId: kiosk,
      username: kiosk,
      password,
      ca: '',
    }),
    store,
    clock,
    // Short waits between attempts: 50 ms, 100, 200 …
    random: () => 0.05,
    stamp,
    onUp: () => undefined,
    onDown: () => undefined,
    report: (code) => line.push(code),
    defect: (error) => line.push(`defect: ${String(error)}`),
  });
  return {
    kiosk,
    boot: store.boot,
    say: link.say,
    mention: link.mention,
    said: store.lastSeq,
    open: store.depth,
    line,
    close: async () => {
      await link.close();
      store.close();
    },
  };
}
