import type { Readable, Writable } from 'node:stream';

/** A message of the Chrome DevTools Protocol. `sessionId` names the page it belongs to; none is the browser itself. */
type Message = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
};
export type Params = Readonly<Record<string, unknown>>;
export type PipeListener = (params: Params, sessionId: string | undefined) => void;

/** The private line to a Chromium started with `--remote-debugging-pipe`: JSON messages, each ended by a zero byte. */
export class DebuggingPipe {
  readonly #input: Writable;
  readonly #waiting = new Map<number, { resolve(result: Params): void; reject(error: Error): void }>();
  readonly #listeners = new Map<string, PipeListener>();
  #closeListener = () => {};
  #lastId = 0;
  #closed = false;

  constructor(input: Writable, output: Readable) {
    this.#input = input;
    let rest = '';
    output.setEncoding('utf8');
    output.on('data', (chunk: string) => {
      const messages = (rest + chunk).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.#receive(JSON.parse(message));
    });
    output.on('close', () => this.close());
    // Writing to a Chromium that has just died; its exit is reported elsewhere.
    input.on('error', () => this.close());
    output.on('error', () => this.close());
  }

  /** Calls a method; rejects with Chromium's own words, or when the pipe is closed. */
  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    if (this.#closed) return Promise.reject(new Error(`${method}: the pipe is closed`));
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Params>();
    this.#waiting.set(id, { resolve, reject: (error) => reject(new Error(`${method}: ${error.message}`)) });
    const message: Message = { id, method, params, ...(sessionId === undefined ? {} : { sessionId }) };
    this.#input.write(`${JSON.stringify(message)}\0`);
    return promise;
  }

  /** Hears of an event, from any page; one listener an event. */
  on(method: string, listener: PipeListener): void {
    this.#listeners.set(method, listener);
  }

  /** Hears once that the pipe is closed, from either side; one listener. */
  onClose(listener: () => void): void {
    this.#closeListener = listener;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closeListener();
    for (const { reject } of this.#waiting.values()) reject(new Error('the pipe is closed'));
    this.#waiting.clear();
  }

  #receive(message: Message): void {
    if (message.id === undefined) {
      if (message.method !== undefined)
        this.#listeners.get(message.method)?.(message.params ?? {}, message.sessionId);
      return;
    }
    const call = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error !== undefined) call?.reject(new Error(message.error.message));
    else call?.resolve(message.result ?? {});
  }
}
