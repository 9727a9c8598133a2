import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type ButtonPanel, nothing, Refusal } from '../../control/button-panel.ts';
import { realClock } from '../clock.ts';
import type { MissingDevice } from '../contract.ts';
import { createStationState, type Station, type StationPlace } from '../station.ts';
import {
  DOCUMENT_PRINTER_FAULTS,
  DOCUMENT_SUPPLIES,
  type DocumentPaper,
  type DocumentPrinterState,
  type DocumentToner,
} from './contract.ts';
import { type Ippeveprinter, missingPackage, startIppeveprinter } from './ippeveprinter.ts';
import { countPages, createOutputTray } from './output-tray.ts';
import { createPrintEngine } from './print-engine.ts';

const supplySchema = z.strictObject({ level: z.enum(DOCUMENT_SUPPLIES) });
const coverSchema = z.strictObject({ open: z.boolean() });
const faultSchema = z.strictObject({ preset: z.enum(DOCUMENT_PRINTER_FAULTS) });

/** Sheets in a tray of 250, percent of a cartridge; ippeveprinter calls a tenth “low”. */
const SHEETS: Readonly<Record<DocumentPaper, number>> = { full: 250, low: 5, out: 0 };
const TONER: Readonly<Record<DocumentToner, number>> = { full: 75, low: 5, out: 0 };
const PAGE_MS = { real: 3000, fast: 50 } as const;
const PANEL_USER = 'panel';
const PANEL_RETRY_MS = 100;
const PANEL_ATTEMPTS = 50;
const RESTART_DELAY_MS = 200;

