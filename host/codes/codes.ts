import type { JournalFault } from '../journal/journal-fault.ts';
import { cabinetCodes } from './cabinet-codes.ts';
import { cardCodes } from './card-codes.ts';
import { caseCodes } from './case-codes.ts';
import type { Code, CodeTexts } from './code.ts';
import { documentCodes } from './document-codes.ts';
import { exchangeCodes } from './exchange-codes.ts';
import { identityCodeCodes } from './identity-code-codes.ts';
import { machineCodes } from './machine-codes.ts';
import { paymentCodes } from './payment-codes.ts';
import { printerCodes } from './printer-codes.ts';
import { proofCodes } from './proof-codes.ts';

export type { Code, CodeTexts } from './code.ts';

/** The one table of codes of the kiosk: screens, alarms, logs and docs/codes.md are fed from it. */
export const CODES = {
  ...cardCodes,
  ...proofCodes,
  ...exchangeCodes,
  ...caseCodes,
  ...documentCodes,
  ...paymentCodes,
  ...printerCodes,
  ...machineCodes,
  ...identityCodeCodes,
  ...cabinetCodes,
};
export type CodeName = keyof typeof CODES;

const isCode = (name: string): name is CodeName => Object.hasOwn(CODES, name);

/** The entry of a code. A name that is in no table is a mistake of ours, and is told as one. */
export const codeOf = (name: string): Code => (isCode(name) ? CODES[name] : CODES.internal);

/** What a code says to whoever it is shown to. */
export const codeTexts = (name: string): CodeTexts => {
  const { title, text, next } = codeOf(name);
  return { title, text, next };
};

export const journalCode = (fault: JournalFault): CodeName =>
  fault.kind === 'full' ? 'journal.full' : 'journal.broken';
