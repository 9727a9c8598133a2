import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Full path of the first of `names` that is executable on `path` (the PATH variable). */
export function findExecutable(names: readonly string[], path: string | undefined): string | undefined {
  for (const name of names) {
    for (const directory of (path ?? '').split(delimiter)) {
      if (directory === '') continue;
      const candidate = join(directory, name);
      try {
        accessSync(candidate, constants.X_OK);
        return candidate;
      } catch {
        // Not there, or not ours to run: the next one.
      }
    }
  }
  return undefined;
}

export const chromiumNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
] as const;
