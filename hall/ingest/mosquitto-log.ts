import { kioskIdSchema } from '../../wire/ids.ts';
import type { Refused } from './broker.ts';

/** Where mosquitto publishes its notices, with `log_dest topic`; who may read it is in its ACL. */
export const MOSQUITTO_LOG = '$SYS/broker/log/N';

/** Whoever has not said who they are by then is gone. */
const DOOR_MS = 30_000;
const ADDRESSES = 10_000;
/** So many machines of one address are told apart; of more it says nothing which it is. */
const MACHINES = 5;

/**
 * Reads whom mosquitto refused out of its notices (those of 2.0). It names neither user nor address of who was refused:
 * but it says who comes to the door and who is let in, and whoever is sent away stood there until then. Where several
 * did at once, the address is not known.
 */
export function mosquittoLog(): (line: string, now: number) => Refused | null {
  /** Who stands at the door, by address and port, in the order they came. */
  const door = new Map<string, { readonly address: string; readonly at: number }>();
  /** Which machines came in from where. */
  const known = new Map<string, ReadonlySet<string>>();

  const letIn = (address: string, name: string): void => {
    if (!kioskIdSchema.safeParse(name).success) return;
    const names = known.get(address) ?? new Set();
    known.delete(address);
    known.set(address, new Set([...names, name].slice(-MACHINES)));
    const oldest = known.size > ADDRESSES ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
  };
  const leave = (): void => {
    const first = door.keys().next().value;
    if (first !== undefined) door.delete(first);
  };

  return (line, now) => {
    for (const [who, { at }] of door) if (now - at > DOOR_MS) door.delete(who);
    const text = line.replace(/^\d+: /, '');
    const [, comer, address] = /^New connection from ((.+):\d+) on port \d+\.$/.exec(text) ?? [];
    if (comer !== undefined && address !== undefined) {
      door.set(comer, { address, at: now });
      return null;
    }
    const [, guest, from, name] = /^New client connected from ((.+):\d+) as (\S+) /.exec(text) ?? [];
    if (guest !== undefined && from !== undefined && name !== undefined) {
      door.delete(guest);
      letIn(from, name);
      return null;
    }
    if (/^Client .* disconnected, not authorised\.$/.test(text)) {
      const addresses = [...new Set([...door.values()].map((each) => each.address))];
      leave();
      const [only = null] = addresses.length === 1 ? addresses : [];
      return { address: only, machines: only === null ? [] : [...(known.get(only) ?? [])] };
    }
    // Whoever goes without having said who they are.
    if (/client <unknown>/i.test(text)) leave();
    return null;
  };
}
