import { beforeEach, describe, expect, it } from 'vitest';
import { type Connection, type ConnectionState, connect, REPEAT_MS, type Socket } from './connection.ts';
import { GALLERY } from './gallery/frames.ts';

type Listener = (event: { readonly data?: unknown }) => void;

/** A socket whose other end is the test. */
class FakeSocket implements Socket {
  readonly sent: unknown[] = [];
  readonly #listeners = new Map<string, Listener[]>();
  send(data: string) {
    this.sent.push(JSON.parse(data));
  }
  close() {
    this.tell('close', {});
  }
  addEventListener(type: string, listener: Listener) {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }
  tell(type: 'open' | 'close' | 'message', event: { readonly data?: unknown }) {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}

class FakeClock {
  #now = 0;
  #due: { readonly at: number; readonly callback: () => void }[] = [];
  now = () => this.#now;
  after = (ms: number, callback: () => void) => {
    this.#due.push({ at: this.#now + ms, callback });
  };
  pass(ms: number) {
    this.#now += ms;
    const due = this.#due.filter(({ at }) => at <= this.#now);
    this.#due = this.#due.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
  }
  get waits(): readonly number[] {
    return this.#due.map(({ at }) => at - this.#now);
  }
}

const check = GALLERY.find(({ name }) => name === 'check')?.frame;

describe('the line to the host', () => {
  let sockets: FakeSocket[];
  let states: ConnectionState[];
  let clock: FakeClock;
  let connection: Connection;
  let reloads: number;
  const socket = () => {
    const last = sockets.at(-1);
    if (!last) throw new Error('nothing was dialled');
    return last;
  };
  const frameArrives = (seq: number) =>
    socket().tell('message', { data: JSON.stringify({ type: 'frame', frame: { ...check, seq } }) });

  beforeEach(() => {
    sockets = [];
    states = [];
    reloads = 0;
    clock = new FakeClock();
    connection = connect({
      open: () => {
        const dialled = new FakeSocket();
        sockets.push(dialled);
        return dialled;
      },
      onState: (state) => states.push(state),
      onRevealed: () => undefined,
      onLookForCamera: () => undefined,
      onReload: () => {
        reloads += 1;
      },
      clock,
    });
    socket().tell('open', {});
  });

  it('loads its page anew when the host says so, and takes it for no frame', () => {
    socket().tell('open', {});
    frameArrives(1);
    const before = states.length;
    socket().tell('message', { data: JSON.stringify({ type: 'reload' }) });
    expect([reloads, states.length]).toEqual([1, before]);
  });

  it('names the frame the citizen was looking at', () => {
    frameArrives(7);
    connection.send({ kind: 'confirm', step: 'confirm' });
    expect(socket().sent).toEqual([{ type: 'intent', seq: 7, intent: { kind: 'confirm', step: 'confirm' } }]);
  });

  it('takes two taps of a trembling finger for one', () => {
    frameArrives(7);
    connection.send({ kind: 'confirm', step: 'confirm' });
    clock.pass(REPEAT_MS - 1);
    connection.send({ kind: 'confirm', step: 'confirm' });
    expect(socket().sent).toHaveLength(1);
    clock.pass(1);
    connection.send({ kind: 'confirm', step: 'confirm' });
    expect(socket().sent).toHaveLength(2);
  });

  it('drops what is pressed before there is a frame', () => {
    connection.send({ kind: 'browse' });
    expect(socket().sent).toEqual([]);
  });

  it('forgets what was on the screen as soon as the host is away', () => {
    frameArrives(7);
    socket().close();
    const state = states.at(-1);
    expect(state?.kind).toBe('restoring');
    expect(JSON.stringify(state)).not.toContain('王');
    expect(JSON.stringify(state)).not.toContain('138');
  });

  it('sends nothing that was pressed while the host was away, also not later', () => {
    frameArrives(7);
    socket().close();
    connection.send({ kind: 'confirm', step: 'confirm' });
    clock.pass(100);
    socket().tell('open', {});
    frameArrives(1);
    expect(socket().sent).toEqual([]);
  });

  it('dials again at once, then less and less often, and again at once after it was back', () => {
    const waits = [0, 1, 2, 3, 4, 5].map(() => {
      socket().close();
      const [wait = 0] = clock.waits;
      clock.pass(wait);
      return wait;
    });
    expect(waits).toEqual([100, 250, 500, 1000, 2000, 2000]);
    socket().tell('open', {});
    socket().close();
    expect(clock.waits).toEqual([100]);
  });

  it('shows the same screen again when the host is back', () => {
    frameArrives(7);
    socket().close();
    clock.pass(100);
    socket().tell('open', {});
    frameArrives(1);
    expect(states.at(-1)).toMatchObject({ kind: 'live', frame: { seq: 1, screen: { kind: 'check' } } });
  });
});
