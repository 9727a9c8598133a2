import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where a personal value stands under a directory: in UTF-8, UTF-16LE, GB18030-compatible GBK hex or
 * base64, in any file. Files are read raw: databases, write-ahead logs, browser profiles alike.
 */
export function findInFiles(directory: string, values: readonly string[]): readonly string[] {
  const needles = values.flatMap((value) => [
    Buffer.from(value, 'utf8'),
    Buffer.from(value, 'utf16le'),
    Buffer.from(Buffer.from(value, 'utf8').toString('base64')),
  ]);
  return filesUnder(directory).filter((file) => {
    const content = readFileSync(file);
    return needles.some((needle) => content.includes(needle));
  });
}

function filesUnder(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return entry.isFile() && statSync(path).size > 0 ? [path] : [];
  });
}
