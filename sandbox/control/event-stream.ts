import type { ServerResponse } from 'node:http';
import type { SandboxEvent } from './contract.ts';

/** Server-sent events to however many panels and tests are listening. */
export type EventStream = {
  readonly publish: (event: SandboxEvent) => void;
  readonly add: (response: ServerResponse) => void;
  readonly close: () => void;
};

export function createEventStream(): EventStream {
  const listeners = new Set<ServerResponse>();
  return {
    publish: (event) => {
      for (const response of listeners)
        response.write(`event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`);
    },
    add: (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': listening\n\n');
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
    },
    close: () => {
      for (const response of listeners) response.end();
      listeners.clear();
    },
  };
}
