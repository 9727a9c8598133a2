import { createHash } from 'node:crypto';
import type { SocialSecurityCard } from '../../population/social-security-card.ts';
import { type CardFiles, EF06, writeFiles } from './card-files.ts';
import type { CitizenCardFault } from './contract.ts';

/** The chip of a social-security card between two commands. */
export type Chip = {
  readonly fault: CitizenCardFault;
  readonly files: CardFiles;
  readonly selected: 'nothing' | 'environment' | number;
  /** What GET RESPONSE will give. */
  readonly ready: Uint8Array;
  /** Records given since power came. */
  readonly given: number;
  /** Answers given so far by one that babbles; power does not bring it back to its first. */
  readonly noise: number;
};

export type ChipAnswer = {
  readonly chip: Chip;
  /** `null`: the card has been pulled, and answers no more. */
  readonly response: Uint8Array | null;
};

/** T=0 with the historical bytes of a native card, and the least ATR of a contactless one behind a reader (T=1). */
const CONTACT_ATR = '3B6D00000080318065B08302047E83009000';
const CONTACTLESS_ATR = '3B80800101';
/**
 * What stands for no answer: vpcd cannot say that a card lies there and gives none, but pcscd takes an answer longer
 * than the 33 bytes of ISO 7816-3 for none.
 */
const MUTE_ATR = 'FF'.repeat(34);

const ENVIRONMENT = '7378312E73682EC9E7BBE1B1A3D5CF';
const PAYMENT_SYSTEM = Buffer.from('1PAY.SYS.DDF01').toString('hex').toUpperCase();
/** Finger print and portrait: there, and closed without the issuer's key. */
const CLOSED_FILES = [0xef07, 0xef08];
/** A reading is pulled at after so many records. */
const PULLED_AFTER = 4;

export function createChip(card: SocialSecurityCard, fault: CitizenCardFault): Chip {
  const files = writeFiles(card);
  return powerUp({
    ...{ fault, files: fault === 'corruptRecord' ? corrupted(files) : files },
    ...{ selected: 'nothing', ready: new Uint8Array(), given: 0, noise: 0 },
  });
}

export const powerUp = (chip: Chip): Chip => ({
  ...chip,
  ...{ selected: 'nothing', ready: new Uint8Array(), given: 0 },
});

/** Answer to reset. */
export function atrOf({ fault }: Chip): Uint8Array {
  if (fault === 'mute') return bytesOf(MUTE_ATR);
  return bytesOf(fault === 'contactless' ? CONTACTLESS_ATR : CONTACT_ATR);
}

/** How long the chip ponders over a command, in milliseconds. */
export const thinkMs = ({ fault }: Chip, pace: 'real' | 'fast'): number => {
  if (fault === 'slow') return 350;
  return pace === 'fast' ? 0 : 15;
};

/** Answers one command APDU. */
export function answer(chip: Chip, command: Uint8Array): ChipAnswer {
  if (chip.fault === 'babbles') return babble(chip);
  const [cla, ins, p1 = 0, p2 = 0, p3] = command;
  if (cla === undefined || ins === undefined || p3 === undefined) return say(chip, '6700');
  if (cla !== 0x00) return say(chip, '6E00');
  switch (ins) {
    case 0xa4:
      return select(chip, p1, hexOf(command.subarray(5, 5 + p3)));
    case 0xb2:
      return readRecord(chip, p1, p2, p3);
    case 0xc0:
      return say({ ...chip, ready: new Uint8Array() }, '9000', chip.ready.subarray(0, p3 || 256));
    default:
      return say(chip, '6D00');
  }
}

function select(chip: Chip, p1: number, name: string): ChipAnswer {
  if (p1 === 0x04) {
    if (chip.fault === 'wrongCard') return say(chip, name === PAYMENT_SYSTEM ? '9000' : '6A82');
    if (name !== ENVIRONMENT) return say(chip, '6A82');
    if (chip.fault === 'blocked') return say(chip, '6283');
    const selected: Chip = { ...chip, selected: 'environment' };
    // The template of the file; a T=0 card announces it, a T=1 card gives it.
    const template = bytesOf(`6F11840F${ENVIRONMENT}`);
    if (chip.fault === 'contactless') return say(selected, '9000', template);
    return say({ ...selected, ready: template }, `61${hexByte(template.length)}`);
  }
  const id = Number.parseInt(name, 16);
  const isKnown = chip.files.has(id) || CLOSED_FILES.includes(id);
  if (chip.selected === 'nothing' || !isKnown) return say(chip, '6A82');
  return say({ ...chip, selected: id }, '9000');
}

function readRecord(chip: Chip, p1: number, p2: number, le: number): ChipAnswer {
  if (typeof chip.selected !== 'number') return say(chip, '6986');
  if (CLOSED_FILES.includes(chip.selected)) return say(chip, '6982');
  const isByNumber = (p2 & 0x07) === 0x04;
  if (!isByNumber && chip.fault === 'numberedRecords') return say(chip, '6A86');
  const records = chip.files.get(chip.selected) ?? [];
  const record = isByNumber ? records[p1 - 1] : records.find(([tag]) => tag === p1);
  if (record === undefined) return say(chip, '6A83');
  if (chip.fault === 'pulledMidRead' && chip.given >= PULLED_AFTER) return { chip, response: null };
  const isT0 = chip.fault !== 'contactless';
  if (isT0 && le !== record.length) return say(chip, `6C${hexByte(record.length)}`);
  const given = { ...chip, given: chip.given + 1 };
  if (chip.fault === 'announcesAnswers')
    return say({ ...given, ready: record }, `61${hexByte(record.length)}`);
  return say(given, '9000', record);
}

/** Other bytes each time, in any length an answer may have; the same ones from the same card. */
function babble(chip: Chip): ChipAnswer {
  const noise = createHash('sha512').update(`${chip.noise}`).digest();
  const response = noise.subarray(0, 2 + ((noise[63] ?? 0) % 62));
  return { chip: { ...chip, noise: chip.noise + 1 }, response };
}

/** A digit of the number has changed, as a worn memory cell does it. */
function corrupted(files: CardFiles): CardFiles {
  const [number = new Uint8Array(), ...others] = files.get(EF06) ?? [];
  const worn = number.map((byte, at) => (at === 12 ? byte ^ 0x01 : byte));
  return new Map([...files, [EF06, [worn, ...others]]]);
}

const say = (chip: Chip, statusWord: string, data: Uint8Array = new Uint8Array()): ChipAnswer => ({
  chip,
  response: Uint8Array.from([...data, ...bytesOf(statusWord)]),
});
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const hexByte = (value: number): string => value.toString(16).padStart(2, '0').toUpperCase();
