/** One connection to the hall's broker, from the attempt to its end. It is never revived: the next is another one. */
export type Connect = (wish: ConnectionWish, listener: (event: ConnectionEvent) => void) => Connection;

export type ConnectionWish = {
  /** What the broker says of us when the line breaks. */
  readonly will: Packet;
  /** Topics to listen to; a broker that refuses one is not the hall's. */
  readonly topics: readonly string[];
  /** Calls to many: a broker that refuses one of these costs the call and not the line. */
  readonly calls: readonly string[];
};

export type Connection = {
  /** Hands over; whether it arrives is for the hall to say. Ignored once the connection has ended. */
  readonly publish: (packet: Packet) => void;
  /** Listens for a topic anew: the broker says again what it retains there (MQTT 3.1.1, 3.8.4). */
  readonly listenAnew: (topic: string) => void;
  /** Ends in order, so that the broker forgets the will; resolves soon in any case. */
  readonly end: () => Promise<void>;
};

export type Packet = {
  readonly topic: string;
  readonly bytes: Uint8Array;
  readonly qos: 0 | 1;
  readonly retain: boolean;
};

export type ConnectionEvent =
  /** The broker has taken us, and listens for our topics. */
  | { readonly kind: 'open' }
  | { readonly kind: 'message'; readonly topic: string; readonly bytes: Uint8Array }
  /** Told once, and the last that is told: refused, lost, or never there. Not told after `end`. */
  | { readonly kind: 'closed'; readonly why: 'refused' | 'lost' };
