import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { type ClientMessage, FRAME_PATH, type HostMessage } from '../../host/contract/messages.ts';
import type { Frame } from '../../host/contract/screen.ts';
import type { Stage } from '../../rehearsal/player/play.ts';
import { portraitOf } from '../../rehearsal/portrait.ts';
import type { Ledger } from '../../sandbox/exchange/contract.ts';
import type { Population } from '../../sandbox/population/population.ts';
import type { HostReady } from '../world/kiosk.ts';
import type { SandboxButtons } from '../world/sandbox.ts';

export type KioskStage = Stage & { readonly close: () => Promise<void> };

/** How often a page hands a camera's picture on. */
const PICTURE_MS = 100;

/**
 * The window of a running host without a browser: the same pass, the same socket, the same frames and intents, and a
 * camera whose pictures go the way a page's go.
 */
export async function openKioskStage(
  { url, token }: HostReady,
  kiosk: string,
  sandbox: SandboxButtons,
  population: Population,
): Promise<KioskStage> {
  const admitted = await fetch(`${url}/?token=${token}`, { redirect: 'manual' });
  const cookie = admitted.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`the host did not let the window in: ${admitted.status}`);
  const socket = new WebSocket(`${url.replace('http', 'ws')}/screen`, { origin: url, headers: { cookie } });
  const say = (message: ClientMessage) => socket.send(JSON.stringify(message));
  const listeners = new Set<(frame: Frame) => void>();
  let frame: Frame | null = null;
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as HostMessage; // the host's own contract
    if (message.type === 'look-for-camera') say({ type: 'camera', state: 'present' });
    if (message.type !== 'frame') return;
    frame = message.frame;
    if (frame.screen.kind === 'face') void film();
    for (const listener of listeners) listener(frame);
  });
  let portrait: Uint8Array | null = null;
  let isFilming = false;
  /** Pictures of whoever stands there, for as long as the screen looks. */
  const film = async (): Promise<void> => {
    if (isFilming) return;
    isFilming = true;
    while (frame?.screen.kind === 'face' && portrait !== null) {
      const headers = { origin: url, cookie, 'content-type': 'image/jpeg' };
      // A picture that does not arrive is not sent again: another follows.
      await fetch(`${url}${FRAME_PATH}`, { method: 'POST', headers, body: Buffer.from(portrait) }).catch(
        () => undefined,
      );
      await pause(PICTURE_MS);
    }
    isFilming = false;
  };
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    ...outsideOf(kiosk, sandbox),
    frame: () => frame,
    onFrame: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    intend: (intent) => say({ type: 'intent', seq: frame?.seq ?? 0, intent }),
    standBefore: async (citizen) => {
      portrait = await portraitOf(population, citizen);
    },
    close: async () => socket.close(),
  };
}

/** What happens around a kiosk, whatever window is on it: cards laid and lifted, a telephone that pays. */
export function outsideOf(
  kiosk: string,
  sandbox: SandboxButtons,
): Pick<Stage, 'layCard' | 'liftCard' | 'pay' | 'standBefore' | 'passwordOf'> {
  const reader = `/kiosks/${kiosk}/readers/id-card/card`;
  return {
    layCard: async (citizen) => void (await sandbox.put(reader, { citizen })),
    liftCard: async () => void (await sandbox.delete(reader)),
    pay: async (qr) => {
      const { orders } = (await sandbox.get('/exchange/ledger')) as Ledger; // the sandbox's own contract
      const order = orders.findLast((each) => each.qr === qr);
      if (order === undefined) throw new Error('the code on the screen belongs to no order');
      await sandbox.post(`/exchange/orders/${order.orderNo}/pay`);
    },
    standBefore: async (citizen) => void (await sandbox.put(`/kiosks/${kiosk}/camera/person`, { citizen })),
    passwordOf: async (citizen) => {
      const { socialCardPassword } = (await sandbox.get(`/citizens/${citizen}`)) as {
        socialCardPassword: string;
      };
      return socialCardPassword;
    },
  };
}
