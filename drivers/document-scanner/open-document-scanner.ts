import type { DeviceLog } from '../device-log.ts';
import type { Clock } from '../status.ts';
import type { DocumentScanner } from './document-scanner.ts';
import { askEscl } from './escl-http.ts';
import { createEsclScanner } from './escl-scanner.ts';
import { createPageJudge } from './judge-page.ts';
import { sweepPageDirectories } from './page-directory.ts';
import { createProgramRunner } from './run-program.ts';
import { createSaneScanner, type SaneScannerOptions } from './sane-scanner.ts';
import { createDocumentScanner } from './scanner-driver.ts';

type Opening = { readonly clock: Clock; readonly log?: DeviceLog };

/** A scanner behind SANE, used as soon as it is there. Needs Debian's `sane-utils`. */
export function openSaneScanner(
  options: Opening & Pick<SaneScannerOptions, 'device' | 'deviceOptions' | 'environment'>,
): DocumentScanner {
  const runProgram = createProgramRunner(options.clock);
  void sweepPageDirectories();
  return createDocumentScanner({
    ...options,
    connect: (note) => createSaneScanner({ ...options, runProgram, note }),
    judge: createPageJudge(runProgram),
  });
}

/** A scanner on the network that speaks eSCL, used as soon as it answers. */
export function openEsclScanner(options: Opening & { readonly url: string }): DocumentScanner {
  return createDocumentScanner({
    ...options,
    connect: (note) => createEsclScanner({ ...options, ask: askEscl, note }),
    judge: createPageJudge(createProgramRunner(options.clock)),
  });
}
