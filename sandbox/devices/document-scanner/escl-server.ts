import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { PagePreset, ScannerFault } from './contract.ts';
import { capabilities, readSettings, status } from './escl-messages.ts';
import { scanPage } from './page-image.ts';
import { createEsclScanner, type NextPage } from './scanner.ts';

export type EsclServerOptions = {
  readonly clock: Clock;
  /** How long the head travels over a page; 0 for at once. */
  readonly scanMs: number;
  /** A page has been scanned; so many sheets are left in the feeder. */
  readonly onPage: (sheets: number) => void;
  /** The power failed in the middle of a page: it is off. */
  readonly onDied: () => void;
};

/** An eSCL scanner on a port of its own: the real protocol over real HTTP. */
export type EsclServer = {
  /** Listens on `port`, 0 for any; answers the port. */
  readonly switchOn: (port: number) => Promise<number>;
  /** Every connection breaks; jobs are forgotten, paper is not. */
  readonly switchOff: () => Promise<void>;
  readonly layPage: (preset: PagePreset) => void;
  readonly loadFeeder: (sheets: number) => void;
  readonly breakScanner: (fault: ScannerFault) => void;
};

const ROOT = '/eSCL';
const LONGEST_SETTINGS = 65_536;

export function createEsclServer(options: EsclServerOptions): EsclServer {
  let scanner = createEsclScanner(options.clock);
  let server: Server | null = null;
  let lives = 0;
  let preset: PagePreset = 'good';
  let fault: ScannerFault = 'none';
  const pages = new Map<string, Promise<Buffer>>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // A hung scanner takes the connection and does not answer.
    if (fault === 'silent') return;
    const path = (request.url ?? '').split('?')[0] ?? '';
    const job = /^\/eSCL\/ScanJobs\/(\w+)(\/NextDocument)?$/.exec(path);
    const route = `${request.method} ${job ? (job[2] ? 'page' : 'job') : path}`;
    switch (route) {
      case `GET ${ROOT}/ScannerCapabilities`:
        return xml(response, capabilities());
      case `GET ${ROOT}/ScannerStatus`:
        return xml(response, fault === 'wrongXml' ? '<html><title>Login</title>' : status(scanner.status()));
      case `POST ${ROOT}/ScanJobs`:
        return createJob(request, response);
      case 'GET page':
        return sendPage(job?.[1] ?? '', response);
      case 'DELETE job':
        return empty(response, scanner.cancel(job?.[1] ?? '') ? 200 : 404);
      default:
        return empty(response, 404);
    }
  };

  const createJob = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const ticket = readSettings(await bodyOf(request));
    if (ticket === null) return empty(response, 400);
    const created = scanner.createJob(ticket);
    if (created === 'busy') return empty(response, 503, { 'retry-after': '1' });
    if (created === 'not-ready') return empty(response, 409);
    // As many real ones do, it names itself by a host that the other side may not know.
    return empty(response, 201, { location: `http://scanner.invalid${ROOT}/ScanJobs/${created.id}` });
  };

  const sendPage = async (id: string, response: ServerResponse): Promise<void> => {
    const next = scanner.nextPage(id);
    switch (next.kind) {
      case 'page':
        return deliver(id, next, response);
      case 'not-ready':
        return empty(response, 503, { 'retry-after': '1' });
      case 'no-more':
      case 'no-job':
        return empty(response, 404);
      case 'gone':
        return empty(response, 410);
    }
  };

  const deliver = async (
    id: string,
    { ticket, ends }: Extract<NextPage, { kind: 'page' }>,
    response: ServerResponse,
  ): Promise<void> => {
    const image = await pageFor(preset, ticket);
    await new Promise<void>((resolve) => {
      if (options.scanMs === 0) resolve();
      else options.clock.after(options.scanMs, resolve);
    });
    const half = image.subarray(0, Math.floor(image.length / 2));
    switch (ends) {
      case 'whole':
      case 'half': {
        const body = ends === 'whole' ? image : half;
        response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': body.length });
        response.end(body);
        scanner.delivered(id);
        options.onPage(scanner.sheets());
        return;
      }
      case 'cut':
      case 'dead':
        response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': image.length });
        await new Promise<void>((resolve) => response.write(half, () => resolve()));
        if (ends === 'cut') response.destroy();
        else await die();
        return;
    }
  };

  /** Drawn once: a page does not change while it lies there. */
  const pageFor = (laid: PagePreset, ticket: Parameters<typeof scanPage>[1]): Promise<Buffer> => {
    const key = `${laid} ${ticket.dpi} ${ticket.colourMode}`;
    const page = pages.get(key) ?? scanPage(laid, ticket);
    pages.set(key, page);
    return page;
  };

  const switchOff = async (): Promise<void> => {
    const pulled = server;
    server = null;
    if (pulled === null) return;
    const closed = new Promise<void>((resolve) => pulled.close(() => resolve()));
    pulled.closeAllConnections();
    await closed;
    const sheets = scanner.sheets();
    lives += 1;
    scanner = createEsclScanner(options.clock, lives * 1000 + 1);
    scanner.loadFeeder(sheets);
    scanner.breakScanner(fault);
  };

  const die = async (): Promise<void> => {
    await switchOff();
    options.onDied();
  };

  return {
    switchOn: async (port) => {
      await switchOff();
      const listening = createServer((request, response) => {
        handle(request, response).catch(() => response.destroy());
      });
      await new Promise<void>((resolve, reject) => {
        listening.once('error', reject);
        listening.listen(port, '127.0.0.1', resolve);
      });
      server = listening;
      const address = listening.address();
      if (address === null || typeof address === 'string') throw new Error('a scanner listens on a port');
      return address.port;
    },
    switchOff,
    layPage: (laid) => {
      preset = laid;
    },
    loadFeeder: (sheets) => scanner.loadFeeder(sheets),
    breakScanner: (next) => {
      fault = next;
      scanner.breakScanner(next);
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    length += piece.length;
    if (length > LONGEST_SETTINGS) return '';
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function xml(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(body);
}

function empty(response: ServerResponse, code: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(code, { ...headers, 'content-length': 0 });
  response.end();
}
