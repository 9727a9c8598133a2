import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Electron's executable, when it is in this house. Its npm package comes without it and `path.txt` appears only after
 * a download; asking the package itself would start that download.
 */
export function electronBinary(house: string): string | undefined {
  const folder = join(house, 'node_modules/electron');
  const pointer = join(folder, 'path.txt');
  if (!existsSync(pointer)) return undefined;
  const binary = join(folder, 'dist', readFileSync(pointer, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}
