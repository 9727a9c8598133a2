import { fileURLToPath } from 'node:url';
import type { Result } from '../status.ts';
import type { ScannedPage } from './document-scanner.ts';
import type { InspectedPage, RawPage } from './inspect-page.ts';
import type { RunProgram } from './run-program.ts';

export type JudgeFault =
  | { readonly kind: 'half-page' }
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'aborted' };

/** Decodes and measures one page, outside this process. */
export type JudgePage = (page: RawPage, signal: AbortSignal) => Promise<Result<ScannedPage, JudgeFault>>;

const inspector = fileURLToPath(new URL('./inspect-page-process.ts', import.meta.url));
/** JPEG is never as large as the pixels of a 600 dpi page. */
const mostOutputBytes = 128 * 1024 * 1024;
const newline = 0x0a;

export function createPageJudge(runProgram: RunProgram): JudgePage {
  return async (page, signal) => {
    const run = await runProgram({
      program: process.execPath,
      arguments: [inspector, page.encoding, `${page.dpi}`, `${page.leastHeightPx ?? '-'}`],
      input: page.bytes,
      signal,
      mostOutputBytes,
    });
    if (!run.ok) {
      return run.error.kind === 'aborted'
        ? { ok: false, error: { kind: 'aborted' } }
        : unreadable(`inspection: ${run.error.kind}`);
    }
    const { output, exitCode } = run.value;
    const end = output.indexOf(newline);
    if (exitCode !== 0 || end < 0) return unreadable(`inspection ended with ${exitCode}`);
    // Only inspect-page-process.ts of the same build writes this line, and it is typed there.
    const inspected: InspectedPage = JSON.parse(Buffer.from(output.subarray(0, end)).toString('utf8'));
    if (inspected.kind !== 'page') return { ok: false, error: inspected };
    const { mediaType, widthPx, heightPx, quality } = inspected;
    const image = { mediaType, bytes: output.subarray(end + 1) };
    return { ok: true, value: { image, widthPx, heightPx, dpi: page.dpi, quality } };
  };
}

const unreadable = (detail: string): { ok: false; error: JudgeFault } => ({
  ok: false,
  error: { kind: 'unreadable', detail },
});
