import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { IdCard, IdCardFault, IdCardReader } from './id-card/id-card-reader.ts';
import { maskCard, revealCard } from './id-card/mask-card.ts';
import { openHidIdCardReader, openIdCardReader } from './id-card/open-id-card-reader.ts';
import { readOneCard } from './id-card/read-one-card.ts';
import { systemClock } from './system-clock.ts';

/** Where a command writes, and what ends it early. */
export type CommandIo = {
  readonly stdout: { readonly write: (text: string) => unknown };
  readonly stderr: { readonly write: (text: string) => unknown };
  readonly signal: AbortSignal;
};

/** What the shell is told. Scripts tell “nobody laid a card down” from “this reader does not work”. */
export const exitCodes = {
  done: 0,
  usage: 2,
  noCard: 3,
  cardFault: 4,
  readerFault: 5,
  aborted: 130,
} as const;

type ReadCardOptions = {
  readonly port: string;
  readonly baudRate: number;
  readonly deadline: number;
  readonly json: boolean;
  readonly reveal: boolean;
  readonly hid: boolean;
  readonly appendedAddresses: boolean;
};

/**
 * `once devices …`: tries devices out without a kiosk around them.
 *
 * @param argv what follows `once devices`
 * @returns the exit code, see {@link exitCodes}
 */
export async function main(argv: readonly string[], io: CommandIo): Promise<number> {
  let exitCode: number = exitCodes.done;
  const program = new Command('once devices')
    .description('try the devices of this machine')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });

  addReadCard(program, io, (code) => {
    exitCode = code;
  });

  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has already written what is wrong, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    throw error;
  }
}

/** `read-card`: one card from a real port, without a kiosk around it. */
export function addReadCard(program: Command, io: CommandIo, exit: (code: number) => void): void {
  program
    .command('read-card')
    .description('read one card and print it, masked')
    .addOption(new Option('--driver <class>', 'device class').choices(['id-card']).makeOptionMandatory())
    .requiredOption('--port <port>', 'path, pattern, or usb:VENDOR:PRODUCT[:SERIAL]')
    .option('--hid', 'the reader speaks HID reports; the port is usb:VENDOR:PRODUCT[:SERIAL]', false)
    .option('--baud-rate <rate>', 'speed of the line', parseCount, 115_200)
    .option('--deadline <ms>', 'how long to wait for a card', parseCount, 30_000)
    .option('--appended-addresses', 'also those added to the card after it was made', false)
    .option('--json', 'one JSON object on standard output', false)
    .option('--reveal', 'name, number, birthday and address in full', false)
    .action(async (options: ReadCardOptions) => {
      exit(await readCard(options, io));
    });
}

async function readCard(options: ReadCardOptions, io: CommandIo): Promise<number> {
  const reader = options.hid
    ? openHidIdCardReader({ port: options.port, clock: systemClock })
    : openIdCardReader({ path: options.port, baudRate: options.baudRate, clock: systemClock });
  try {
    const result = await readOneCard(reader, systemClock, {
      deadlineMs: options.deadline,
      signal: io.signal,
    });
    if (!result.ok) {
      io.stdout.write(options.json ? json({ error: result.error }) : `${result.error.kind}\n`);
      return exitCodeOf(result.error);
    }
    const shown = {
      ...show(result.value, options.reveal),
      ...(options.appendedAddresses && (await appendedAddresses(reader, options.reveal))),
    };
    io.stdout.write(options.json ? json(shown) : lines(shown));
    return exitCodes.done;
  } finally {
    await reader.close();
  }
}

async function appendedAddresses(reader: IdCardReader, isRevealed: boolean): Promise<Shown> {
  const read = await reader.readAppendedAddresses();
  if (!read.ok) return { appendedAddresses: null };
  const addresses = isRevealed ? read.value : read.value.map((address) => '*'.repeat([...address].length));
  return { appendedAddresses: addresses.join('; ') };
}

type Shown = Record<string, string | number | null>;

function show(card: IdCard, isRevealed: boolean): Shown {
  return isRevealed ? revealCard(card) : maskCard(card);
}

function exitCodeOf(fault: IdCardFault): number {
  switch (fault.kind) {
    case 'no-card':
      return exitCodes.noCard;
    case 'card-moved':
    case 'card-not-verified':
    case 'unknown-card':
      return exitCodes.cardFault;
    case 'disconnected':
    case 'timeout':
    case 'protocol':
    case 'hardware':
      return exitCodes.readerFault;
    case 'aborted':
      return exitCodes.aborted;
  }
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count <= 0)
    throw new InvalidArgumentError('a whole number above 0, please');
  return count;
}

const json = (value: unknown): string => `${JSON.stringify(value)}\n`;

const lines = (shown: Shown): string =>
  Object.entries(shown)
    .map(([field, value]) => `${field}: ${value ?? '长期'}\n`)
    .join('');
