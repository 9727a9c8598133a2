import { readFile } from 'node:fs/promises';
import { type ConfigResult, parseConfig } from './parse-config.ts';

/** Reads one machine's configuration file; a file that cannot be read is a problem like any other. */
export const loadConfig = async (file: string): Promise<ConfigResult> => {
  try {
    return parseConfig(await readFile(file, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return {
      ok: false,
      problems: [{ path: '', line: null, column: null, message: `Cannot read the file (${code})` }],
    };
  }
};
