import { hashSecret } from '../../hall/accounts/secret.ts';
import { openSqliteStore } from '../../hall/store/sqlite-store.ts';
import type { HallWrite } from '../../hall/store/store.ts';
import { beat } from './console-hall.ts';
import { connectKiosk, type ReportingKiosk } from './reporting-kiosk.ts';

const PASSWORD = 'of every simulated machine';
const PER_HALL = 20;
/** So many sign in at once. */
const AT_ONCE = 20;
/** Well within the hall's patience. */
const BEAT_MS = 20_000;

/** As technicians would have enrolled them one by one: twenty to a hall, written into the store of a hall that is not started yet. */
export async function writeDownMachines(store: string, kiosks: readonly string[]): Promise<void> {
  const credential = { hash: await hashSecret(PASSWORD, 'made'), expiresAt: Date.now() + 86_400_000 };
  const writes = kiosks.flatMap((kiosk, index): readonly HallWrite[] => {
    const number = Math.floor(index / PER_HALL) + 1;
    const hall = `hall-${number}`;
    const name = { 'zh-CN': `第${number}便民服务中心`, en: `Service centre ${number}` };
    const place = { 'zh-CN': '一楼大厅', en: 'Ground floor' };
    const record = { kiosk, hall, place, credential, enrolment: null, enrolledAt: Date.now() };
    return [
      ...(index % PER_HALL === 0
        ? [{ kind: 'hall', hall: { id: hall, name, opening: 'always' } } as const]
        : []),
      { kind: 'record', record },
    ];
  });
  const open = openSqliteStore(store);
  await open.commit(writes);
  await open.close();
}

/** Real MQTT clients, one a machine: each is born, offers everything, and goes on to say so. */
export async function connectMachines(
  where: { readonly port: number; readonly realm: string },
  kiosks: readonly string[],
): Promise<{ readonly machines: readonly ReportingKiosk[]; readonly close: () => Promise<void> }> {
  const machines: ReportingKiosk[] = [];
  for (let first = 0; first < kiosks.length; first += AT_ONCE) {
    const turn = kiosks.slice(first, first + AT_ONCE).map(async (kiosk) => {
      const machine = await connectKiosk({ ...where, kiosk, password: PASSWORD });
      await machine.say({ ty: 'state', d: { s: 'online', version: '0.1.0' } });
      await beat(machine);
      return machine;
    });
    machines.push(...(await Promise.all(turn)));
  }
  const beats = setInterval(() => {
    for (const machine of machines) void beat(machine).catch(() => undefined);
  }, BEAT_MS);
  return {
    machines,
    close: async () => {
      clearInterval(beats);
      await Promise.all(machines.map((machine) => machine.end()));
    },
  };
}