/** The A4 printer: a real ippeveprinter on loopback, its mechanism in this process. */
export function createDocumentPrinterStation(
  place: StationPlace,
): Station<DocumentPrinterState | MissingDevice> {
  const directory = join(place.directory, 'document-printer');
  const socketName = `@once-${randomUUID()}`;
  const tray = createOutputTray();
  const state = createStationState<DocumentPrinterState>(
    {
      uri: '',
      plugged: false,
      paper: 'full',
      toner: 'full',
      coverOpen: false,
      fault: 'none',
      documents: 0,
    },
    place.changed,
  );
  let missing: MissingDevice | null = null;
  let port = 0;
  let printer: Ippeveprinter | null = null;
  let relays: Server | null = null;
  const jobs = new Set<Socket>();
  let isPrinting = false;
  let isCancelled = false;
  let isClosed = false;

  const engine = createPrintEngine({
    clock: realClock,
    pageMs: PAGE_MS[place.pace],
    onPaperOut: () => {
      state.set({ paper: 'out' });
      void printer?.setPaper(SHEETS.out);
    },
    onFault: (fault) => state.set({ fault }),
    onPowerLoss: () => void unplug(),
    onUnsaid: () => void speak(),
  });

  let speaking: Promise<void> | null = null;
  /** What the state should say while nothing is printed: resolves when it has been heard. */
  const speak = (): Promise<void> => {
    speaking ??= speakUntilHeard().finally(() => {
      speaking = null;
    });
    return speaking;
  };
  const speakUntilHeard = async (): Promise<void> => {
    for (let attempt = 0; attempt < PANEL_ATTEMPTS; attempt += 1) {
      const { paper, fault, plugged } = state.get();
      // An empty printer runs no command until it is filled.
      if (engine.speech().lines.length === 0 || paper === 'out' || fault === 'silent' || !plugged) return;
      const wasHeard = await printer?.runPanelJob();
      if (!wasHeard) await new Promise((resolve) => setTimeout(resolve, PANEL_RETRY_MS));
    }
  };

  const onRelay = (socket: Socket) => {
    jobs.add(socket);
    socket.on('error', () => {}).on('close', () => jobs.delete(socket));
    const say = (line: string) => socket.write(`${line}\n`);
    createInterface({ input: socket }).once('line', (line) => {
      // Only relay.ts writes here.
      const { file, name, user } = JSON.parse(line) as { file: string; name: string; user: string };
      if (user !== PANEL_USER) return void print({ file, name, say }).catch(() => say('END 1'));
      const speech = engine.speech();
      for (const each of speech.lines) say(each);
      say('END 0');
      socket.on('close', speech.said);
    });
  };

  const print = async (job: { file: string; name: string; say: (line: string) => void }) => {
    const pdf = await readFile(job.file);
    if (isCancelled) return job.say('END 0');
    const pages = countPages(pdf);
    isPrinting = true;
    engine.begin({
      pages,
      say: job.say,
      end: (code) => {
        isPrinting = false;
        job.say(`END ${code}`);
      },
      onOut: (pagesOut) => {
        tray.put({ at: new Date().toISOString(), name: job.name, pages, pagesOut }, pdf);
        state.set({ documents: state.get().documents + 1 });
      },
    });
  };

  const plug = async () => {
    if (printer !== null) return;
    const started = await startIppeveprinter({
      directory,
      port,
      socket: socketName,
      panelUser: PANEL_USER,
      onCancelJob: () => {
        if (isPrinting) engine.cancel();
        else isCancelled = true;
      },
      onCreateJob: () => {
        isCancelled = false;
      },
    });
    printer = started;
    state.set({ plugged: true, uri: `ipp://localhost:${port}/ipp/print` });
    void started.gone.then(() => {
      if (printer === started) void crashed();
    });
    await started.setPaper(SHEETS[state.get().paper]);
    await started.setToner(TONER[state.get().toner]);
    if (state.get().fault === 'silent') started.freeze(true);
    await speak();
  };

  const switchOff = () => {
    printer = null;
    isPrinting = false;
    engine.switchOff();
    for (const socket of jobs) socket.destroy();
  };
  const unplug = async () => {
    const pulled = printer;
    if (pulled === null) return;
    switchOff();
    state.set({ plugged: false });
    await pulled.kill();
  };
  /** Somebody killed it: whoever owns it switches it on again. */
  const crashed = async () => {
    switchOff();
    await new Promise((resolve) => setTimeout(resolve, RESTART_DELAY_MS));
    if (!isClosed) await plug();
  };

  /** Hands reach a printer that is off as well; one that is not there, or stopped in mid-thought, they do not. */
  const withHands = async (act: () => Promise<unknown>) => {
    if (missing !== null) return new Refusal(404, `needs the Debian package ${missing.missing}`);
    if (state.get().fault === 'silent') return new Refusal(409, 'the printer answers nothing');
    await act();
    return undefined;
  };

  const buttons = (panel: ButtonPanel) => {
    panel.put('paper', supplySchema, ({ level }) =>
      withHands(async () => {
        await printer?.setPaper(SHEETS[level]);
        state.set({ paper: level });
        engine.setPaper(level === 'out');
        await speak();
      }),
    );
    panel.put('toner', supplySchema, ({ level }) =>
      withHands(async () => {
        await printer?.setToner(TONER[level]);
        state.set({ toner: level });
      }),
    );
    panel.put('cover', coverSchema, ({ open }) =>
      withHands(async () => {
        state.set({ coverOpen: open });
        engine.setCover(open);
        await speak();
      }),
    );
    panel.put('fault', faultSchema, ({ preset }) => {
      printer?.freeze(preset === 'silent');
      state.set({ fault: preset });
      engine.setFault(preset);
      return speak();
    });
    panel.put('plug', nothing, () => withHands(plug));
    panel.put('unplug', nothing, unplug);
    panel.put('take', nothing, () => {
      tray.take();
      place.changed();
    });
    panel.get('documents', tray.documents);
    panel.server.get<{ Params: { id: string } }>('/documents/:id', async (request, reply) => {
      const pdf = tray.pdf(Number(request.params.id));
      if (pdf === null) return reply.code(404).send({ error: 'no such document' });
      return reply.type('application/pdf').send(Buffer.from(pdf));
    });
  };

  return {
    path: 'printers/document',
    state: () => missing ?? state.get(),
    buttons,
    open: async () => {
      const lacking = await missingPackage();
      if (lacking !== null) {
        missing = { missing: lacking };
        return;
      }
      relays = createServer(onRelay);
      await listening(relays, { path: socketName.replace('@', '\0') });
      port = await freePort();
      await plug();
    },
    config: () =>
      missing === null ? { class: 'document-printer', driver: 'ipp', uri: state.get().uri } : null,
    pid: () => printer?.pid(),
    close: async () => {
      isClosed = true;
      await unplug();
      relays?.close();
    },
  };
}

function listening(server: Server, where: { path: string } | { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(where, resolve);
  });
}

/** One that stays this printer's for as long as the sandbox runs, switched on or off. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await listening(probe, { port: 0, host: '127.0.0.1' });
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
