import type { DocumentScannerStatus } from '../document-scanner/document-scanner.ts';
import { createEsclScanner } from '../document-scanner/escl-scanner.ts';
import type { JudgePage } from '../document-scanner/judge-page.ts';
import { measurePage } from '../document-scanner/page-quality.ts';
import { parsePnm } from '../document-scanner/pnm.ts';
import { createSaneScanner } from '../document-scanner/sane-scanner.ts';
import type { NoteFrame, ScannerBackend } from '../document-scanner/scanner-backend.ts';
import { createDocumentScanner } from '../document-scanner/scanner-driver.ts';
import type { Clock } from '../status.ts';
import { createScriptedEscl, type ScriptedAnswer } from './scripted-escl.ts';
import { createScriptedScanimage } from './scripted-scanimage.ts';
import { createSimulatedClock } from './simulated-clock.ts';
import { drawPage } from './synthetic-page.ts';

const page = drawPage({ widthMm: 40, heightMm: 40, dpi: 150, lines: 2 });
export const samplePnm = Buffer.concat([
  Buffer.from(`P5\n# SANE data follows\n${page.widthPx} ${page.heightPx}\n255\n`),
  page.pixels,
]);

/** Judges gray PNM in this process and in no time; any other file is told apart by its first byte alone. */
export const judgeAtOnce: JudgePage = async ({ bytes, dpi }, signal) => {
  if (signal.aborted) return { ok: false, error: { kind: 'aborted' } };
  const image = parsePnm(bytes);
  if ('kind' in image) {
    return { ok: false, error: image.kind === 'truncated' ? { kind: 'half-page' } : image };
  }
  const { widthPx, heightPx, pixels, channels } = image;
  const gray = channels === 1 ? pixels : pixels.filter((_, at) => at % 3 === 0);
  const quality = measurePage({ widthPx, heightPx, dpi, pixels: gray });
  const file = { mediaType: 'image/jpeg', bytes } as const;
  return { ok: true, value: { image: file, widthPx, heightPx, dpi, quality } };
};

/** A driver over the given protocol, on simulated time, with its log and the statuses it told. */
export function setUpScanner(connect: (clock: Clock, note: NoteFrame) => ScannerBackend) {
  const clock = createSimulatedClock();
  const logged: string[] = [];
  const scanner = createDocumentScanner({
    connect: (note) => connect(clock, note),
    judge: judgeAtOnce,
    clock,
    log: (code, detail) => logged.push(`${code} ${detail}`),
  });
  const statuses: DocumentScannerStatus[] = [];
  scanner.subscribe(({ status }) => statuses.push(status));
  return { clock, scanner, logged, statuses };
}

/** The SANE driver with a scanimage in memory; nothing is plugged in yet. */
export function setUpSaneScanner() {
  let scanimage: ReturnType<typeof createScriptedScanimage> | undefined;
  const bench = setUpScanner((clock, note) => {
    const scripted = createScriptedScanimage(clock, samplePnm);
    scanimage = scripted;
    return createSaneScanner({ device: '*', runProgram: scripted.runProgram, clock, note });
  });
  if (scanimage === undefined) throw new Error('the driver connects when it is created');
  return { ...bench, scanimage };
}

/**
 * The eSCL driver with a scanner in memory that is there from the beginning.
 *
 * @param capabilities what it answers in place of its own
 */
export function setUpEsclScanner(capabilities?: ScriptedAnswer) {
  let escl: ReturnType<typeof createScriptedEscl> | undefined;
  const bench = setUpScanner((clock, note) => {
    const scripted = createScriptedEscl(clock, samplePnm);
    if (capabilities !== undefined) scripted.script('capabilities', capabilities);
    escl = scripted;
    return createEsclScanner({ url: 'http://scanner.invalid/eSCL', ask: scripted.ask, clock, note });
  });
  if (escl === undefined) throw new Error('the driver connects when it is created');
  return { ...bench, escl };
}
